public import HotlineCore
public import JSON

/// An announced outage as the staff API tells of it.
public struct OutageDocument: Hashable, Sendable {
    /// What it is about.
    public var type: AppealType
    /// Since when.
    public var startedAt: CivilTime
    /// Who announced it.
    public var startedBy: String
    /// When that ended.
    public var endedAt: CivilTime?
    /// How many appeals joined it.
    public var appeals: Int

    /// Tells of an outage.
    public init(_ outage: Outage, zone: ZoneRules) {
        type = outage.type
        startedAt = zone.civilTime(at: outage.startedAt)
        startedBy = outage.startedBy
        endedAt = outage.endedAt.map(zone.civilTime(at:))
        appeals = outage.appeals
    }

    fileprivate init(_ fields: inout JSONFields) throws {
        let type = fields.required("type", .oneOf(AppealType.self))
        let startedAt = fields.required("startedAt", .time)
        let startedBy = fields.required("startedBy", .string)
        let endedAt = fields.optional("endedAt", .time)
        let appeals = fields.required("appeals", .integer)
        self.type = try type.get()
        self.startedAt = try startedAt.get()
        self.startedBy = try startedBy.get()
        self.endedAt = try endedAt.get()
        self.appeals = try appeals.get()
    }

    /// The document as JSON.
    public var json: JSON {
        [
            "type": .string(type.rawValue), "startedAt": .string(startedAt.rfc3339), "startedBy": .string(startedBy),
            "endedAt": JSON(endedAt?.rfc3339), "appeals": .integer(Int64(appeals)),
        ]
    }

    /// The outage in one line for people.
    public var text: String {
        endedAt == nil
            ? "Объявлен сбой: \(type.formText); с \(startedAt.stamp), \(startedBy); "
                + "присоединилось обращений: \(appeals)"
            : "Объявление о сбое снято: \(type.formText); присоединилось обращений: \(appeals)"
    }
}

extension JSONShape where Value == OutageDocument {
    static var outageDocument: JSONShape { .object { fields in try OutageDocument(&fields) } }
}
