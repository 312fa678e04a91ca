/// An event as it is kept.
public struct LoggedEvent: Hashable, Sendable {
    /// Its place in the log, without gaps.
    public var id: Int64
    /// The appeal.
    public var appeal: AppealNumber
    /// When.
    public var at: Instant
    /// Who: `system`, `caller`, `author` or a login.
    public var actor: String
    /// Through what.
    public var channel: String
    /// What happened.
    public var kind: String
    /// The facts, `name=value` with semicolons between.
    public var detail: String
    /// What was written with it, unless that was taken out.
    public var words: String?

    /// Creates an event.
    public init(
        id: Int64,
        appeal: AppealNumber,
        at: Instant,
        actor: String,
        channel: String,
        kind: String,
        detail: String,
        words: String? = nil
    ) {
        self.id = id
        self.appeal = appeal
        self.at = at
        self.actor = actor
        self.channel = channel
        self.kind = kind
        self.detail = detail
        self.words = words
    }

    /// The facts, in their order.
    public var facts: [NewEvent.Fact] {
        detail.split(separator: ";").compactMap { fact in
            let parts = fact.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return parts.count == 2 ? NewEvent.Fact(String(parts[0]), String(parts[1])) : nil
        }
    }

    /// The event as it was when it was about to be logged; `nil` where a later version wrote it.
    public var event: NewEvent? {
        guard let kind = EventKind(rawValue: kind), let channel = EventChannel(rawValue: channel) else { return nil }
        return NewEvent(kind, by: Actor(actor), through: channel, detail: facts, words: words)
    }
}

extension LoggedEvent: CustomStringConvertible, CustomReflectable {
    /// Its place and its kind.
    public var description: String { "event \(id) (\(kind))" }

    /// Keeps `dump` and a failed `#expect` from showing what somebody wrote.
    public var customMirror: Mirror { Mirror(self, children: ["event": "\(description) \(detail)"]) }
}
