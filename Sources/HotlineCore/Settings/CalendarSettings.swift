internal import JSON

/// `calendar`: when the hotline is open.
public struct CalendarSettings: Hashable, Sendable {
    /// A day of the week, Monday first.
    public enum Weekday: String, Hashable, Sendable, CaseIterable {
        case mon, tue, wed, thu, fri, sat, sun
    }

    /// The hours of one day, in minutes after midnight.
    public struct Hours: Hashable, Sendable {
        /// When it opens.
        public var opens: Int
        /// When it closes.
        public var closes: Int
    }

    /// The hours of each day; a day that is not named is closed.
    public var open: [Weekday: Hours] = [:]
    /// Days on which it is closed, `2026-05-01`.
    public var holidays: [String] = []

    /// Creates a calendar without hours.
    public init() {}
}

extension JSONShape where Value == CalendarSettings {
    static var calendar: JSONShape {
        .object { fields in
            let open = fields.optional("open", .entries(.weekdays, .hours), default: [])
            let holidays = fields.optional("holidays", .array(of: .day), default: [])
            var calendar = CalendarSettings()
            for (days, hours) in try open.get() {
                for day in days { calendar.open[day] = hours }
            }
            calendar.holidays = try holidays.get()
            return calendar
        }
    }
}

extension JSONShape where Value == [CalendarSettings.Weekday] {
    static var weekdays: JSONShape {
        JSONShape<String>.string.parsed(as: "days such as \"mon-fri\" or \"sat\"") { text in
            let ends = text.split(separator: "-", omittingEmptySubsequences: false).map {
                CalendarSettings.Weekday(rawValue: String($0))
            }
            let all = CalendarSettings.Weekday.allCases
            guard (1...2).contains(ends.count), let first = ends.first ?? nil, let last = ends.last ?? nil,
                let from = all.firstIndex(of: first), let to = all.firstIndex(of: last), from <= to
            else { return nil }
            return Array(all[from...to])
        }
    }
}

extension JSONShape where Value == CalendarSettings.Hours {
    static var hours: JSONShape {
        JSONShape<String>.string.parsed(as: "hours such as \"08:00-18:00\"") { text in
            let times = text.split(separator: "-", omittingEmptySubsequences: false).map { minutes(of: $0) }
            guard times.count == 2, let opens = times[0], let closes = times[1], opens < closes else { return nil }
            return CalendarSettings.Hours(opens: opens, closes: closes)
        }
    }

    private static func minutes(of text: Substring) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.count == 2 && $0.allSatisfy(\.isASCIIDigit) }),
            let hour = Int(parts[0]), let minute = Int(parts[1]), minute < 60, hour < 24 || (hour == 24 && minute == 0)
        else { return nil }
        return hour * 60 + minute
    }
}

extension JSONShape where Value == String {
    /// A day, `2026-05-01`.
    static var day: JSONShape {
        string.parsed(as: "a day such as \"2026-05-01\"") { text in
            CivilTime(rfc3339: "\(text)T00:00:00Z") == nil || text.count != 10 ? nil : text
        }
    }
}
