import HotlineCore
import JSON
import Testing

@Suite struct CalendarSettingsTests {
    /// The production calendar of 2024, as it was published.
    static let year2024: JSON = [
        "year": 2024,
        "months": [
            ["month": 1, "days": "1,2,3,4,5,6,7,8,13,14,20,21,27,28"],
            ["month": 2, "days": "3,4,10,11,17,18,22*,23,24,25"],
            ["month": 3, "days": "2,3,7*,8,9,10,16,17,23,24,30,31"],
            ["month": 4, "days": "6,7,13,14,20,21,28,29+,30+"],
            ["month": 5, "days": "1,4,5,8*,9,10+,11,12,18,19,25,26"],
            ["month": 6, "days": "1,2,8,9,11*,12,15,16,22,23,29,30"],
            ["month": 7, "days": "6,7,13,14,20,21,27,28"],
            ["month": 8, "days": "3,4,10,11,17,18,24,25,31"],
            ["month": 9, "days": "1,7,8,14,15,21,22,28,29"],
            ["month": 10, "days": "5,6,12,13,19,20,26,27"],
            ["month": 11, "days": "2*,3,4,9,10,16,17,23,24,30"],
            ["month": 12, "days": "1,7,8,14,15,21,22,29,30+,31+"],
        ],
        "transitions": [["from": "04.27", "to": "04.29"]],
        "statistic": ["workdays": 248],
    ]

    private func file(_ path: String, _ value: JSON?) throws -> JSON {
        try ConfigFolder.json("hotline.json").replacing("calendar/production", with: [Self.year2024])
            .replacing("calendar\(path)", with: value)
    }

