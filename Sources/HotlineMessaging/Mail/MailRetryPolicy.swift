/// When a mail that was not taken is tried again.
public struct MailRetryPolicy: Hashable, Sendable {
    /// The pauses after the first, second, … attempt; the last one also after all further attempts.
    public var pauses: [Duration]
    /// How often a mail is tried in all.
    public var mostAttempts: Int
    /// How long a mail waits of which nobody knows whether it has gone.
    public var pauseAfterUnanswered: Duration
    /// How often a mail is sent again of which nobody knows that; receivers drop a double by its `Message-ID`, as a rule.
    public var mostRepeats: Int

    /// Creates a policy.
    public init(
        pauses: [Duration] = [.seconds(60), .seconds(300), .seconds(900), .seconds(3_600)],
        mostAttempts: Int = 6,
        pauseAfterUnanswered: Duration = .seconds(1_800),
        mostRepeats: Int = 1
    ) {
        self.pauses = pauses
        self.mostAttempts = mostAttempts
        self.pauseAfterUnanswered = pauseAfterUnanswered
        self.mostRepeats = mostRepeats
    }

    /// The pause after an attempt, 1 for the first, with up to a tenth more.
    func pause(afterAttempt attempt: Int, jitter: Double) -> Duration {
        let pause = pauses.prefix(max(attempt, 1)).last ?? .zero
        return pause + pause * (jitter / 10)
    }
}
