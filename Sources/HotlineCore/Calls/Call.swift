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
        outcome: CallOutcome?
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
    }
}
