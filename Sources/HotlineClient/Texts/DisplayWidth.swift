extension String {
    /// How many columns of a terminal the text takes.
    var displayWidth: Int { reduce(0) { $0 + $1.displayWidth } }

    /// The text on one line, without anything a terminal would obey instead of show.
    public var onOneLine: String {
        var line = ""
        for scalar in unicodeScalars {
            switch scalar.properties.generalCategory {
            case .lineSeparator, .paragraphSeparator: line.append(" ")
            case .control: line.append(scalar == "\n" || scalar == "\t" ? " " : "\u{FFFD}")
            case .format where scalar != "\u{200D}": continue
            default: line.unicodeScalars.append(scalar)
            }
        }
        return line
    }

    /// The text on one line of a full screen: without what joins signs into one picture or changes its look, for terminals and
    /// ncurses do not agree on how many columns the whole takes, and everything behind it would stand elsewhere.
    var onScreen: String {
        var scalars = String.UnicodeScalarView()
        scalars.append(
            contentsOf: onOneLine.unicodeScalars.filter { scalar in
                !["\u{200D}", "\u{FE0E}", "\u{FE0F}"].contains(scalar) && !scalar.properties.isEmojiModifier
            }
        )
        return String(scalars)
    }
}

extension Character {
    /// How many columns of a terminal the character takes: 2 for East Asian and emoji, 0 for what joins the one before.
    fileprivate var displayWidth: Int {
        guard let scalar = unicodeScalars.first else { return 0 }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control: return 0
        default: break
        }
        let isEmoji = scalar.properties.isEmojiPresentation || unicodeScalars.contains("\u{FE0F}")
        return isEmoji || Self.wide.contains { $0.contains(scalar.value) } ? 2 : 1
    }

    /// The blocks that Unicode's East Asian Width calls wide, as far as they are letters and signs.
    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
        0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD,
    ]
}
