/// What the store says of a call once it and its appeal are kept.
public struct BegunCall: Hashable, Sendable {
    /// The call's row.
    public var id: Identifier<Call>
    /// The appeal that was made for it.
    public var appeal: AppealNumber
    /// The step the call had come to, which is ``CallStep/answer`` unless it is taken up again.
    public var step: CallStep
    /// The type keyed before, where the call is taken up again.
    public var type: AppealType?
    /// The route found before, where the call is taken up again.
    public var route: AppealRoute?
    /// The caller's own number.
    public var caller: PhoneNumber?
    /// What this number's owner last said to text messages; `nil` where never asked.
    public var consent: Bool?
    /// Whether the call had begun already, under another program.
    public var isTakenUp: Bool

    /// Creates the answer.
    public init(
        id: Identifier<Call>,
        appeal: AppealNumber,
        step: CallStep = .answer,
        type: AppealType? = nil,
        route: AppealRoute? = nil,
        caller: PhoneNumber? = nil,
        consent: Bool? = nil,
        isTakenUp: Bool = false
    ) {
        self.id = id
        self.appeal = appeal
        self.step = step
        self.type = type
        self.route = route
        self.caller = caller
        self.consent = consent
        self.isTakenUp = isTakenUp
    }
}
