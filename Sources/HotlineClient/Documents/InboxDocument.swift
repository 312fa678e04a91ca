public import HotlineCore
public import JSON

/// A text that came in, as the staff API tells of it to one person.
public struct InboxDocument: Hashable, Sendable {
    /// The text's row.
    public var id: Int64
    /// When it came.
    public var receivedAt: CivilTime
    /// The gateway it came through.
    public var gateway: String
    /// The sender, masked; `nil` where the appeal is private.
    public var sender: String?
    /// The member of the staff who wrote it.
    public var login: String?
    /// The appeal it is about.
    public var appeal: AppealNumber?
    /// What it was, in one word; `nil` where nothing was made of it yet.
    public var outcome: String?
    /// The words; `nil` where the appeal is private.
    public var text: String?

    /// Creates a document.
    public init(
        id: Int64,
        receivedAt: CivilTime,
        gateway: String,
        sender: String?,
        login: String?,
        appeal: AppealNumber?,
        outcome: String?,
        text: String?
    ) {
        self.id = id
        self.receivedAt = receivedAt
        self.gateway = gateway
        self.sender = sender
        self.login = login
        self.appeal = appeal
        self.outcome = outcome
        self.text = text
    }

    /// The document as JSON; what is absent is `null`.
    public var json: JSON {
        [
            "id": .integer(id),
            "receivedAt": .string(receivedAt.rfc3339),
            "gateway": .string(gateway),
            "from": JSON(sender),
            "login": JSON(login),
            "appeal": appeal.map { .integer($0.value) } ?? .null,
            "outcome": JSON(outcome),
            "text": JSON(text),
        ]
    }
}

extension JSONShape where Value == InboxDocument {
    static var inboxDocument: JSONShape {
        .object { fields in
            let id = fields.required("id", .integer)
            let receivedAt = fields.required("receivedAt", .time)
            let gateway = fields.required("gateway", .string)
            let sender = fields.optional("from", .string)
            let login = fields.optional("login", .string)
            let appeal = fields.optional("appeal", .appealNumber)
            let outcome = fields.optional("outcome", .string)
            let text = fields.optional("text", .string)
            return try InboxDocument(
                id: Int64(id.get()),
                receivedAt: receivedAt.get(),
                gateway: gateway.get(),
                sender: sender.get(),
                login: login.get(),
                appeal: appeal.get(),
                outcome: outcome.get(),
                text: text.get()
            )
        }
    }
}

extension InboxDocument: CustomDebugStringConvertible, CustomReflectable {
    /// The row and what it was.
    public var debugDescription: String { "text \(id) (\(outcome ?? "new"))" }

    /// Keeps `dump` and a failed `#expect` as discreet as ``debugDescription``.
    public var customMirror: Mirror { Mirror(self, children: ["text": debugDescription]) }
}
