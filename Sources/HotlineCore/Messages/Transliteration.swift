/// Russian in Latin letters, for phones and lines that do not carry Cyrillic.
///
/// The letters are those of ICAO Doc 9303, part 3, section 6.B, as in passports: all are in the GSM 7-bit alphabet, where the tables
/// of GOST 7.79 need the grave accent, which is not, and so save nothing.
public enum Transliteration {
    /// Writes a text so that ``SMSEncoding/gsm7`` carries it.
    ///
    /// A letter that becomes several is all capital in a word of capitals (`ЖУК`, `ZHUK`) and else capital at its beginning only
    /// (`Жук`, `Zhuk`). What has no likeness becomes one `?` for each character.
    ///
    /// - Parameter text: The text.
    /// - Returns: The text in the GSM 7-bit alphabet.
    public static func icao(_ text: String) -> String {
        var latin = String.UnicodeScalarView()
        var isAfterCapital = false
        var index = text.startIndex
        while index < text.endIndex {
            let next = text.index(after: index)
            let isBeforeLetter = next < text.endIndex && text[next].isLetter
            let isBeforeCapital = next < text.endIndex && text[next].isUppercase
            let isAmongCapitals = isBeforeCapital || (isAfterCapital && !isBeforeLetter)
            latin.append(contentsOf: scalars(for: text[index], isAmongCapitals: isAmongCapitals))
            isAfterCapital = text[index].isUppercase
            index = next
        }
        return String(latin)
    }

    private static func scalars(for character: Character, isAmongCapitals: Bool) -> String.UnicodeScalarView {
        var latin = String.UnicodeScalarView()
        var hasUnknown = false
        for scalar in character.unicodeScalars {
            if let letters = letters(for: scalar) {
                latin.append(contentsOf: letters.unicodeScalars)
            } else if let capital = letters(for: scalar.lowercased) {
                let first = capital.prefix(1).uppercased()
                let cased = isAmongCapitals ? capital.uppercased() : first + capital.dropFirst()
                latin.append(contentsOf: cased.unicodeScalars)
            } else if SMSEncoding.gsm7.units(of: scalar) != nil {
                latin.append(scalar)
            } else if let sign = sign(for: scalar) {
                latin.append(contentsOf: sign.unicodeScalars)
            } else {
                hasUnknown = true
            }
        }
        if hasUnknown, latin.isEmpty { latin.append("?") }
        return latin
    }

    /// What stands for a small letter.
    private static func letters(for scalar: Unicode.Scalar) -> String? {
        switch scalar {
        case "а": "a"
        case "б": "b"
        case "в": "v"
        case "г", "ґ": "g"
        case "д": "d"
        case "е", "ё", "э": "e"
        case "ж": "zh"
        case "з": "z"
        case "и", "й", "і", "ї": "i"
        case "к": "k"
        case "л": "l"
        case "м": "m"
        case "н": "n"
        case "о": "o"
        case "п": "p"
        case "р": "r"
        case "с": "s"
        case "т": "t"
        case "у", "ў": "u"
        case "ф": "f"
        case "х": "kh"
        case "ц": "ts"
        case "ч": "ch"
        case "ш": "sh"
        case "щ": "shch"
        case "ъ", "є": "ie"
        case "ы": "y"
        case "ь": ""
        case "ю": "iu"
        case "я": "ia"
        default: nil
        }
    }

    /// What stands for a sign; nothing for what nobody sees.
    private static func sign(for scalar: Unicode.Scalar) -> String? {
        switch scalar {
        case "№": "N"
        case "«", "»", "“", "”", "„", "‟": "\""
        case "‘", "’", "‚", "‛", "`", "´", "‹", "›": "'"
        case "‐", "‑", "‒", "–", "—", "―", "−": "-"
        case "…": "..."
        case "•", "·": "*"
        case "×": "x"
        case "\t": " "
        case "\u{0B}", "\u{85}", "\u{2028}", "\u{2029}": "\n"
        default:
            switch scalar.properties.generalCategory {
            case .spaceSeparator: " "
            case .control, .format, .nonspacingMark, .enclosingMark: ""
            default: nil
            }
        }
    }
}

extension Unicode.Scalar {
    /// The small letter, where one scalar is that.
    fileprivate var lowercased: Unicode.Scalar {
        let scalars = properties.lowercaseMapping.unicodeScalars
        guard scalars.count == 1, let scalar = scalars.first else { return self }
        return scalar
    }
}
