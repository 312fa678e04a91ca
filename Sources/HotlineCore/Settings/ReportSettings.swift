internal import JSON

/// `reports`: when reports are mailed, by the clocks of the school's zone.
public struct ReportSettings: Hashable, Sendable {
    /// A time of a day of the week.
    public struct WeeklyTime: Hashable, Sendable {
        /// The day.
        public var day: Weekday
        /// The minutes after midnight.
        public var minute: Int

        /// Creates a time.
        public init(_ day: Weekday, minute: Int) {
            self.day = day
            self.minute = minute
        }
    }

    /// When the head gets the reports on the day before, in minutes after midnight; `nil` for never.
    public var daily: Int? = 480
    /// When the head gets the draft on the week before; `nil` for never.
    public var weekly: WeeklyTime? = WeeklyTime(.mon, minute: 510)

    /// Creates the standard times.
    public init() {}
}

extension JSONShape where Value == ReportSettings {
    static var reports: JSONShape {
        .object { fields in
            var reports = ReportSettings()
            // Here `null` means never, which is not what stands where the key is left out.
            let (namesDaily, namesWeekly) = (fields.has("daily"), fields.has("weekly"))
            let daily = fields.optional("daily", .minuteOfDay)
            let weekly = fields.optional("weekly", .weeklyTime)
            if namesDaily { reports.daily = try daily.get() }
            if namesWeekly { reports.weekly = try weekly.get() }
            return reports
        }
    }
}

extension JSONShape where Value == ReportSettings.WeeklyTime {
    /// A day and a time of it, `mon 08:30`.
    fileprivate static var weeklyTime: JSONShape {
        JSONShape<String>.string.parsed(as: "a day and a time such as \"mon 08:30\"") { text in
            let words = text.split(separator: " ", omittingEmptySubsequences: false)
            guard words.count == 2, let day = Weekday(rawValue: String(words[0])),
                let minute = MinuteOfDay.read(words[1])
            else { return nil }
            return ReportSettings.WeeklyTime(day, minute: minute)
        }
    }
}
