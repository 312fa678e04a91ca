internal import GRDB
public import HotlineCore

/// A text message as it is kept.
public struct KeptMessage: Hashable, Sendable {
    /// The message's row.
    public var id: Identifier<OutboundMessage>
    /// The appeal it tells of.
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
    /// When its turn comes, while it waits.
    public var dueAt: Instant?
    /// When it was written.
    public var createdAt: Instant
    /// When its state last changed.
    public var changedAt: Instant
    /// Why it waits or failed, in one word.
    public var reason: String?

    init(_ row: Row) throws {
        id = Identifier(row["id"])
        appeal = (row["appeal"] as Int64?).map(AppealNumber.init)
        kind = row["kind"]
        recipient = try (row["recipient"] as String?).map { try PhoneNumber(e164: $0) }
        body = row["body"]
        parts = row["parts"]
        state = MessageState(rawValue: row["state"]) ?? .failed
        attempts = row["attempts"]
        repeats = row["repeats"]
        dueAt = Instant(row["dueAt"])
        createdAt = Instant(milliseconds: row["createdAt"])
        changedAt = Instant(milliseconds: row["changedAt"])
        reason = row["reason"]
    }
}

extension KeptMessage: CustomStringConvertible, CustomReflectable {
    /// The row, the kind and the state.
    public var description: String { "message \(id) (\(kind)): \(state.rawValue)" }

    /// Keeps `dump` and a failed `#expect` as discreet as ``description``.
    public var customMirror: Mirror { Mirror(self, children: ["message": description]) }
}
