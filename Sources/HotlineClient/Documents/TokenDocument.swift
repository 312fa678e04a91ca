public import HotlineCore
public import JSON

/// A token as the staff API tells of it: without its secret.
public struct TokenDocument: Hashable, Sendable {
    /// Its number.
    public var id: Int64
    /// Who made it, and in whose name it acts.
    public var login: String
    /// What it is for.
    public var label: String?
    /// How it stands.
    public var state: StaffToken.State
    /// When it was made.
    public var createdAt: CivilTime
    /// When its time is over.
    public var expiresAt: CivilTime
    /// When it was last used, to the minute.
    public var lastUsedAt: CivilTime?
    /// When it was taken back.
    public var revokedAt: CivilTime?
    /// Who took it back.
    public var revokedBy: String?

    /// Tells of a token at `now`.
    public init(_ token: StaffToken, zone: ZoneRules, now: Instant) {
        id = token.id.value
        login = token.login
        label = token.label
        state = token.state(at: now)
        createdAt = zone.civilTime(at: token.createdAt)
        expiresAt = zone.civilTime(at: token.expiresAt)
        lastUsedAt = token.lastUsedAt.map(zone.civilTime)
        revokedAt = token.revokedAt.map(zone.civilTime)
        revokedBy = token.revokedBy
    }

    init(_ fields: inout JSONFields) throws {
        let id = fields.required("id", .integer)
        let login = fields.required("login", .string)
        let label = fields.optional("label", .string)
        let state = fields.required("state", .oneOf(StaffToken.State.self))
        let createdAt = fields.required("createdAt", .time)
        let expiresAt = fields.required("expiresAt", .time)
        let lastUsedAt = fields.optional("lastUsedAt", .time)
        let revokedAt = fields.optional("revokedAt", .time)
        let revokedBy = fields.optional("revokedBy", .string)
        self.id = Int64(try id.get())
        self.login = try login.get()
        self.label = try label.get()
        self.state = try state.get()
        self.createdAt = try createdAt.get()
        self.expiresAt = try expiresAt.get()
        self.lastUsedAt = try lastUsedAt.get()
        self.revokedAt = try revokedAt.get()
        self.revokedBy = try revokedBy.get()
    }

    /// The document as JSON, with every key there is.
    public var json: JSON { .object(object) }

    var object: JSONObject {
        [
            "id": .integer(id), "login": .string(login), "label": JSON(label), "state": .string(state.rawValue),
            "createdAt": .string(createdAt.rfc3339), "expiresAt": .string(expiresAt.rfc3339),
            "lastUsedAt": JSON(lastUsedAt?.rfc3339), "revokedAt": JSON(revokedAt?.rfc3339),
            "revokedBy": JSON(revokedBy),
        ]
    }
}

extension JSONShape where Value == TokenDocument {
    static var tokenDocument: JSONShape { .object { fields in try TokenDocument(&fields) } }
}
