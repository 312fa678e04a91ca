internal import JSON

/// `calendar`: when the hotline is open.
///
/// A file without it names no hours, so the hotline is always open.
public struct CalendarSettings: Hashable, Sendable {
    /// The hours of each day; a day that is not named is closed.
    ///
    /// Where the file names no hours at all, every day is open around the clock.
    public var open: [Weekday: OpeningHours] = .init(
        uniqueKeysWithValues: Weekday.allCases.map { ($0, .aroundTheClock) }
    )
    /// Days on which it is closed.
    public var holidays: [CalendarDay] = []
    /// Days with hours of their own, which win over everything.
    public var exceptions: [CalendarDay: CalendarException] = [:]
    /// Years of the production calendar.
    public var production: [ProductionYear] = []

    /// Creates a calendar that names no hours.
    public init() {}
}

/// One of `calendar.exceptions`: what holds on a day instead of everything else.
public enum CalendarException: Hashable, Sendable {
    /// It is closed.
    case closed
    /// It has these hours.
    case open(OpeningHours)
}

extension JSONShape where Value == CalendarSettings {
    static var calendar: JSONShape {
        .object { fields in
            let open = fields.optional("open", .entries(.weekdays, .openingHours))
            let holidays = fields.optional("holidays", .array(of: .day), default: [])
            let exceptions = fields.optional("exceptions", .entries(.day, .calendarException), default: [])
            let production = fields.optional("production", .array(of: .productionYear), default: [])
            fields.noteRepeatedDays((open.value ?? nil) ?? [], at: "open")
            for index in (holidays.value ?? []).repeatedIndices {
                fields.fault("this day is named already", at: "holidays", "\(index)")
            }
            for index in (production.value ?? []).map(\.year).repeatedIndices {
                fields.fault("this year is named already", at: "production", "\(index)", "year")
            }
            var calendar = CalendarSettings()
            if let entries = try open.get() { calendar.open = [Weekday: OpeningHours](entries) }
            calendar.holidays = try holidays.get()
            calendar.exceptions = try Dictionary(exceptions.get().map { ($0.key, $0.value) }) { first, _ in first }
            calendar.production = try production.get()
            return calendar
        }
    }
}

extension JSONShape where Value == [Weekday: OpeningHours] {
    /// Hours by days of the week, as in `staff[].duty`.
    static var dutyHours: JSONShape {
        JSONShape { reader in
            let entries = try reader.read(.entries(.weekdays, .openingHours))
            var named: Set<Weekday> = []
            for (range, _) in entries {
                guard named.isDisjoint(with: range.days) else {
                    throw reader.fault("\"\(range.written)\" names a day that another key names too")
                }
                named.formUnion(range.days)
            }
            return [Weekday: OpeningHours](entries)
        }
    }
}

extension [Weekday: OpeningHours] {
    fileprivate init(_ entries: [(key: WeekdayRange, value: OpeningHours)]) {
        self = [:]
        for (range, hours) in entries {
            for day in range.days { self[day] = hours }
        }
    }
}

extension JSONFields {
    /// Notes days of the week that two keys name.
    fileprivate mutating func noteRepeatedDays(_ entries: [(key: WeekdayRange, value: OpeningHours)], at place: String)
    {
        var named: Set<Weekday> = []
        for (range, _) in entries {
            if !named.isDisjoint(with: range.days) {
                fault("names a day that another key names too", at: place, range.written)
            }
            named.formUnion(range.days)
        }
    }
}

/// Days of the week as a key of `calendar.open` names them.
struct WeekdayRange: Hashable, Sendable {
    /// The key.
    var written: String
    /// The days.
    var days: [Weekday]
}

extension JSONShape where Value == WeekdayRange {
    static var weekdays: JSONShape {
        JSONShape<String>.string.parsed(as: "days such as \"mon-fri\" or \"sat\"") { text in
            let ends = text.split(separator: "-", omittingEmptySubsequences: false).map {
                Weekday(rawValue: String($0))
            }
            let all = Weekday.allCases
            guard (1...2).contains(ends.count), let first = ends.first ?? nil, let last = ends.last ?? nil,
                let from = all.firstIndex(of: first), let to = all.firstIndex(of: last), from <= to
            else { return nil }
            return WeekdayRange(written: text, days: Array(all[from...to]))
        }
    }
}

extension JSONShape where Value == OpeningHours {
    static var openingHours: JSONShape {
        JSONShape<String>.string.converted { text in
            let intervals = text.split(separator: ",", omittingEmptySubsequences: false).map(interval)
            guard let all = intervals.reduce([], { sum, next in next.flatMap { next in sum.map { $0 + [next] } } })
            else {
                throw JSONMismatch("must be hours such as \"08:00-18:00\" or \"08:00-12:00,13:00-18:00\"")
            }
            guard let hours = OpeningHours(all) else { throw JSONMismatch("has intervals that overlap") }
            return hours
        }
    }

    private static func interval(_ text: Substring) -> OpeningHours.Interval? {
        let times = text.split(separator: "-", omittingEmptySubsequences: false).map {
            MinuteOfDay.read($0, isEnd: true)
        }
        guard times.count == 2, let opens = times[0], let closes = times[1] else { return nil }
        return OpeningHours.Interval(opens: opens, closes: closes)
    }
}

extension JSONShape where Value == CalendarException {
    static var calendarException: JSONShape {
        JSONShape { reader in
            reader.value.stringValue == "closed" ? .closed : .open(try reader.read(.openingHours))
        }
    }
}

extension JSONShape where Value == CalendarDay {
    /// A day, `2026-05-01`.
    static var day: JSONShape {
        JSONShape<String>.string.parsed(as: "a day such as \"2026-05-01\"", by: CalendarDay.init)
    }
}

extension Array where Element: Hashable {
    /// Where elements stand that stood before already.
    var repeatedIndices: [Int] {
        var met: Set<Element> = []
        return indices.filter { !met.insert(self[$0]).inserted }
    }
}
