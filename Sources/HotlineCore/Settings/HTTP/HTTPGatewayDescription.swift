/// Everything there is to know of a provider that takes texts over HTTP, but the secrets.
public struct HTTPGatewayDescription: Hashable, Sendable {
    /// The numbers that stand for how urgent a part is.
    public struct Priorities: Hashable, Sendable {
        /// For what cannot wait.
        public var urgent: Int
        /// For everything else.
        public var usual: Int

        /// Creates a pair.
        public init(urgent: Int, usual: Int) {
            self.urgent = urgent
            self.usual = usual
        }
    }

    /// How a part is submitted.
    public var request: HTTPRequestTemplate
    /// What the answer means.
    public var reply: HTTPReplyRules
    /// What the provider calls a part, where it calls it as we do: ``HTTPPlace/key`` or ``HTTPPlace/numericKey``.
    public var reference: HTTPPlace?
    /// What may follow a submit that it did not answer.
    public var unanswered: UnansweredSubmit
    /// How it is asked; `nil` where it cannot be.
    public var asking: HTTPAskingRules?
    /// How its calls are read; `nil` where it does not call.
    public var callbacks: HTTPCallbackRules?
    /// How it is asked how it is; `nil` where only its address can be tried.
    public var health: HTTPHealthRules?
    /// The numbers of ``HTTPPlace/priority``; `nil` where it knows no urgency.
    public var priorities: Priorities?
    /// Whether it cuts and joins the parts itself.
    public var takesWholeTexts: Bool
    /// How long one request may take.
    public var timeout: Duration

    /// Creates a description.
    public init(
        request: HTTPRequestTemplate,
        reply: HTTPReplyRules = HTTPReplyRules(),
        reference: HTTPPlace? = nil,
        unanswered: UnansweredSubmit = .left,
        asking: HTTPAskingRules? = nil,
        callbacks: HTTPCallbackRules? = nil,
        health: HTTPHealthRules? = nil,
        priorities: Priorities? = nil,
        takesWholeTexts: Bool = true,
        timeout: Duration = .seconds(15)
    ) {
        self.request = request
        self.reply = reply
        self.reference = reference
        self.unanswered = unanswered
        self.asking = asking
        self.callbacks = callbacks
        self.health = health
        self.priorities = priorities
        self.takesWholeTexts = takesWholeTexts
        self.timeout = timeout
    }

    /// The places that any of its requests names.
    public var places: Set<HTTPPlace> {
        request.places.union(asking?.request.places ?? []).union(health?.request.places ?? [])
    }
}
