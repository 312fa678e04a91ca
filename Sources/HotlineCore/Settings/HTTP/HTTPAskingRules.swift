/// How a provider is asked what became of parts.
public struct HTTPAskingRules: Hashable, Sendable {
    /// How long after a part was taken it is first asked about.
    public var after: Duration
    /// The request.
    public var request: HTTPRequestTemplate
    /// How many parts one request may ask about.
    public var perRequest: Int
    /// Where the parts stand in the answer: an array, an object by the parts' identifiers, or one part alone.
    public var list: HTTPPointer
    /// Where a part's identifier stands in the part; `nil` where the list is by identifiers, or one part is asked about.
    public var id: HTTPPointer?
    /// Where a part's state stands in the part.
    public var state: HTTPPointer
    /// What the states mean; those not named mean nothing.
    public var states: [String: HTTPPartState]
    /// The statuses that say the provider never had the part, where one part is asked about.
    public var missing: Set<Int>
    /// Where a code stands that tells whether anything can be told, and what the codes mean.
    public var reply: HTTPReplyRules

    /// Creates rules.
    public init(
        after: Duration,
        request: HTTPRequestTemplate,
        perRequest: Int = 1,
        list: HTTPPointer = .whole,
        id: HTTPPointer? = nil,
        state: HTTPPointer,
        states: [String: HTTPPartState],
        missing: Set<Int> = [],
        reply: HTTPReplyRules = HTTPReplyRules()
    ) {
        self.after = after
        self.request = request
        self.perRequest = perRequest
        self.list = list
        self.id = id
        self.state = state
        self.states = states
        self.missing = missing
        self.reply = reply
    }
}
