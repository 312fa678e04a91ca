/// How a text is carried: every character of one message, and of each of its parts, in the same way.
public enum SMSEncoding: String, Hashable, Sendable, CaseIterable {
    /// The GSM 7-bit default alphabet with its extension table (3GPP TS 23.038, 6.2.1 and 6.2.1.1), counted in septets.
    case gsm7
    /// UCS-2 (3GPP TS 23.038, 6.2.3), counted in UTF-16 units, as phones read it.
    case ucs2

    /// The encoding that a text is sent in: ``gsm7`` if that can carry all of it, for it carries more than twice as much.
    public init(of text: String) {
        self = SMSEncoding.gsm7.units(of: text) == nil ? .ucs2 : .gsm7
    }

    /// The units that fit one part standing alone.
    public var unitsAlone: Int {
        switch self {
        case .gsm7: 160
        case .ucs2: 70
        }
    }

    /// The units that fit one of several parts, beside the header that joins them.
    public var unitsJoined: Int {
        switch self {
        case .gsm7: 153
        case .ucs2: 67
        }
    }

    /// The units that a scalar takes; `nil` where the encoding does not have it.
    public func units(of scalar: Unicode.Scalar) -> Int? {
        switch self {
        case .gsm7: Self.septets(of: scalar)
        case .ucs2: UTF16.width(scalar)
        }
    }

    /// The units that a text takes; `nil` where the encoding does not have all of it.
    public func units(of text: String) -> Int? {
        var sum = 0
        for scalar in text.unicodeScalars {
            guard let units = units(of: scalar) else { return nil }
            sum += units
        }
        return sum
    }

    /// Two for the extension table, where an escape goes before; the escape itself (1B) is no character.
    private static func septets(of scalar: Unicode.Scalar) -> Int? {
        switch scalar {
        case "^", "{", "}", "\\", "[", "~", "]", "|", "€", "\u{0C}": 2
        case "`": nil
        case " "..."~", "\n", "\r": 1
        case "£", "¥", "è", "é", "ù", "ì", "ò", "Ç", "Ø", "ø", "Å", "å", "Æ", "æ", "ß", "É": 1
        case "Δ", "Φ", "Γ", "Λ", "Ω", "Π", "Ψ", "Σ", "Θ", "Ξ": 1
        case "¤", "¡", "Ä", "Ö", "Ñ", "Ü", "§", "¿", "ä", "ö", "ñ", "ü", "à": 1
        default: nil
        }
    }
}
