/// How far a text message has come.
public enum MessageState: String, Hashable, Sendable, CaseIterable {
    /// It waits for its turn.
    case queued
    /// It is kept back, for quiet hours.
    case held
    /// It is being handed to a gateway.
    case sending
    /// It was handed over, but the gateway did not answer: it may have been taken or not.
    case unknown
    /// The gateway has it.
    case accepted
    /// The phone has it.
    case delivered
    /// The network gave up.
    case undelivered
    /// No gateway takes it.
    case failed
    /// Its reason was gone before it was sent.
    case cancelled

    /// Whether nothing changes it any more.
    public var isFinal: Bool {
        switch self {
        case .delivered, .undelivered, .failed, .cancelled: true
        case .queued, .held, .sending, .unknown, .accepted: false
        }
    }
}
