/// What a report is counted from.
public struct ReportFacts: Hashable, Sendable {
    /// What is counted of an appeal.
    public struct Appeal: Hashable, Sendable {
        /// Its number.
        public var number: AppealNumber
        /// Where it came from.
        public var source: AppealSource
        /// The form's type.
        public var type: AppealType?
        /// The subject it is handed out by.
        public var route: AppealRoute?
        /// Pupil, teacher or parent.
        public var role: AuthorRole?
        /// The class.
        public var className: String?
        /// Whether only its specialist may see who and what.
        public var isPrivate: Bool
        /// Why it was closed as none at all.
        public var mark: AppealMark?
        /// What tells its author from others: the telephone, which is counted by and never shown.
        public var author: String?
        /// Who handed it out first; `nil` where nobody has.
        public var distributor: Actor?
        /// When it arrived.
        public var receivedAt: Instant
        /// When each step was done.
        public var done: TermTimes
        /// When each step's term ends.
        public var due: TermTimes

        /// Creates an appeal.
        public init(
            number: AppealNumber,
            source: AppealSource,
            type: AppealType?,
            route: AppealRoute?,
            role: AuthorRole?,
            className: String?,
            isPrivate: Bool,
            mark: AppealMark?,
            author: String?,
            receivedAt: Instant,
            done: TermTimes,
            due: TermTimes
        ) {
            self.number = number
            self.source = source
            self.type = type
            self.route = route
            self.role = role
            self.className = className
            self.isPrivate = isPrivate
            self.mark = mark
            self.author = author
            self.receivedAt = receivedAt
            self.done = done
            self.due = due
        }
    }

    /// What is counted of a call.
    public struct Call: Hashable, Sendable {
        /// The appeal it made or was about.
        public var appeal: AppealNumber
        /// How it ended; `nil` while it goes on.
        public var outcome: CallOutcome?
        /// The step of the menu it came to.
        public var step: CallStep

        /// Creates a call.
        public init(appeal: AppealNumber, outcome: CallOutcome?, step: CallStep) {
            self.appeal = appeal
            self.outcome = outcome
            self.step = step
        }
    }

    /// What is counted of a text.
    public struct Message: Hashable, Sendable {
        /// The appeal it is about; `nil` where it is about none.
        public var appeal: AppealNumber?
        /// How it stands.
        public var state: MessageState

        /// Creates a text.
        public init(appeal: AppealNumber?, state: MessageState) {
            self.appeal = appeal
            self.state = state
        }
    }

    /// What is counted of a mail.
    public struct Mail: Hashable, Sendable {
        /// The appeal it is about.
        public var appeal: AppealNumber
        /// How it stands.
        public var state: MailState

        /// Creates a mail.
        public init(appeal: AppealNumber, state: MailState) {
            self.appeal = appeal
            self.state = state
        }
    }

    /// The appeals that arrived in the time, and those that arrived before it and are open.
    public var appeals: [Appeal]
    /// The calls that came in the time.
    public var calls: [Call]
    /// The texts that were written in the time.
    public var messages: [Message]
    /// The mails to authors that were written in the time.
    public var mails: [Mail]
    /// The exchange's calls against ours; `nil` where there is no account of them.
    public var balance: CallBalance?

    /// Creates facts.
    public init(
        appeals: [Appeal],
        calls: [Call] = [],
        messages: [Message] = [],
        mails: [Mail] = [],
        balance: CallBalance? = nil
    ) {
        self.appeals = appeals
        self.calls = calls
        self.messages = messages
        self.mails = mails
        self.balance = balance
    }
}

extension ReportFacts.Appeal: CustomStringConvertible, CustomReflectable {
    /// The number.
    public var description: String { "appeal \(number)" }

    /// Keeps `dump` and a failed `#expect` as discreet as ``description``.
    public var customMirror: Mirror { Mirror(self, children: ["appeal": description]) }
}
