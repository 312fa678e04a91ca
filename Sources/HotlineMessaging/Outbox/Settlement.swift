public import HotlineCore

/// What came of handing over a message, as the outbox is to keep it.
public enum Settlement: Hashable, Sendable {
    /// A gateway took one part, counted from 0.
    case accepted(part: Int, GatewayReceipt)
    /// No gateway took what is left of the message.
    ///
    /// `state` is ``MessageState/queued`` to try again, ``MessageState/unknown`` to wait for a report, or
    /// ``MessageState/failed``; `reason` is one word, `due` when the message's turn comes again, `gateway` whose turn it is then.
    case notAccepted(state: MessageState, reason: String, due: Instant, gateway: Int)

    /// Decides what becomes of a message that a gateway did not take.
    ///
    /// - Parameters:
    ///   - error: Why it did not.
    ///   - message: The message.
    ///   - policy: The pauses.
    ///   - gateways: How many gateways there are.
    ///   - now: When.
    ///   - jitter: A number from 0 up to 1.
    init(
        _ error: GatewayError,
        of message: OutboundMessage,
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
        case .unanswered:
            // Each time it may have gone, so a gateway that never answers is left alone longer and longer.
            let pause = policy.pauses.prefix(message.attempt).last ?? .zero
            let due = now + max(policy.waitForReport, pause)
            self = .notAccepted(state: .unknown, reason: "unanswered", due: due, gateway: message.gateway)
        }
    }
}
