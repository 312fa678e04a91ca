/// What one act makes of an appeal: its new state, the events that tell of it, and the texts that follow, all kept in one go.
public struct AppealChange: Hashable, Sendable {
    /// The appeal as it is afterwards.
    public var appeal: Appeal
    /// What happened, in order.
    public var events: [NewEvent]
    /// The texts to send.
    public var messages: [DraftMessage]
    /// The mails to send.
    public var mails: [DraftMail]
    /// The members of the staff to telephone.
    public var calls: [DraftCall]

    /// Creates a change.
    public init(
        appeal: Appeal,
        events: [NewEvent],
        messages: [DraftMessage] = [],
        mails: [DraftMail] = [],
        calls: [DraftCall] = []
    ) {
        self.appeal = appeal
        self.events = events
        self.messages = messages
        self.mails = mails
        self.calls = calls
    }
}

/// An event that is about to be logged.
///
/// The log is never changed, so nothing personal stands in it: fields are named, not quoted, and what somebody wrote is kept
/// beside the log, where it can be taken out.
public struct NewEvent: Hashable, Sendable {
    /// What happened.
    public var kind: EventKind
    /// Who did it.
    public var actor: Actor
    /// Through what.
    public var channel: EventChannel
    /// The facts, by name.
    public var detail: [Fact]
    /// What somebody wrote with it: a reason, a note, a result.
    public var words: String?

    /// Creates an event.
    public init(
        _ kind: EventKind,
        by actor: Actor,
        through channel: EventChannel,
        detail: [Fact] = [],
        words: String? = nil
    ) {
        self.kind = kind
        self.actor = actor
        self.channel = channel
        self.detail = detail
        self.words = words
    }

    /// The name of the fact that tells by which token somebody acted.
    public static let tokenFact = "token"

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

extension NewEvent: CustomStringConvertible, CustomReflectable {
    /// The kind and who did it.
    public var description: String { "\(kind.rawValue) by \(actor.name)" }

    /// Keeps `dump` and a failed `#expect` from showing what somebody wrote.
    public var customMirror: Mirror {
        let facts = detail.map { "\($0.name)=\($0.value)" }.joined(separator: ";")
        return Mirror(self, children: ["event": "\(description) (\(facts))"])
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
    /// When it is sent at the earliest; `nil` for at once.
    public var notBefore: Instant?

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

/// A mail that is about to be put in the outbox.
public struct DraftMail: Hashable, Sendable {
    /// Where it goes.
    public var recipient: String
    /// Its subject.
    public var subject: String
    /// What it says, as plain text.
    public var text: String
    /// The same as HTML.
    public var html: String
    /// What the HTML shows.
    public var pictures: [MailPicture]

    /// Creates a mail.
    public init(recipient: String, subject: String, text: String, html: String, pictures: [MailPicture] = []) {
        self.recipient = recipient
        self.subject = subject
        self.text = text
        self.html = html
        self.pictures = pictures
    }
}

extension DraftMail: CustomStringConvertible, CustomReflectable {
    /// Nothing of what it says.
    public var description: String { "a mail" }

    /// Keeps `dump` and a failed `#expect` as discreet as ``description``.
    public var customMirror: Mirror { Mirror(self, children: ["mail": description]) }
}
