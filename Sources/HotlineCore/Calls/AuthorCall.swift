/// A call from a member of the staff to an appeal's author: it rings the one, and then the other.
public struct AuthorCall: Hashable, Sendable {
    /// How far it has come.
    public enum State: String, Hashable, Sendable, CaseIterable {
        /// The member's own telephone rings.
        case ringing
        /// The author's telephone is being dialled.
        case dialling
        /// Both talk.
        case talking
        /// It is over.
        case ended
    }

    /// How it ended.
    public enum Outcome: String, Hashable, Sendable, CaseIterable {
        /// The author answered.
        case reached
        /// The author's telephone rang, and nobody answered.
        case noAnswer
        /// The author's telephone was busy.
        case busy
        /// The author's telephone could not be reached.
        case unreachable
        /// The member hung up before anybody answered.
        case cancelled
        /// The member did not pick up their own telephone.
        case notPickedUp
        /// The exchange could not be asked.
        case notPlaced
        /// It was begun, and nothing was heard of it before both talked.
        case lost

        /// Whether the author was called in vain.
        public var isInVain: Bool {
            switch self {
            case .noAnswer, .busy, .unreachable: true
            case .reached, .cancelled, .notPickedUp, .notPlaced, .lost: false
            }
        }

        /// Reads what Asterisk's application `Dial` leaves in `DIALSTATUS`.
        ///
        /// - Parameter status: The word; empty where the member hung up before anything was dialled.
        public init(dialStatus status: String) {
            switch status {
            case "ANSWER": self = .reached
            case "NOANSWER": self = .noAnswer
            case "BUSY": self = .busy
            case "CANCEL", "": self = .cancelled
            default: self = .unreachable
            }
        }
    }

    /// How long a talk may go on: the dialplan's own limit, and a minute for the news of its end.
    public static let longestTalk = Duration.seconds(7_260)

    /// Its number.
    public var id: Identifier<AuthorCall>
    /// The appeal.
    public var appeal: AppealNumber
    /// Who calls.
    public var login: String
    /// The token by which it was asked for; `nil` where it was on the service's machine.
    public var token: Identifier<StaffToken>?
    /// How far it has come.
    public var state: State
    /// How it ended, once it has.
    public var outcome: Outcome?
    /// When it was asked for.
    public var askedAt: Instant
    /// When it ended.
    public var endedAt: Instant?
    /// How long both talked.
    public var talked: Duration?

    /// Creates a call.
    public init(
        id: Identifier<AuthorCall>,
        appeal: AppealNumber,
        login: String,
        token: Identifier<StaffToken>? = nil,
        state: State = .ringing,
        outcome: Outcome? = nil,
        askedAt: Instant,
        endedAt: Instant? = nil,
        talked: Duration? = nil
    ) {
        self.id = id
        self.appeal = appeal
        self.login = login
        self.token = token
        self.state = state
        self.outcome = outcome
        self.askedAt = askedAt
        self.endedAt = endedAt
        self.talked = talked
    }
}

/// What the exchange tells of a call to an author.
public enum AuthorCallNews: Hashable, Sendable {
    /// The member picked up; the author is being dialled.
    case dialling
    /// The author answered.
    case talking
    /// It is over.
    case ended(AuthorCall.Outcome, talked: Duration?)
}

/// That an author is to be called another day, because they were called in vain.
public struct CallTask: Hashable, Sendable {
    /// The appeal.
    public var appeal: AppealNumber
    /// From when on.
    public var due: Instant
    /// How often they were called in vain before.
    public var attempts: Int

    /// Creates a task.
    public init(appeal: AppealNumber, due: Instant, attempts: Int) {
        self.appeal = appeal
        self.due = due
        self.attempts = attempts
    }
}
