public import HotlineCore

/// A call that waits for a specialist or talks with one.
public struct LiveCall: Hashable, Sendable {
    /// What the dialplan says of a call before it queues it.
    public struct Card: Hashable, Sendable {
        /// The appeal the call belongs to.
        public var appeal: AppealNumber?
        /// What it is about.
        public var route: AppealRoute?
        /// Who the caller says they are.
        public var role: String?
        /// The class the caller keyed.
        public var schoolClass: String?

        /// Creates a card.
        public init(
            appeal: AppealNumber? = nil,
            route: AppealRoute? = nil,
            role: String? = nil,
            schoolClass: String? = nil
        ) {
            self.appeal = appeal
            self.route = route
            self.role = role
            self.schoolClass = schoolClass
        }
    }

    /// Where a call is.
    public enum State: Hashable, Sendable {
        /// It waits, and nobody's telephone rings.
        case queued(since: Instant)
        /// It waits, and the telephones of these ring, the first to ring first.
        case ringing([String], since: Instant)
        /// It talks with this one.
        case talking(String, since: Instant)
        /// It neither waits nor talks any more; the caller may still be there, leaving a message.
        case over
    }

    /// The longest text of an event that is kept, in bytes.
    static let longestText = 128

    /// Asterisk's name for the call.
    public let uniqueID: String
    /// When it began to wait.
    public internal(set) var since: Instant
    /// The queue it is in.
    public internal(set) var queue: String?
    /// What the dialplan said of it; empty where that was missed.
    public internal(set) var card: Card
    /// Where it is.
    public internal(set) var state: State
    /// How long it waited, once it does not any more.
    var waitedFor: Duration?
    /// Whether it was told that somebody answered, or that nobody did.
    var isSettled = false

    init(uniqueID: String, since: Instant) {
        self.uniqueID = uniqueID
        self.since = since
        card = Card()
        state = .queued(since: since)
    }

    /// How long it has waited for somebody to answer, or did.
    public func waited(at now: Instant) -> Duration {
        waitedFor ?? max(now - since, .zero)
    }

    /// Whether it waits or talks.
    public var isGoingOn: Bool {
        switch state {
        case .queued, .ringing, .talking: true
        case .over: false
        }
    }
}

extension LiveCall.Card: CustomStringConvertible, CustomReflectable {
    /// The appeal's number only.
    public var description: String { appeal.map { "card of appeal \($0)" } ?? "card" }

    /// A mirror that shows nothing of the caller.
    public var customMirror: Mirror { Mirror(self, children: ["description": description]) }
}
