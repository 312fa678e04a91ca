/// How long to wait before connecting again.
public struct ReconnectPolicy: Hashable, Sendable {
    /// The pause after the first failure; each further one doubles it.
    public var first: Duration
    /// The longest pause.
    public var longest: Duration

    /// Creates a policy.
    public init(first: Duration = .seconds(1), longest: Duration = .seconds(60)) {
        self.first = first
        self.longest = longest
    }

    /// The pause after a connection ended.
    ///
    /// The caller draws `jitter` from `0..<1`, so that a test can choose it; up to a quarter is taken off the pause, so that
    /// clients that lost Asterisk together do not come back together.
    ///
    /// - Parameters:
    ///   - failure: How many connections ended since one was logged in, 1 for the first.
    ///   - jitter: A number from 0 up to 1.
    /// - Returns: The pause.
    public func pause(afterFailure failure: Int, jitter: Double) -> Duration {
        var pause = first
        for _ in 1..<max(failure, 1) where pause < longest { pause = pause * 2 }
        return min(pause, longest) * (1 - jitter / 4)
    }
}
