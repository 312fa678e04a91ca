/// A call as it is kept.
public struct Call: Hashable, Sendable {
    /// The call's row.
    public var id: Identifier<Call>
    /// Asterisk's name for it.
    public var uniqueID: String
    /// The appeal it made.
    public var appeal: AppealNumber
    /// The caller's number in E.164 form.
    public var caller: PhoneNumber?
    /// The kind of line it came from.
    public var line: LineKind
    /// The number that was dialled.
    public var dialled: String?
    /// When it arrived.
    public var startedAt: Instant
    /// When it ended.
    public var endedAt: Instant?
    /// The step it came to.
    public var step: CallStep
    /// The keys pressed, in order.
    public var keys: String
    /// How it ended; `nil` while it lasts.
    public var outcome: CallOutcome?
    /// What it has to do with the appeal.
    public var link: CallLink
    /// The login of the specialist who answered, where it was put through.
    public var answeredBy: String?
    /// How long it rang at the specialists' phones.
    public var rang: Duration?
    /// How long the talk with the specialist lasted.
    public var talked: Duration?
    /// What was recorded, oldest first.
    public var recordings: [CallRecording]

    /// Creates a call.
    public init(
        id: Identifier<Call>,
        uniqueID: String,
        appeal: AppealNumber,
        caller: PhoneNumber?,
        line: LineKind,
        dialled: String?,
        startedAt: Instant,
        endedAt: Instant?,
        step: CallStep,
        keys: String,
        outcome: CallOutcome?,
        link: CallLink = .made,
        answeredBy: String? = nil,
        rang: Duration? = nil,
        talked: Duration? = nil,
        recordings: [CallRecording] = []
    ) {
        self.id = id
        self.uniqueID = uniqueID
        self.appeal = appeal
        self.caller = caller
        self.line = line
        self.dialled = dialled
        self.startedAt = startedAt
        self.endedAt = endedAt
        self.step = step
        self.keys = keys
        self.outcome = outcome
        self.link = link
        self.answeredBy = answeredBy
        self.rang = rang
        self.talked = talked
        self.recordings = recordings
    }
}
