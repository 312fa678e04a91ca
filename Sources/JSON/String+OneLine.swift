extension String {
    /// The text with every control character and line break replaced, fit for one line of a terminal or a log.
    var onOneLine: String {
        var line = ""
        for scalar in unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator: line.append("\u{FFFD}")
            default: line.unicodeScalars.append(scalar)
            }
        }
        return line
    }

    /// The part before the first occurrence of a marker, or all of it where there is none.
    func cut(before marker: String) -> String {
        var rest = self[...]
        while !rest.isEmpty {
            if rest.hasPrefix(marker) { return String(self[..<rest.startIndex]) }
            rest = rest.dropFirst()
        }
        return self
    }
}
