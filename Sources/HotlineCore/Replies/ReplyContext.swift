/// What must be known to make something of a text that came in.
public struct ReplyContext: Hashable, Sendable {
    /// When it is dealt with.
    public var now: Instant
    /// The telephone it came from.
    public var sender: PhoneNumber
    /// The member of the staff whose telephone that is.
    public var member: StaffMember?
    /// The open appeals the member has.
    public var held: [Appeal]
    /// The open appeals about which more time was asked for.
    public var asking: [Appeal]
    /// The appeals that the telephone is the contact of, the newest first; none whose author is forgotten.
    public var authored: [Appeal]
    /// The appeal that the text names, where there is one.
    public var named: Appeal?
    /// The appeal whose result is being written.
    public var resultOf: Appeal?
    /// What is being talked about with the telephone.
    public var correspondent: Correspondent
    /// The codes that close the appeals the text can be about.
    public var closeCodes: [AppealNumber: CloseCode]
    /// Who is absent, and who has how much to do.
    public var workload: Workload
    /// A number drawn from 10 to 99, for a new code.
    public var drawnCode: Int

    /// Creates a context.
    public init(
        now: Instant,
        sender: PhoneNumber,
        member: StaffMember? = nil,
        held: [Appeal] = [],
        asking: [Appeal] = [],
        authored: [Appeal] = [],
        named: Appeal? = nil,
        resultOf: Appeal? = nil,
        correspondent: Correspondent = Correspondent(),
        closeCodes: [AppealNumber: CloseCode] = [:],
        workload: Workload = Workload(),
        drawnCode: Int = 47
    ) {
        self.now = now
        self.sender = sender
        self.member = member
        self.held = held
        self.asking = asking
        self.authored = authored
        self.named = named
        self.resultOf = resultOf
        self.correspondent = correspondent
        self.closeCodes = closeCodes
        self.workload = workload
        self.drawnCode = drawnCode
    }
}

/// What comes of a text that came in.
public struct ReplyDecision: Hashable, Sendable {
    /// What it was.
    public enum Outcome: String, Hashable, Sendable, CaseIterable {
        /// Something was done.
        case done
        /// It had been done before.
        case again
        /// It could not be done, and who wrote was told why.
        case refused
        /// Somebody else has the appeal.
        case taken
        /// Something was asked back.
        case asked
        /// It tells more of a result that is being written.
        case draft
        /// It was told how things stand.
        case told
        /// Texts are not wanted any more.
        case stop
        /// Texts are wanted again.
        case start
        /// It could not be understood.
        case mistake
        /// It could not be understood, as many before, and is not answered.
        case ignored
        /// Nobody knows the telephone: it is kept, and not answered.
        case stranger
        /// It is not from a telephone: it is kept, and not answered.
        case notAPhone
        /// It is from a telephone of our own.
        case ourselves
    }

    /// What it was.
    public var outcome: Outcome
    /// The appeal it is about.
    public var appeal: AppealNumber?
    /// What it changes.
    public var change: AppealChange?
    /// What is answered.
    public var answer: DraftMessage?
    /// What it says to texts.
    public var consent: Bool?
    /// What is being talked about with the telephone afterwards.
    public var correspondent: Correspondent
    /// The code of the appeal afterwards.
    public var closeCode: CloseCode?

    /// Creates a decision.
    public init(
        _ outcome: Outcome,
        about appeal: AppealNumber? = nil,
        change: AppealChange? = nil,
        answer: DraftMessage? = nil,
        correspondent: Correspondent = Correspondent()
    ) {
        self.outcome = outcome
        self.appeal = appeal
        self.change = change
        self.answer = answer
        self.correspondent = correspondent
    }
}
