/// What the head writes to the director beside the figures of a week.
///
/// They are the head's own words, so they do not print themselves.
public struct WeeklyProposals: Hashable, Sendable {
    /// The most characters they may have.
    public static let longest = 20_000

    /// The week, `2026-W11`.
    public var week: String
    /// The words; empty where there are none.
    public var text: String
    /// How often they were written; 0 where they never were.
    public var version: Int64
    /// When they were written last.
    public var changedAt: Instant?
    /// Who wrote them last.
    public var changedBy: String?

    /// Creates proposals.
    public init(
        week: String,
        text: String = "",
        version: Int64 = 0,
        changedAt: Instant? = nil,
        changedBy: String? = nil
    ) {
        self.week = week
        self.text = text
        self.version = version
        self.changedAt = changedAt
        self.changedBy = changedBy
    }
}

extension WeeklyProposals: CustomStringConvertible, CustomReflectable {
    /// The week only.
    public var description: String { "proposals of \(week)" }

    /// Keeps `dump` and a failed `#expect` as discreet as ``description``.
    public var customMirror: Mirror { Mirror(self, children: ["proposals": description]) }
}
