/// The days that a report is about.
public struct ReportPeriod: Hashable, Sendable {
    /// How many days.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// A day [3.3.2].
        case daily
        /// A week from Monday to Sunday [3.3.3].
        case weekly
    }

    /// How many days.
    public let kind: Kind
    /// The first day.
    public let first: CalendarDay
    /// When it begins, in the school's zone.
    public let start: Instant
    /// When the day after it begins.
    public let end: Instant
    /// When each of its days begins.
    public let dayStarts: [Instant]

    /// The years of which there are reports: both ends, and the time before, can be written as RFC 3339 does.
    private static let years = 1970...9998

    /// The day; `nil` where it is in no year of reports.
    public init?(day: CalendarDay, in zone: ZoneRules) {
        guard Self.years.contains(day.year) else { return nil }
        self.init(.daily, from: day.number, days: 1, in: zone)
    }

    /// The week that a day is in; `nil` where that is in no year of reports.
    public init?(weekOf day: CalendarDay, in zone: ZoneRules) {
        guard Self.years.contains(day.year) else { return nil }
        self.init(.weekly, from: day.number - day.daysAfterMonday, days: 7, in: zone)
    }

    /// Reads a week as ISO 8601 writes it, `2026-W11`, or as a day that is in it; `nil` where it is neither.
    public init?(week text: String, in zone: ZoneRules) {
        if let day = CalendarDay(text) {
            self.init(weekOf: day, in: zone)
            return
        }
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard text.utf8.count == 8, parts.count == 2, let year = Int(parts[0]), parts[0].utf8.count == 4,
            parts[1].hasPrefix("W"), let week = Int(parts[1].dropFirst()), week >= 1,
            // The fourth of January is in the first week.
            Self.years.contains(year), let fourth = CalendarDay(year: year, month: 1, day: 4)
        else { return nil }
        self.init(.weekly, from: fourth.number - fourth.daysAfterMonday + 7 * (week - 1), days: 7, in: zone)
        guard name == text else { return nil }
    }

    private init(_ kind: Kind, from number: Int, days: Int, in zone: ZoneRules) {
        self.kind = kind
        first = CalendarDay(number: number)
        dayStarts = (0..<days).map { zone.midnight(of: CalendarDay(number: number + $0)) }
        start = zone.midnight(of: first)
        end = zone.midnight(of: CalendarDay(number: number + days))
    }

    /// The one before.
    public func before(in zone: ZoneRules) -> ReportPeriod {
        let days = kind == .daily ? 1 : 7
        return ReportPeriod(kind, from: first.number - days, days: days, in: zone)
    }

    /// The one after.
    public func after(in zone: ZoneRules) -> ReportPeriod {
        ReportPeriod(kind, from: first.number + dayStarts.count, days: dayStarts.count, in: zone)
    }

    /// Its name: `2026-03-12`, or `2026-W11`.
    public var name: String {
        switch kind {
        case .daily: return first.text
        case .weekly:
            // A week is of the year that its Thursday is in.
            let thursday = CalendarDay(number: first.number + 3)
            let january = CalendarDay(number: thursday.number - thursday.daysIntoYear)
            let week = (thursday.number - january.number) / 7 + 1
            return "\(thursday.text.prefix(4))-W\(week < 10 ? "0" : "")\(week)"
        }
    }

    /// Whether a time is in it.
    public func contains(_ time: Instant) -> Bool { start <= time && time < end }
}

extension CalendarDay {
    fileprivate var daysAfterMonday: Int { ((number + 3) % 7 + 7) % 7 }

    fileprivate var daysIntoYear: Int { number - (CalendarDay(year: year, month: 1, day: 1)?.number ?? number) }
}

extension ZoneRules {
    /// When a day begins.
    public func midnight(of day: CalendarDay) -> Instant {
        let utc = day.midnight(offset: 0)
        let near = utc + .seconds(-offset(at: utc))
        return utc + .seconds(-offset(at: near))
    }
}
