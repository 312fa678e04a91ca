/// How far a zone's clocks are from UTC, and when that changes.
///
/// The table comes from the machine's time-zone data; the core only looks things up in it.
public struct ZoneRules: Hashable, Sendable {
    /// One change of the clocks.
    public struct Change: Hashable, Sendable {
        /// When the clocks change.
        public var at: Instant
        /// Seconds east of UTC from then on.
        public var offset: Int

        /// Creates a change.
        public init(at: Instant, offset: Int) {
            self.at = at
            self.offset = offset
        }
    }

    /// The zone's name, such as `Europe/Moscow`.
    public let name: String
    private let firstOffset: Int
    private let changes: [Change]

    /// Creates the rules from the offset before the first change, and the changes in any order.
    public init(name: String, firstOffset: Int, changes: [Change]) {
        self.name = name
        self.firstOffset = firstOffset
        self.changes = changes.sorted { $0.at < $1.at }
    }

    /// Coordinated Universal Time.
    public static let utc = ZoneRules(name: "UTC", firstOffset: 0, changes: [])

    /// Seconds east of UTC at `instant`.
    public func offset(at instant: Instant) -> Int {
        offset(after: changeCount(through: instant))
    }

    /// What the zone's clocks show at `instant`.
    public func civilTime(at instant: Instant) -> CivilTime {
        CivilTime(instant, offset: offset(at: instant))
    }

    /// The changes of the clocks later than `start` and not later than `end`, the earliest first.
    func changes(after start: Instant, through end: Instant) -> [Change] {
        guard start < end else { return [] }
        return Array(changes[changeCount(through: start)..<changeCount(through: end)])
    }

    /// The time around `instant` in which the clocks do not change: its offset, the change that begins it and the one that
    /// ends it; `nil` for a change that the table does not have.
    func steadyTime(around instant: Instant) -> (offset: Int, begin: Instant?, end: Instant?) {
        let count = changeCount(through: instant)
        return (
            offset(after: count), count > 0 ? changes[count - 1].at : nil,
            count < changes.count ? changes[count].at : nil
        )
    }

    /// How many changes there are up to `instant`, itself included.
    private func changeCount(through instant: Instant) -> Int {
        var low = 0
        var high = changes.count
        while low < high {
            let middle = (low + high) / 2
            if changes[middle].at <= instant { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The offset once the first `count` changes have been.
    private func offset(after count: Int) -> Int {
        count > 0 ? changes[count - 1].offset : firstOffset
    }
}
