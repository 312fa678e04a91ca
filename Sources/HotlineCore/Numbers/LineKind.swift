/// What kind of line a number is, as far as the number itself tells.
public enum LineKind: String, Hashable, Sendable, CaseIterable {
    /// A Russian mobile number, which takes text messages.
    case mobile
    /// A Russian number of a city, an office or a free line, which does not.
    case landline
    /// A number of another country; whether it takes text messages is not known.
    case foreign
    /// No number came with the call, or it was withheld.
    case none
}

extension PhoneNumber {
    /// The kind of line, by the Russian numbering plan: `+7 9…` is mobile, `+7 3…`, `+7 4…`, `+7 8…` are lines of a place.
    public var lineKind: LineKind {
        guard e164.hasPrefix("+7") else { return .foreign }
        switch e164.dropFirst(2).first {
        case "9": return .mobile
        case "3", "4", "5", "8": return .landline
        default: return .foreign
        }
    }

    /// Whether a text message can be expected to arrive.
    public var takesTexts: Bool { lineKind == .mobile || lineKind == .foreign }
}
