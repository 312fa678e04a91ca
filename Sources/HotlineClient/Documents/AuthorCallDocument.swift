public import HotlineCore
public import JSON

/// A call from a member of the staff to an author, as the staff API tells of it.
public struct AuthorCallDocument: Hashable, Sendable {
    /// Its number.
    public var id: Int64
    /// The appeal.
    public var appeal: AppealNumber
    /// Who calls.
    public var login: String
    /// How far it has come.
    public var state: AuthorCall.State
    /// How it ended.
    public var outcome: AuthorCall.Outcome?
    /// When it was asked for.
    public var askedAt: CivilTime
    /// When it ended.
    public var endedAt: CivilTime?
    /// How many seconds both talked.
    public var talked: Int?
    /// From when on the author is to be called again, where it was in vain too often.
    public var task: CallTaskDocument?

    /// Tells of a call.
    public init(_ call: AuthorCall, task: CallTask?, zone: ZoneRules) {
        id = call.id.value
        appeal = call.appeal
        login = call.login
        state = call.state
        outcome = call.outcome
        askedAt = zone.civilTime(at: call.askedAt)
        endedAt = call.endedAt.map(zone.civilTime(at:))
        talked = call.talked.map { Int($0.components.seconds) }
        self.task = task.map { CallTaskDocument($0, zone: zone) }
    }

    fileprivate init(_ fields: inout JSONFields) throws {
        let id = fields.required("id", .integer)
        let appeal = fields.required("appeal", .appealNumber)
        let login = fields.required("login", .string)
        let state = fields.required("state", .oneOf(AuthorCall.State.self))
        let outcome = fields.optional("outcome", .oneOf(AuthorCall.Outcome.self))
        let askedAt = fields.required("askedAt", .time)
        let endedAt = fields.optional("endedAt", .time)
        let talked = fields.optional("talked", .integer)
        let task = fields.optional("task", .callTaskDocument)
        self.id = Int64(try id.get())
        self.appeal = try appeal.get()
        self.login = try login.get()
        self.state = try state.get()
        self.outcome = try outcome.get()
        self.askedAt = try askedAt.get()
        self.endedAt = try endedAt.get()
        self.talked = try talked.get()
        self.task = try task.get()
    }

    /// The document as JSON; what is absent is `null`.
    public var json: JSON {
        [
            "id": .integer(id), "appeal": .integer(appeal.value), "login": .string(login),
            "state": .string(state.rawValue), "outcome": JSON(outcome?.rawValue),
            "askedAt": .string(askedAt.rfc3339), "endedAt": JSON(endedAt?.rfc3339),
            "talked": talked.map { .integer(Int64($0)) } ?? .null, "task": task?.json ?? .null,
        ]
    }
}

/// That an author is to be called another day.
public struct CallTaskDocument: Hashable, Sendable {
    /// From when on.
    public var due: CivilTime
    /// How often they were called in vain before.
    public var attempts: Int

    /// Tells of a task.
    public init(_ task: CallTask, zone: ZoneRules) {
        due = zone.civilTime(at: task.due)
        attempts = task.attempts
    }

    fileprivate init(_ fields: inout JSONFields) throws {
        let due = fields.required("due", .time)
        let attempts = fields.required("attempts", .integer)
        self.due = try due.get()
        self.attempts = try attempts.get()
    }

    /// The document as JSON.
    public var json: JSON { ["due": .string(due.rfc3339), "attempts": .integer(Int64(attempts))] }
}

extension JSONShape where Value == AuthorCallDocument {
    static var authorCallDocument: JSONShape { .object { fields in try AuthorCallDocument(&fields) } }
}

extension JSONShape where Value == CallTaskDocument {
    static var callTaskDocument: JSONShape { .object { fields in try CallTaskDocument(&fields) } }
}
