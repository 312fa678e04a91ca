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
        changes.last { $0.at <= instant }?.offset ?? firstOffset
    }

    /// What the zone's clocks show at `instant`.
    public func civilTime(at instant: Instant) -> CivilTime {
        CivilTime(instant, offset: offset(at: instant))
    }

    /// The changes of the clocks later than `start` and not later than `end`, the earliest first.
    func changes(after start: Instant, through end: Instant) -> [Change] {
        changes.filter { start < $0.at && $0.at <= end }
    }
}