    private func day(_ text: String) throws -> CalendarDay { try #require(CalendarDay(text)) }

    @Test func `a file without a calendar, or with one that names no hours, has all hours`() throws {
        for value: JSON? in [nil, .null, [:], ["open": nil]] {
            let calendar = try Settings(file("", value)).calendar
            #expect(calendar == CalendarSettings())
            #expect(calendar.open.count == 7)
            #expect(calendar.open.values.allSatisfy { $0 == .aroundTheClock })
        }
        #expect(try Settings(file("", ["open": [:]])).calendar.open.isEmpty)
    }

    @Test func `a day may have several intervals, in any order, that may touch`() throws {
        let open: JSON = ["mon": "13:00-18:00,08:00-12:00", "sat-sun": "00:00-12:00,12:00-24:00"]
        let calendar = try Settings(file("/open", open)).calendar
        #expect(calendar.open[.mon]?.intervals.map(\.opens) == [480, 780])
        #expect(calendar.open[.mon]?.intervals.map(\.closes) == [720, 1080])
        #expect(calendar.open[.sun]?.intervals.map(\.closes) == [720, 1440])
        #expect(calendar.open[.fri] == nil)
    }

    @Test func `holidays, exceptions and a published year are taken over`() throws {
        let json = try file("/holidays", ["2024-09-02"])
            .replacing("calendar/exceptions", with: ["2024-02-29": "closed", "2024-05-09": "10:00-12:00"])
        let calendar = try Settings(json).calendar
        #expect(try calendar.holidays == [day("2024-09-02")])
        #expect(try calendar.exceptions[day("2024-02-29")] == .closed)
        guard case .open(let hours)? = try calendar.exceptions[day("2024-05-09")] else {
            Issue.record("no hours")
            return
        }
        #expect(hours.intervals.map(\.opens) == [600])
        let year = try #require(calendar.production.first)
        #expect(year.year == 2024)
        #expect(year.daysOff.count == 366 - 248)
        #expect(year.shortDays.count == 5)
        #expect(try year.daysOff.contains(day("2024-04-29")))
        #expect(try !year.daysOff.contains(day("2024-04-27")))
        #expect(try year.shortDays.contains(day("2024-11-02")))
    }

    private static let hours = "must be hours such as \"08:00-18:00\" or \"08:00-12:00,13:00-18:00\""
    private static let listed = "must be days of the month such as \"1,2,8*,9+\""
    private static let monthGone: JSON = .array(Array((year2024["months"]?.arrayValue ?? []).dropLast()))

    private static let faults: [(path: String, value: JSON?, fault: String)] = [
        ("/open/fri-mon", "08:00-18:00", "must be days such as \"mon-fri\" or \"sat\""),
        ("/open/Sat", "08:00-18:00", "must be days such as \"mon-fri\" or \"sat\""),
        ("/open/wed", "08:00-18:00", "names a day that another key names too"),
        ("/open/fri-sun", "08:00-18:00", "names a day that another key names too"),
        ("/open/sat", "18:00-08:00", hours),
        ("/open/sat", "8:00-18:00", hours),
        ("/open/sat", "08:00-08:00", hours),
        ("/open/sat", "24:00-24:00", hours),
        ("/open/sat", "08:00-24:01", hours),
        ("/open/sat", "08:00-12:60", hours),
        ("/open/sat", "08:00-12:00,", hours),
        ("/open/sat", "08:00-12:00, 13:00-14:00", hours),
        ("/open/sat", "", hours),
        ("/open/sat", "closed", hours),
        ("/open/sat", "08:00-12:00,11:59-14:00", "has intervals that overlap"),
        ("/open/sat", "08:00-12:00,08:00-12:00", "has intervals that overlap"),
        ("/holidays", ["2026-02-30"], "must be a day such as \"2026-05-01\""),
        ("/holidays", ["2026-05-01", "2026-05-09", "2026-05-01"], "this day is named already"),
        ("/exceptions/2026-02-31", "closed", "must be a day such as \"2026-05-01\""),
        ("/exceptions/2025-02-29", "closed", "must be a day such as \"2026-05-01\""),
        ("/exceptions/2026-05-01", "close", hours),
        ("/exceptions/2026-05-01", "10:00-12:00,11:00-13:00", "has intervals that overlap"),
        ("/production", [year2024, year2024], "this year is named already"),
        ("/production/0/year", 1999, "must be from 2000 to 2100"),
        ("/production/0/year", 2023, "names a day that the month does not have in 2023"),
        ("/production/0/years", 2024, "unknown key \"years\"; did you mean \"year\"?"),
        ("/production/0/months", monthGone, "must name all twelve months; missing: 12"),
        ("/production/0/months/4/month", 13, "must be from 1 to 12"),
        ("/production/0/months/4/day", 1, "unknown key \"day\"; did you mean \"days\"?"),
        ("/production/0/months/3/days", "6,7,31", "names a day that the month does not have in 2024"),
        ("/production/0/months/3/days", "6,7,7*", "names a day twice"),
        ("/production/0/months/3/days", "6,7,32", listed),
        ("/production/0/months/3/days", "0,6,7", listed),
        ("/production/0/months/3/days", "06,7", listed),
        ("/production/0/months/3/days", "6,7-", listed),
        ("/production/0/months/3/days", "6,7*+", listed),
        ("/production/0/months/3/days", "6,*", listed),
        ("/production/0/months/3/days", "6, 7", listed),
        ("/production/0/months/3/days", "6,７", listed),
        ("/production/0/months/3/days", "", listed),
    ]

    @Test(arguments: faults.indices)
    func `a fault of the calendar is told with its place`(index: Int) throws {
        let (path, value, fault) = Self.faults[index]
        var json = try file(path, value)
        if path == "/production/0/year" {
            json = json.replacing("calendar/production/0/months/1/days", with: "3,4,29")
        }
        let told = ConfigFolder.faults(of: json)
        #expect(told.count == 1)
        #expect(told.first?.hasPrefix("F: /calendar") == true && told.first?.hasSuffix(": \(fault)") == true, "\(told)")
    }

    @Test func `a month that stands there twice is told, and so is the one that is missing`() throws {
        let told = try ConfigFolder.faults(of: file("/production/0/months/11/month", 10))
        #expect(
            told == [
                "F: /calendar/production/0/months: must name all twelve months; missing: 12",
                "F: /calendar/production/0/months/11/month: this month is named already",
            ]
        )
    }
}
