public import HotlineCore

/// A text message as the staff API is given it.
public struct StaffMessage: Hashable, Sendable {
    /// The message's row.
    public var id: Identifier<OutboundMessage>
    /// The appeal it tells of; `nil` where it answers about none or tells of several.
    public var appeal: AppealNumber?
    /// Which of the texts it is, by name.
    public var kind: String
    /// Where it goes; `nil` once that was taken out.
    public var recipient: PhoneNumber?
    /// What it says.
    public var body: String
    /// How many parts it has.
    public var parts: Int
    /// How far it has come.
    public var state: MessageState
    /// How often it was tried.
    public var attempts: Int
    /// How often it was sent again though it may have gone before.
    public var repeats: Int
    /// When it was written.
    public var createdAt: Instant
    /// When its state last changed.
    public var changedAt: Instant
    /// Why it waits or failed, in one word.
    public var reason: String?

    /// Creates a message.
    public init(
        id: Identifier<OutboundMessage>,
        appeal: AppealNumber?,
        kind: String,
        recipient: PhoneNumber?,
        body: String,
        parts: Int,
        state: MessageState,
        attempts: Int,
        repeats: Int,
        createdAt: Instant,
        changedAt: Instant,
        reason: String?
    ) {
        self.id = id
        self.appeal = appeal
        self.kind = kind
        self.recipient = recipient
        self.body = body
        self.parts = parts
        self.state = state
        self.attempts = attempts
        self.repeats = repeats
        self.createdAt = createdAt
        self.changedAt = changedAt
        self.reason = reason
    }
}

extension StaffMessage: CustomStringConvertible, CustomReflectable {
    /// The row, the kind and the state.
    public var description: String { "message \(id) (\(kind)): \(state.rawValue)" }

    /// Keeps `dump` and a failed `#expect` as discreet as ``description``.
    public var customMirror: Mirror { Mirror(self, children: ["message": description]) }
}
