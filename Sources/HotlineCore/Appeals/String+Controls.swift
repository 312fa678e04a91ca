extension String {
    /// Whether there are control characters in it other than line feeds: a telephone or a terminal might obey them.
    public var holdsControls: Bool {
        unicodeScalars.contains { $0 != "\n" && $0.properties.generalCategory == .control }
    }

    /// Whether nothing of it is to be seen: there is white space in it only, and what says how other characters are set.
    public var isBlank: Bool {
        unicodeScalars.allSatisfy { scalar in
            let properties = scalar.properties
            return properties.isWhitespace || properties.generalCategory == .format
                || properties.isDefaultIgnorableCodePoint
        }
    }
}
