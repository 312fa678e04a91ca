public import HotlineCore

/// What came of handing over a message, as the outbox is to keep it.
public enum Settlement: Hashable, Sendable {
    /// A gateway took parts, counted from 0; all at once where it takes texts whole.
    case accepted(parts: [Int], GatewayReceipt)
    /// No gateway took what is left of the message.
    ///
    /// `state` is ``MessageState/queued`` to try again or ``MessageState/failed``; `reason` is one word, `due` when the message's
    /// turn comes again, `gateway` whose turn it is then.
    case notAccepted(state: MessageState, reason: String, due: Instant, gateway: Int)
    /// The gateway did not say whether it took these parts; `reference` is what it calls the first of them, where we know that.
    case unanswered(parts: [Int], reference: String?)

    /// Decides what becomes of a message that a gateway did not take.
    ///
    /// - Parameters:
    ///   - error: Why it did not.
    ///   - message: The message.
    ///   - parts: The parts that were in hand.
    ///   - reference: What the gateway calls the first of them, where that is known beforehand.
    ///   - policy: The pauses.
    ///   - gateways: How many gateways there are.
    ///   - now: When.
    ///   - jitter: A number from 0 up to 1.
    init(
        _ error: GatewayError,
        of message: OutboundMessage,
        parts: [Int],
        reference: String? = nil,
        by policy: RetryPolicy,
        gateways: Int,
        at now: Instant,
        jitter: Double
    ) {
        switch error {
        case .temporary(let reason):
            let next = policy.next(afterAttempt: message.attempt, gateways: gateways, jitter: jitter)
            self = .notAccepted(state: .queued, reason: reason.rawValue, due: now + next.pause, gateway: next.gateway)
        case .permanent(let reason):
            self = .notAccepted(state: .failed, reason: reason.rawValue, due: now, gateway: message.gateway)
        case .unanswered: self = .unanswered(parts: parts, reference: reference)
        }
    }
}
