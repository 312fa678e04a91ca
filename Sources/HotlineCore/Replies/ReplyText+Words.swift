extension ReplyText {
    /// The whole text as its author wrote it.
    var whole: String { String(Self.trimmed(Self.cleaned(scalars[...]))) }

    /// What its author wrote from `index` on, without the marks that part it from what is before.
    ///
    /// - Parameters:
    ///   - index: The first token behind the command.
    ///   - isQuoted: Whether a quote was opened before the command, and may be closed behind the words.
    /// - Returns: The words; `nil` where there is no letter and no digit.
    func words(from index: Int, isQuoted: Bool = false) -> String? {
        let rest = tokens[min(index, tokens.count)...].drop { $0.kind == .mark && !$0.isOpening }
        guard let first = rest.first, rest.contains(where: { $0.kind == .word || $0.kind == .number }) else {
            return nil
        }
        var words = Self.trimmed(Self.cleaned(scalars[first.range.lowerBound...]))
        if isQuoted, Self.endsWithLooseQuote(words) { words = Self.trimmed(String.UnicodeScalarView(words.dropLast())) }
        return String(words)
    }

    /// Line ends become `\n`, tabs spaces; other control characters go, and so do those that turn the direction of what follows.
    private static func cleaned(_ scalars: ArraySlice<Unicode.Scalar>) -> String.UnicodeScalarView {
        var cleaned = String.UnicodeScalarView()
        var isAfterReturn = false
        for scalar in scalars {
            switch scalar {
            case "\n" where isAfterReturn: break
            case "\n"..."\r", "\u{85}", "\u{2028}", "\u{2029}": cleaned.append("\n")
            case "\t": cleaned.append(" ")
            case "\u{200B}", "\u{200E}", "\u{200F}", "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}", "\u{61C}",
                "\u{FEFF}":
                break
            case _ where scalar.properties.generalCategory == .control: break
            default: cleaned.append(scalar)
            }
            isAfterReturn = scalar == "\r"
        }
        return cleaned
    }

    private static func trimmed(_ scalars: String.UnicodeScalarView) -> String.UnicodeScalarView {
        let isBlank = { (scalar: Unicode.Scalar) in scalar.properties.isWhitespace }
        guard let first = scalars.firstIndex(where: { !isBlank($0) }),
            let last = scalars.lastIndex(where: { !isBlank($0) })
        else { return String.UnicodeScalarView() }
        return String.UnicodeScalarView(scalars[first...last])
    }

    /// Whether the last quote has no beginning among the words.
    private static func endsWithLooseQuote(_ words: String.UnicodeScalarView) -> Bool {
        let count = { (quotes: [Unicode.Scalar]) in words.reduce(0) { $0 + (quotes.contains($1) ? 1 : 0) } }
        return switch words.last {
        case "»": count(["»"]) > count(["«"])
        case "”": count(["”"]) > count(["“", "„"])
        case "“": count(["“"]) > count(["„"])
        case "’": count(["’"]) > count(["‘", "‚"])
        case "\"": count(["\""]) % 2 == 1
        case "'": count(["'"]) % 2 == 1
        default: false
        }
    }
}

extension ReplyToken {
    /// Whether the mark belongs to what follows it.
    fileprivate var isOpening: Bool {
        text.unicodeScalars.allSatisfy {
            let category = $0.properties.generalCategory
            return $0 == "\"" || $0 == "'" || category == .openPunctuation || category == .initialPunctuation
        }
    }

    /// Whether the mark is a quote.
    var isQuote: Bool {
        kind == .mark && text.unicodeScalars.allSatisfy { $0.properties.isQuotationMark }
    }
}
