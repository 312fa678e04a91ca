/// Who is calling, as far as the exchange says and we may use.
public struct CallerNumber: Hashable, Sendable {
    /// The number exactly as the exchange gave it, kept for the record; `nil` where there was none or it was withheld.
    public let raw: String?
    /// The number in E.164 form, where it can be read.
    public let number: PhoneNumber?

    /// Reads what Asterisk says of the caller.
    ///
    /// A number the caller withheld is neither used nor kept: with privacy asked for, networks still carry it.
    ///
    /// - Parameters:
    ///   - callerID: `agi_callerid`; `unknown` where the From had no user part, `anonymous` for an anonymous SIP caller.
    ///   - presentation: `agi_callingpres`; bits 6 and 7 (ITU-T Q.951) are 01 for restricted, 10 for not available.
    ///   - cityCode: The code that seven-digit numbers stand in.
    public init(callerID: String?, presentation: Int, cityCode: String?) {
        let isWithheld = (presentation >> 5) & 3 == 1
        let words: Set<String> = ["", "unknown", "anonymous", "restricted", "private", "unavailable", "withheld"]
        let word = callerID?.split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
        guard let callerID, let word, !isWithheld, !words.contains(word) else {
            raw = nil
            number = nil
            return
        }
        raw = callerID
        number = try? PhoneNumber(dialled: callerID, cityCode: cityCode)
    }

    /// Takes up what an earlier reading found, without judging it again.
    package init(raw: String?, number: PhoneNumber?) {
        self.raw = raw
        self.number = number
    }

    /// The kind of line the call came from.
    public var lineKind: LineKind { number?.lineKind ?? .none }
}

extension CallerNumber: CustomStringConvertible, CustomReflectable {
    /// A stub that tells only whether there is a number.
    public var description: String { number.map { "\($0)" } ?? (raw == nil ? "withheld" : "unreadable") }

    /// Keeps `dump` as discreet as ``description``.
    public var customMirror: Mirror { Mirror(self, children: ["caller": description]) }
}
