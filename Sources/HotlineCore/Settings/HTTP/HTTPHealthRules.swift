/// How a provider is asked how it is.
public struct HTTPHealthRules: Hashable, Sendable {
    /// The request.
    public var request: HTTPRequestTemplate
    /// Where the code stands, and what the codes mean; `taken` is well.
    public var reply: HTTPReplyRules
    /// Where what is left on the account stands.
    public var balance: HTTPPointer?
    /// Where the currency stands.
    public var currency: HTTPPointer?
    /// The currency, where the provider does not tell it.
    public var usualCurrency: String?

    /// Creates rules.
    public init(
        request: HTTPRequestTemplate,
        reply: HTTPReplyRules = HTTPReplyRules(),
        balance: HTTPPointer? = nil,
        currency: HTTPPointer? = nil,
        usualCurrency: String? = nil
    ) {
        self.request = request
        self.reply = reply
        self.balance = balance
        self.currency = currency
        self.usualCurrency = usualCurrency
    }
}
