public import HotlineCore

/// What came of handing over a mail, as the store is to keep it.
///
/// A reason is one word, a raw value of ``MailError/Reason`` or `unanswered`.
public enum MailSettlement: Hashable, Sendable {
    /// The mail program took it.
    case sent
    /// It was not taken; its turn comes again when it is due.
    case again(reason: String, due: Instant)
    /// Nobody knows whether it has gone; where it is due, it is sent once more then.
    ///
    /// The store counts these in ``HotlineCore/OutboundMail/unanswered``.
    case unknown(reason: String, due: Instant?)
    /// It was not taken and is not tried again: somebody must tell the recipient in another way.
    case failed(reason: String)

    /// Decides what becomes of a mail that was not taken.
    ///
    /// - Parameters:
    ///   - error: Why it was not.
    ///   - mail: The mail.
    ///   - policy: The pauses.
    ///   - now: When.
    ///   - jitter: A number from 0 up to 1.
    init(_ error: MailError, of mail: OutboundMail, by policy: MailRetryPolicy, at now: Instant, jitter: Double) {
        let isLast = mail.attempt >= policy.mostAttempts
        switch error {
        case .temporary(let reason):
            if !isLast {
                let due = now + policy.pause(afterAttempt: mail.attempt, jitter: jitter)
                self = .again(reason: reason.rawValue, due: due)
            } else if mail.unanswered > 0 {
                // The earlier one may have gone.
                self = .unknown(reason: reason.rawValue, due: nil)
            } else {
                self = .failed(reason: reason.rawValue)
            }
        case .permanent(let reason):
            self = .failed(reason: reason.rawValue)
        case .unanswered:
            let isRepeated = !isLast && mail.unanswered < policy.mostRepeats
            self = .unknown(reason: "unanswered", due: isRepeated ? now + policy.pauseAfterUnanswered : nil)
        }
    }
}
