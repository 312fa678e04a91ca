internal import JSON

/// `sms.limits`.
public struct SMSLimits: Hashable, Sendable {
    /// The most texts to one telephone.
    public var perPhone: RateLimit
    /// The most texts in all.
    public var overall: RateLimit?
    /// So many of one kind that wait for one telephone become one text.
    public var bundleFrom: Int

    /// Creates limits: thirty texts an hour to one telephone, as many in all as come, three of a kind in one.
    public init(
        perPhone: RateLimit = RateLimit(30, within: .seconds(3600)),
        overall: RateLimit? = nil,
        bundleFrom: Int = 3
    ) {
        self.perPhone = perPhone
        self.overall = overall
        self.bundleFrom = bundleFrom
    }
}

/// `sms.ladder`.
public struct SMSLadder: Hashable, Sendable {
    /// Whether who stands in for a specialist is told when that one does not take an appeal, or cannot be texted.
    public var deputy: Bool
    /// How the specialist is telephoned; `nil` where they are only texted.
    public var call: LadderCallSettings?

    /// Creates a ladder.
    public init(deputy: Bool = true, call: LadderCallSettings? = nil) {
        self.deputy = deputy
        self.call = call
    }
}

extension JSONShape where Value == SMSLimits {
    static var smsLimits: JSONShape {
        .object { fields in
            let standard = SMSLimits()
            let perPhone = fields.optional("perPhone", .rateLimit, default: standard.perPhone)
            let overall = fields.optional("overall", .rateLimit)
            let bundleFrom = fields.optional("bundleFrom", .integer(in: 2...100), default: standard.bundleFrom)
            return try SMSLimits(perPhone: perPhone.get(), overall: overall.get(), bundleFrom: bundleFrom.get())
        }
    }
}

extension JSONShape where Value == RateLimit {
    /// `"30/1h"`: so many in so long.
    fileprivate static var rateLimit: JSONShape {
        JSONShape<String>.string.parsed(as: "a number of texts and a time, such as \"30/1h\"") { text in
            let parts = text.split(separator: "/", omittingEmptySubsequences: false)
            guard parts.count == 2, let count = Int(parts[0]), count > 0,
                let within = Duration(setting: String(parts[1])), within > .zero
            else { return nil }
            return RateLimit(count, within: within)
        }
    }
}

extension JSONShape where Value == SMSLadder {
    static var smsLadder: JSONShape {
        .object { fields in
            let deputy = fields.optional("deputy", .bool, default: true)
            let call = fields.optional("call", .ladderCall)
            return try SMSLadder(deputy: deputy.get(), call: call.get())
        }
    }
}
