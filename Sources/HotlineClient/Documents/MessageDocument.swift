public import HotlineCore
public import JSON

/// A text message as the staff API tells of it.
public struct MessageDocument: Hashable, Sendable {
    /// The message's row.
    public var id: Int64
    /// The appeal it tells of; `nil` where it answers about none or tells of several.
    public var appeal: AppealNumber?
    /// Which of the texts it is, by name.
    public var kind: String
    /// Where it goes, masked; `nil` where the appeal is private.
    public var recipient: String?
    /// What it says; `nil` where the appeal is private.
    public var text: String?
    /// How many parts it has.
    public var parts: Int
    /// How far it has come.
    public var state: MessageState
    /// How often it was tried.
    public var attempts: Int
    /// How often it was sent again though it may have gone before.
    public var repeats: Int
    /// When it was written.
    public var createdAt: CivilTime
    /// When its state last changed.
    public var changedAt: CivilTime
    /// Why it waits or failed, in one word.
    public var reason: String?

    /// Tells of a message what a person may see of it; one that is about no appeal holds nothing of an author's.
    public init(_ message: StaffMessage, of appeal: Appeal?, for person: Person, zone: ZoneRules) {
        let maySeeContent = appeal.map(person.maySeeContent) ?? true
        id = message.id.value
        self.appeal = message.appeal
        kind = message.kind
        recipient = maySeeContent ? message.recipient?.masked : nil
        text = maySeeContent ? message.body : nil
        parts = message.parts
        state = message.state
        attempts = message.attempts
        repeats = message.repeats
        createdAt = zone.civilTime(at: message.createdAt)
        changedAt = zone.civilTime(at: message.changedAt)
        reason = message.reason
    }

    fileprivate init(_ fields: inout JSONFields) throws {
        let id = fields.required("id", .integer)
        let appeal = fields.optional("appeal", .appealNumber)
        let kind = fields.required("kind", .string)
        let recipient = fields.optional("to", .string)
        let text = fields.optional("text", .string)
        let parts = fields.required("parts", .integer)
        let state = fields.required("state", .oneOf(MessageState.self))
        let attempts = fields.required("attempts", .integer)
        let repeats = fields.required("repeats", .integer)
        let createdAt = fields.required("createdAt", .time)
        let changedAt = fields.required("changedAt", .time)
        let reason = fields.optional("reason", .string)
        self.id = Int64(try id.get())
        self.appeal = try appeal.get()
        self.kind = try kind.get()
        self.recipient = try recipient.get()
        self.text = try text.get()
        self.parts = try parts.get()
        self.state = try state.get()
        self.attempts = try attempts.get()
        self.repeats = try repeats.get()
        self.createdAt = try createdAt.get()
        self.changedAt = try changedAt.get()
        self.reason = try reason.get()
    }

    /// The document as JSON; what is absent is `null`.
    public var json: JSON {
        [
            "id": .integer(id),
            "appeal": appeal.map { .integer($0.value) } ?? .null,
            "kind": .string(kind),
            "to": JSON(recipient),
            "text": JSON(text),
            "parts": JSON(parts),
            "state": .string(state.rawValue),
            "attempts": JSON(attempts),
            "repeats": JSON(repeats),
            "createdAt": .string(createdAt.rfc3339),
            "changedAt": .string(changedAt.rfc3339),
            "reason": JSON(reason),
        ]
    }
}

extension JSONShape where Value == MessageDocument {
    static var messageDocument: JSONShape { .object { fields in try MessageDocument(&fields) } }
}

extension MessageDocument: CustomDebugStringConvertible, CustomReflectable {
    /// The row, the kind and the state.
    public var debugDescription: String { "message \(id) (\(kind)): \(state.rawValue)" }

    /// Keeps `dump` and a failed `#expect` as discreet as ``debugDescription``.
    public var customMirror: Mirror { Mirror(self, children: ["message": debugDescription]) }
}
