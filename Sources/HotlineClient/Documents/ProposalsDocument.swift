public import HotlineCore
public import JSON

/// What the head wrote on a week, as the staff API tells it.
///
/// They are the head's own words, so they do not print themselves.
public struct ProposalsDocument: Hashable, Sendable {
    /// The week, `2026-W11`.
    public var week: String
    /// The words; empty where there are none.
    public var text: String
    /// The version; 0 where they were never written.
    public var version: Int64
    /// When they were written last.
    public var changedAt: CivilTime?
    /// Who wrote them last.
    public var changedBy: String?

    /// Tells of proposals in a zone.
    public init(_ proposals: WeeklyProposals, zone: ZoneRules) {
        week = proposals.week
        text = proposals.text
        version = proposals.version
        changedAt = proposals.changedAt.map { zone.civilTime(at: $0) }
        changedBy = proposals.changedBy
    }

    fileprivate init(_ fields: inout JSONFields) throws {
        let week = fields.required("week", .string)
        let text = fields.required("text", .string)
        let version = fields.required("version", .integer)
        let changedAt = fields.optional("changedAt", .time)
        let changedBy = fields.optional("changedBy", .string)
        self.week = try week.get()
        self.text = try text.get()
        self.version = Int64(try version.get())
        self.changedAt = try changedAt.get()
        self.changedBy = try changedBy.get()
    }

    /// The document as JSON; what is absent is `null`.
    public var json: JSON {
        [
            "week": .string(week), "text": .string(text), "version": .integer(version),
            "changedAt": JSON(changedAt?.rfc3339), "changedBy": JSON(changedBy),
        ]
    }
}

extension ProposalsDocument: CustomStringConvertible, CustomReflectable {
    /// The week only.
    public var description: String { "proposals of \(week)" }

    /// Keeps `dump` and a failed `#expect` as discreet as ``description``.
    public var customMirror: Mirror { Mirror(self, children: ["proposals": description]) }
}

extension JSONShape where Value == ProposalsDocument {
    static var proposals: JSONShape { .object { fields in try ProposalsDocument(&fields) } }
}

/// What the head writes on a week, as the staff API is asked to keep it.
///
/// They are the head's own words, so they do not print themselves.
public struct ProposalsOrder: Hashable, Sendable {
    /// The week or a day in it; `nil` for the last whole one.
    public var week: String?
    /// The words; empty for none.
    public var text: String
    /// The version they were written on; `nil` for whichever there is.
    public var version: Int64?

    /// Creates an order.
    public init(week: String?, text: String, version: Int64? = nil) {
        self.week = week
        self.text = text
        self.version = version
    }

    /// Reads an order.
    ///
    /// - Throws: `JSONFaults` with everything that is wrong with it.
    public init(_ json: JSON) throws(JSONFaults) {
        self = try json.read(
            as: .object { fields in
                let week = fields.optional("week", .string)
                let text = fields.required("text", .string)
                let version = fields.optional("version", .integer)
                return ProposalsOrder(
                    week: try week.get(),
                    text: try text.get(),
                    version: try version.get().map { Int64($0) }
                )
            }
        )
    }

    /// The order as JSON.
    public var json: JSON {
        ["week": JSON(week), "text": .string(text), "version": version.map { .integer($0) } ?? .null]
    }
}

extension ProposalsOrder: CustomStringConvertible, CustomReflectable {
    /// The week only.
    public var description: String { "proposals of \(week ?? "the last week")" }

    /// Keeps `dump` and a failed `#expect` as discreet as ``description``.
    public var customMirror: Mirror { Mirror(self, children: ["proposals": description]) }
}
