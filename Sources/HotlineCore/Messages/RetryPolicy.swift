/// When a message that a gateway would not take is tried again.
public struct RetryPolicy: Hashable, Sendable {
    /// The pauses after the first, second, … attempt at one gateway.
    public var pauses: [Duration]
    /// How long an unanswered submit waits for a report that the gateway took it, before it is tried once more.
    public var waitForReport: Duration

    /// How often an unanswered submit is tried again; then the message has failed, and somebody must look.
    public var mostRepeats: Int

    /// How long a gateway that can only be asked is asked about an unanswered submit; then it is left as it is.
    public var waitForAnswer: Duration

    /// How long a result that a gateway took may be without a report; then its author is to be called.
    public var waitForDelivery: Duration

    /// Creates a policy.
    public init(
        pauses: [Duration] = [.seconds(15), .seconds(60), .seconds(180), .seconds(600)],
        waitForReport: Duration = .seconds(60),
        mostRepeats: Int = 2,
        waitForAnswer: Duration = .seconds(3600),
        waitForDelivery: Duration = .seconds(86_400)
    ) {
        self.pauses = pauses
        self.waitForReport = waitForReport
        self.mostRepeats = mostRepeats
        self.waitForAnswer = waitForAnswer
        self.waitForDelivery = waitForDelivery
    }

    /// What to do after a temporary fault.
    ///
    /// The caller draws `jitter` from `0..<1`, so that a test can choose it; up to a tenth is added to a pause, so that messages
    /// that failed together do not come back together. After the last pause it is the next gateway's turn, and after the last
    /// gateway the first one's again.
    ///
    /// - Parameters:
    ///   - attempt: How often the message was tried in all, 1 after the first time.
    ///   - gateways: How many gateways there are.
    ///   - jitter: A number from 0 up to 1.
    /// - Returns: The pause, and the gateway whose turn it is then.
    public func next(afterAttempt attempt: Int, gateways: Int, jitter: Double) -> (pause: Duration, gateway: Int) {
        let tries = pauses.count + (gateways > 1 ? 1 : 0)
        let place = (attempt - 1) % max(tries, 1)
        let round = attempt / max(tries, 1)
        let isLastHere = place >= pauses.count
        let pause =
            isLastHere ? .zero : gateways > 1 || attempt <= pauses.count ? pauses[place] : pauses[pauses.count - 1]
        return (pause + pause * (jitter / 10), gateways > 1 ? round % gateways : 0)
    }
}
