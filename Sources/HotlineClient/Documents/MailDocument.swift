public import HotlineCore
public import JSON

/// A mail as the staff API tells of it; what it says stands in the appeal as its result.
public struct MailDocument: Hashable, Sendable {
    /// How far a mail has come.
    public typealias State = MailState

    /// The mail's row.
    public var id: Int64
    /// The address it goes to; `nil` once that was taken out.
    public var recipient: String?
    /// How far it has come.
    public var state: State
    /// How often it was tried.
    public var attempts: Int
    /// When it was written.
    public var createdAt: CivilTime
    /// When its state last changed.
    public var changedAt: CivilTime
    /// Why it waits or failed, in one word.
    public var reason: String?

    /// Tells of a mail of an appeal.
    public init(_ mail: StaffMail, zone: ZoneRules) {
        id = mail.id.value
        recipient = mail.recipient
        state = mail.state
        attempts = mail.attempts
        createdAt = zone.civilTime(at: mail.createdAt)
        changedAt = zone.civilTime(at: mail.changedAt)
        reason = mail.reason
    }

    fileprivate init(_ fields: inout JSONFields) throws {
        let id = fields.required("id", .integer)
        let recipient = fields.optional("to", .string)
        let state = fields.required("state", .oneOf(State.self))
        let attempts = fields.required("attempts", .integer)
        let createdAt = fields.required("createdAt", .time)
        let changedAt = fields.required("changedAt", .time)
        let reason = fields.optional("reason", .string)
        self.id = Int64(try id.get())
        self.recipient = try recipient.get()
        self.state = try state.get()
        self.attempts = try attempts.get()
        self.createdAt = try createdAt.get()
        self.changedAt = try changedAt.get()
        self.reason = try reason.get()
    }

    /// The document as JSON; what is absent is `null`.
    public var json: JSON {
        [
            "id": .integer(id),
            "to": JSON(recipient),
            "state": .string(state.rawValue),
            "attempts": JSON(attempts),
            "createdAt": .string(createdAt.rfc3339),
            "changedAt": .string(changedAt.rfc3339),
            "reason": JSON(reason),
        ]
    }
}

extension JSONShape where Value == MailDocument {
    static var mailDocument: JSONShape { .object { fields in try MailDocument(&fields) } }
}

extension MailDocument: CustomDebugStringConvertible, CustomReflectable {
    /// The row and the state.
    public var debugDescription: String { "mail \(id): \(state.rawValue)" }

    /// Keeps `dump` and a failed `#expect` as discreet as ``debugDescription``.
    public var customMirror: Mirror { Mirror(self, children: ["mail": debugDescription]) }
}
