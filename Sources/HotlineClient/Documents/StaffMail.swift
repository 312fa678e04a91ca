public import HotlineCore

/// A mail as the staff API is given it.
public struct StaffMail: Hashable, Sendable {
    /// The mail's row.
    public var id: Identifier<OutboundMail>
    /// The appeal it tells of.
    public var appeal: AppealNumber
    /// The address it goes to; `nil` once that was taken out.
    public var recipient: String?
    /// How far it has come.
    public var state: MailDocument.State
    /// How often it was tried.
    public var attempts: Int
    /// When it was written.
    public var createdAt: Instant
    /// When its state last changed.
    public var changedAt: Instant
    /// Why it waits or failed, in one word.
    public var reason: String?

    /// Creates a mail.
    public init(
        id: Identifier<OutboundMail>,
        appeal: AppealNumber,
        recipient: String?,
        state: MailDocument.State,
        attempts: Int,
        createdAt: Instant,
        changedAt: Instant,
        reason: String?
    ) {
        self.id = id
        self.appeal = appeal
        self.recipient = recipient
        self.state = state
        self.attempts = attempts
        self.createdAt = createdAt
        self.changedAt = changedAt
        self.reason = reason
    }
}

extension StaffMail: CustomStringConvertible, CustomReflectable {
    /// The row and the state.
    public var description: String { "mail \(id): \(state.rawValue)" }

    /// Keeps `dump` and a failed `#expect` as discreet as ``description``.
    public var customMirror: Mirror { Mirror(self, children: ["mail": description]) }
}
