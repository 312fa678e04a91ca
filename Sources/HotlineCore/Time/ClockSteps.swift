/// Notices that the machine's clock was set back by far: what was reckoned by it while it ran ahead is to be reckoned anew.
public struct ClockSteps: Hashable, Sendable {
    /// A step back by no more than this is one that clocks make when they are put right.
    public static let leap = Duration.seconds(3600)

    private var latest: Instant?

    /// Begins without having seen a clock.
    public init() {}

    /// Notes what the clock shows.
    ///
    /// - Returns: Whether it was set back by more than ``leap`` since it was looked at before.
    public mutating func isSetBack(at now: Instant) -> Bool {
        defer { latest = now }
        return latest.map { now + Self.leap < $0 } ?? false
    }
}
