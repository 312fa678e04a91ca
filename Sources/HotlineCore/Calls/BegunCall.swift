/// What the store says of a call once it and its appeal are kept.
public struct BegunCall: Hashable, Sendable {
    /// The call's row.
    public var id: Identifier<Call>
    /// The appeal it is kept with; `nil` where the store could not say and no number was held ready.
    public var appeal: AppealNumber?
    /// The step the call had come to, which is ``CallStep/answer`` unless it is taken up again.
    public var step: CallStep
    /// The type keyed before, where the call is taken up again or its caller was cut off.
    public var type: AppealType?
    /// The route found before, where the call is taken up again or its caller was cut off.
    public var route: AppealRoute?
    /// The role known before.
    public var role: AuthorRole?
    /// The class known before.
    public var className: String?
    /// The caller's own number.
    public var caller: PhoneNumber?
    /// What this number's owner last said to text messages; `nil` where never asked.
    public var consent: Bool?
    /// Whether the call had begun already, under another program.
    public var isTakenUp: Bool
    /// What the call has to do with the appeal.
    public var link: CallLink
    /// How the number's open appeal stands, where its owner is to be asked what they want.
    public var known: KnownAppeal?
    /// What is out of order, where that is to be announced.
    public var outage: AppealType?
    /// Whether the hotline is open, so that somebody can be put through to a specialist.
    public var isOpen: Bool
    /// How many recordings of the caller's message there are already.
    public var messages: Int
    /// Whether it is kept in the spool, since the store could not be written.
    public var isSpooled: Bool

    /// Creates the answer.
    public init(
        id: Identifier<Call>,
        appeal: AppealNumber?,
        step: CallStep = .answer,
        type: AppealType? = nil,
        route: AppealRoute? = nil,
        role: AuthorRole? = nil,
        className: String? = nil,
        caller: PhoneNumber? = nil,
        consent: Bool? = nil,
        isTakenUp: Bool = false,
        link: CallLink = .made,
        known: KnownAppeal? = nil,
        outage: AppealType? = nil,
        isOpen: Bool = false,
        messages: Int = 0,
        isSpooled: Bool = false
    ) {
        self.id = id
        self.appeal = appeal
        self.step = step
        self.type = type
        self.route = route
        self.role = role
        self.className = className
        self.caller = caller
        self.consent = consent
        self.isTakenUp = isTakenUp
        self.link = link
        self.known = known
        self.outage = outage
        self.isOpen = isOpen
        self.messages = messages
        self.isSpooled = isSpooled
    }
}
