/// What a scalar of an incoming text is taken for.
enum ReplyScalar: Hashable {
    /// A digit, as the ASCII one.
    case digit(Unicode.Scalar)
    /// A letter: small, without accents, and Cyrillic where it looks so.
    case letter(Unicode.Scalar)
    /// What a number is marked with: `№`, `#`.
    case sign
    case space
    case lineBreak
    /// Punctuation that may stand around a command.
    case mark(Unicode.Scalar)
    case question
    /// An emoji or the like.
    case picture
    /// What changes the meaning of a number: `+`, `%`, `/`.
    case other
    /// What nobody sees, and accents.
    case invisible

    init(_ scalar: Unicode.Scalar) {
        // The full-width forms of ASCII stand in its order.
        let isFullWidth = ("\u{FF01}"..."\u{FF5E}").contains(scalar)
        let scalar = isFullWidth ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar
        switch scalar {
        case "0"..."9": self = .digit(scalar)
        case "a"..."z", "A"..."Z", "\u{400}"..."\u{481}", "\u{48A}"..."\u{52F}": self = .letter(Self.folded(scalar))
        case "№", "#": self = .sign
        case " ", "\t": self = .space
        case "\n"..."\r", "\u{85}", "\u{2028}", "\u{2029}": self = .lineBreak
        case "?": self = .question
        case "/", "\\", "%", "&", "*", "@": self = .other
        case "`": self = .mark(scalar)
        default: self = Self.byCategory(scalar)
        }
    }

    private static func byCategory(_ scalar: Unicode.Scalar) -> ReplyScalar {
        switch scalar.properties.generalCategory {
        case .spaceSeparator: .space
        case .control, .format, .nonspacingMark, .enclosingMark: .invisible
        case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
            .finalPunctuation, .otherPunctuation:
            .mark(scalar)
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: .letter(scalar)
        case .otherSymbol: .picture
        case .modifierSymbol where !scalar.isASCII: .picture
        default: .other
        }
    }

    /// The small letter, Cyrillic where it looks like one: a phone's keyboard changes its alphabet in the middle of a word, and
    /// nobody sees it.
    private static func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar {
        case "a", "A": "а"
        case "b", "B": "в"
        case "c", "C": "с"
        case "e", "E", "ё", "Ё": "е"
        case "h", "H": "н"
        case "k", "K": "к"
        case "m", "M": "м"
        case "o", "O": "о"
        case "p", "P": "р"
        case "t", "T": "т"
        case "x", "X": "х"
        case "y", "Y": "у"
        case "A"..."Z", "А"..."Я": Unicode.Scalar(scalar.value + 0x20) ?? scalar
        default: scalar
        }
    }
}
