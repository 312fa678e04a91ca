extension String {
    /// Whether there are control characters in it other than line feeds: a telephone or a terminal might obey them.
    public var holdsControls: Bool {
        unicodeScalars.contains { $0 != "\n" && $0.properties.generalCategory == .control }
    }
}
