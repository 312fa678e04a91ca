/// A telephone number in E.164 form.
///
/// One that exists is valid; nothing downstream checks again.
public struct PhoneNumber: Hashable, Sendable {
    /// The number with its leading `+`.
    ///
    /// This is personal data: hand it to a gateway, never to a log.
    public let e164: String

    /// Reads a number that is already in E.164 form: a `+` and 8 to 15 digits, the first not zero.
    public init(e164: String) throws(PhoneNumberError) {
        let digits = e164.utf8.dropFirst()
        guard e164.utf8.first == UInt8(ascii: "+"), (8...15).contains(digits.count),
            digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            digits.first != UInt8(ascii: "0")
        else {
            throw PhoneNumberError.notE164
        }
        self.e164 = e164
    }

    /// The number as lists show it: the country and the last two digits, `+7•••••••12`.
    public var masked: String {
        let hidden = String(repeating: "•", count: max(0, e164.count - 4))
        return "\(e164.prefix(2))\(hidden)\(e164.suffix(2))"
    }
}

/// Why a text is not a telephone number.
public enum PhoneNumberError: Error, Hashable {
    /// It is not a `+` and 8 to 15 digits.
    case notE164
    /// It holds too few or too many digits, or something that no number holds.
    case unreadable
}

extension PhoneNumber: CustomStringConvertible {
    /// The last two digits only, so that an interpolated number cannot leak one.
    public var description: String { "+…\(e164.suffix(2))" }
}

extension PhoneNumber: CustomReflectable {
    /// Keeps `dump` and a failed `#expect` as discreet as ``description``.
    public var customMirror: Mirror { Mirror(self, children: ["number": description]) }
}
