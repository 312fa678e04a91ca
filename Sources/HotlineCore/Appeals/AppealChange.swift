/// What one act makes of an appeal: its new state, the events that tell of it, and the texts that follow, all kept in one go.
public struct AppealChange: Hashable, Sendable {
    /// The appeal as it is afterwards.
    public var appeal: Appeal
    /// What happened, in order.
    public var events: [NewEvent]
    /// The texts to send.
    public var messages: [DraftMessage]

    /// Creates a change.
    public init(appeal: Appeal, events: [NewEvent], messages: [DraftMessage] = []) {
        self.appeal = appeal
        self.events = events
        self.messages = messages
    }
}

/// An event that is about to be logged.
///
/// The log is never changed, so nothing personal stands in it: fields are named, not quoted.
public struct NewEvent: Hashable, Sendable {
    /// What happened.
    public var kind: EventKind
    /// Who did it.
    public var actor: Actor
    /// Through what.
    public var channel: EventChannel
    /// The facts, by name.
    public var detail: [Fact]

    /// Creates an event.
    public init(_ kind: EventKind, by actor: Actor, through channel: EventChannel, detail: [Fact] = []) {
        self.kind = kind
        self.actor = actor
        self.channel = channel
        self.detail = detail
    }

    /// One fact of an event.
    public struct Fact: Hashable, Sendable {
        /// Its name.
        public var name: String
        /// Its value, never anything personal.
        public var value: String

        /// Creates a fact.
        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }
}

/// A text that is about to be put in the outbox.
public struct DraftMessage: Hashable, Sendable {
    /// Which of the texts it is.
    public var kind: MessageKind
    /// Where it goes.
    public var recipient: PhoneNumber
    /// What it says.
    public var body: String

    /// Creates a text.
    public init(kind: MessageKind, recipient: PhoneNumber, body: String) {
        self.kind = kind
        self.recipient = recipient
        self.body = body
    }
}

extension DraftMessage: CustomStringConvertible, CustomReflectable {
    /// The kind only.
    public var description: String { "a \(kind.rawValue) message" }

    /// Keeps `dump` and a failed `#expect` as discreet as ``description``.
    public var customMirror: Mirror { Mirror(self, children: ["message": description]) }
}
