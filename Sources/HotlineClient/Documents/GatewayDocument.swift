public import HotlineCore
public import JSON

/// How a gateway is, as the staff API tells of it.
public struct GatewayDocument: Hashable, Sendable {
    /// How it is.
    public enum Condition: String, Hashable, Sendable, CaseIterable {
        /// It takes texts.
        case alive
        /// It answers, and cannot send now.
        case impaired
        /// It does not answer, or does not know us.
        case dead
    }

    /// Its name.
    public var name: String
    /// How it is.
    public var condition: Condition
    /// Why, in one word.
    public var reason: String?
    /// What is left on the account.
    public var balance: String?

    /// Creates a document.
    public init(name: String, condition: Condition, reason: String?, balance: String?) {
        self.name = name
        self.condition = condition
        self.reason = reason
        self.balance = balance
    }

    /// Tells how a gateway is.
    public init(name: String, _ health: GatewayHealth) {
        let (condition, reason): (Condition, String?) =
            switch health.condition {
            case .alive: (.alive, nil)
            case .impaired(let reason): (.impaired, reason)
            case .dead(let reason): (.dead, reason)
            }
        self.init(name: name, condition: condition, reason: reason, balance: health.balance)
    }

    /// The document as JSON; what is absent is `null`.
    public var json: JSON {
        [
            "name": .string(name),
            "condition": .string(condition.rawValue),
            "reason": JSON(reason),
            "balance": JSON(balance),
        ]
    }
}
