/// How a gateway is, as far as asking it tells.
public struct GatewayHealth: Hashable, Sendable {
    /// What it said.
    public enum Condition: Hashable, Sendable {
        /// It takes messages.
        case alive
        /// It answers, and cannot send now: no link, no money.
        case impaired(String)
        /// It does not answer, or does not know us.
        case dead(String)
    }

    /// What it said.
    public var condition: Condition
    /// What is left on the account, in the provider's words such as `152.40 RUB`; `nil` where it does not tell.
    public var balance: String?

    /// Creates a finding.
    public init(_ condition: Condition, balance: String? = nil) {
        self.condition = condition
        self.balance = balance
    }
}
