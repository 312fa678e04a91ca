internal import JSON

/// `sms.ladder.call`: how a specialist who has not taken an appeal is telephoned.
public struct LadderCallSettings: Hashable, Sendable {
    /// How long before the end of the term they are telephoned.
    public var before: Duration
    /// How Asterisk reaches their telephone.
    public var channel: ChannelTemplate
    /// The number that their telephone shows; `nil` for the one the trunk has.
    public var callerID: String?
    /// How long it rings.
    public var ring: Duration

    /// Creates settings.
    public init(
        before: Duration = .seconds(300),
        channel: ChannelTemplate,
        callerID: String? = nil,
        ring: Duration = .seconds(30)
    ) {
        self.before = before
        self.channel = channel
        self.callerID = callerID
        self.ring = ring
    }
}

/// A channel of Asterisk's with a place for a telephone number, such as `PJSIP/{number}@trunk`.
public struct ChannelTemplate: Hashable, Sendable {
    /// Its places: the number with its `+`, its digits alone, and as it is dialled within Russia.
    private static let places = ["{number}", "{digits}", "{national}"]

    /// The text with its place.
    public let text: String

    /// Reads a template.
    ///
    /// - Returns: `nil` where it is no channel, or has not just one place.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        let isPlain = text.utf8.allSatisfy {
            (33...126).contains($0) && $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "&")
        }
        let found = Self.places.map { text.split(separator: $0, omittingEmptySubsequences: false).count - 1 }.reduce(
            0,
            +
        )
        guard isPlain, found == 1, parts.count == 2, !parts[0].isEmpty,
            parts[0].allSatisfy({ $0.isLetter || $0.isNumber })
        else { return nil }
        self.text = text
    }

    /// The channel that reaches a telephone.
    public func channel(to phone: PhoneNumber) -> String {
        let digits = String(phone.e164.dropFirst())
        let national = phone.e164.hasPrefix("+7") ? "8\(digits.dropFirst())" : digits
        return text.replacing("{number}", with: phone.e164).replacing("{digits}", with: digits)
            .replacing("{national}", with: national)
    }
}

extension JSONShape where Value == LadderCallSettings {
    static var ladderCall: JSONShape {
        .object { fields in
            let before = fields.optional("before", .duration(.seconds(60) ... .seconds(86_400)), default: .seconds(300))
            let channel = fields.required("channel", .channelTemplate)
            let callerID = fields.optional("callerID", .callerID)
            let ring = fields.optional("ring", .duration(.seconds(5) ... .seconds(120)), default: .seconds(30))
            return try LadderCallSettings(
                before: before.get(),
                channel: channel.get(),
                callerID: callerID.get(),
                ring: ring.get()
            )
        }
    }
}

extension JSONShape where Value == ChannelTemplate {
    static var channelTemplate: JSONShape {
        JSONShape<String>.string.parsed(
            as: "a channel with one {number}, {digits} or {national}, such as \"PJSIP/{number}@trunk\""
        ) {
            ChannelTemplate($0)
        }
    }
}

extension JSONShape where Value == String {
    static var callerID: JSONShape {
        JSONShape<String>.string.parsed(as: "a number: digits, with a + in front or without") { text in
            let digits = text.hasPrefix("+") ? text.dropFirst() : text[...]
            let isNumber = (2...15).contains(digits.count) && digits.utf8.allSatisfy { (48...57).contains($0) }
            return isNumber ? text : nil
        }
    }
}
