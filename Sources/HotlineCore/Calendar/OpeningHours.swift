/// The hours of a day on which the hotline is open: one interval or several.
public struct OpeningHours: Hashable, Sendable {
    /// A part of a day, in minutes after midnight.
    public struct Interval: Hashable, Sendable {
        /// When it opens, 0 to 1439.
        public let opens: Int
        /// When it closes, at most 1440, which is the end of the day; this minute is not open.
        public let closes: Int

        /// Creates an interval; `nil` where it is empty or goes over the end of the day.
        public init?(opens: Int, closes: Int) {
            guard opens >= 0, opens < closes, closes <= 1440 else { return nil }
            self.opens = opens
            self.closes = closes
        }
    }

    /// The intervals, the earliest first; at least one, and none overlaps another.
    public let intervals: [Interval]

    /// Creates the hours from intervals in any order; `nil` where there is none or two overlap.
    public init?(_ intervals: [Interval]) {
        let sorted = intervals.sorted { $0.opens < $1.opens }
        guard !sorted.isEmpty, zip(sorted, sorted.dropFirst()).allSatisfy({ $0.closes <= $1.opens }) else { return nil }
        self.intervals = sorted
    }

    /// From midnight to midnight.
    public static let aroundTheClock = OpeningHours(sorted: [Interval(opensAtMidnightAndCloses: 1440)])

    private init(sorted: [Interval]) { intervals = sorted }

    /// Whether they hold in a minute of the day, counted from midnight.
    public func contains(minute: Int) -> Bool {
        intervals.contains { $0.opens <= minute && minute < $0.closes }
    }

    /// The hours of a day that closes an hour earlier; `nil` where nothing is left of it.
    public var shortened: OpeningHours? {
        guard let last = intervals.last else { return nil }
        return OpeningHours(
            intervals.compactMap { Interval(opens: $0.opens, closes: min($0.closes, last.closes - 60)) }
        )
    }
}

extension OpeningHours.Interval {
    fileprivate init(opensAtMidnightAndCloses closes: Int) {
        opens = 0
        self.closes = closes
    }
}
