/// How far a part has come, by a provider's code.
public enum HTTPPartState: String, Hashable, Sendable, CaseIterable {
    /// The provider has it.
    case accepted
    /// The phone has it.
    case delivered
    /// The network gave up or refused it.
    case undelivered
    /// The provider never had it.
    case neverTaken
    /// Nothing that counts.
    case ignored

    /// What it says of a part that was taken; `nil` where it says nothing.
    public var finding: DeliveryReport.Finding? {
        switch self {
        case .accepted: .accepted
        case .delivered: .delivered
        case .undelivered: .undelivered
        case .neverTaken, .ignored: nil
        }
    }
}
