internal import GRDB
public import HotlineCore

/// A text that came in, as it is kept.
public struct KeptText: Hashable, Sendable {
    /// The text's row.
    public var id: Identifier<IncomingText>
    /// The name of the gateway it came through.
    public var gateway: String
    /// The sender as it came; `nil` once that was taken out.
    public var sender: String?
    /// The sender's telephone, where it is one.
    public var phone: PhoneNumber?
    /// The words.
    public var body: String
    /// When it came.
    public var receivedAt: Instant
    /// When something was made of it.
    public var handledAt: Instant?
    /// What it was, in one word.
    public var outcome: String?
    /// The appeal it is about.
    public var appeal: AppealNumber?
    /// The member of the staff who wrote it.
    public var login: String?

    init(_ row: Row) throws {
        id = Identifier(row["id"])
        gateway = row["gateway"]
        sender = row["sender"]
        phone = try (row["phone"] as String?).map { try PhoneNumber(e164: $0) }
        body = row["body"]
        receivedAt = Instant(milliseconds: row["receivedAt"])
        handledAt = Instant(row["handledAt"])
        outcome = row["outcome"]
        appeal = (row["appeal"] as Int64?).map(AppealNumber.init)
        login = row["login"]
    }
}

extension KeptText: CustomStringConvertible, CustomReflectable {
    /// The row and what it was.
    public var description: String { "text \(id) (\(outcome ?? "new"))" }

    /// Keeps `dump` and a failed `#expect` as discreet as ``description``.
    public var customMirror: Mirror { Mirror(self, children: ["text": description]) }
}
