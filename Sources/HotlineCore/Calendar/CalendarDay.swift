/// A day of the Gregorian calendar, without a zone.
public struct CalendarDay: Hashable, Sendable {
    /// The year.
    public let year: Int
    /// The month, 1 to 12.
    public let month: Int
    /// The day of the month, 1 to 31.
    public let day: Int

    /// Creates a day; `nil` where the month does not have it.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), (1...31).contains(day) else { return nil }
        let written = CivilTime(year: year, month: month, day: day, hour: 0, minute: 0, second: 0, offset: 0)
        // A day that the month does not have comes back as another one.
        guard CivilTime(written.instant, offset: 0) == written else { return nil }
        self.init(written)
    }

    /// Reads a day, `2026-05-01`.
    public init?(_ text: String) {
        guard text.utf8.count == 10, let time = CivilTime(rfc3339: "\(text)T00:00:00Z") else { return nil }
        self.init(time)
    }

    /// The day on which a clock shows a time.
    public init(_ time: CivilTime) {
        year = time.year
        month = time.month
        day = time.day
    }

    /// Creates a day from the days since 1970-01-01.
    init(number: Int) {
        self.init(CivilTime(Instant(seconds: Int64(number) * 86400), offset: 0))
    }

    /// The days since 1970-01-01.
    var number: Int { Int(midnight(offset: 0).seconds / 86400) }

    /// The day of the week.
    public var weekday: Weekday {
        // 1970-01-01 was a Thursday.
        Weekday.allCases[((number + 3) % 7 + 7) % 7]
    }

    /// The day after.
    var next: CalendarDay { CalendarDay(number: number + 1) }

    /// The instant at which a clock `offset` seconds east of UTC shows midnight, when the day begins.
    func midnight(offset: Int) -> Instant {
        CivilTime(year: year, month: month, day: day, hour: 0, minute: 0, second: 0, offset: offset).instant
    }
}

extension CalendarDay: Comparable {
    /// Whether `left` comes before `right`.
    public static func < (left: CalendarDay, right: CalendarDay) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }
}
