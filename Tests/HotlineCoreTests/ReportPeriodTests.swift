import HotlineCore
import Testing

/// Days and weeks of reports.
@Suite struct ReportPeriodTests {
    private static let moscow = ZoneRules(name: "Europe/Moscow", firstOffset: 10800, changes: [])

    @Test(arguments: [
        ("2026-03-12", "2026-W11", "2026-03-09"), ("2026-01-01", "2026-W01", "2025-12-29"),
        ("2025-12-28", "2025-W52", "2025-12-22"), ("2021-01-03", "2020-W53", "2020-12-28"),
        ("2024-12-30", "2025-W01", "2024-12-30"), ("2027-01-03", "2026-W53", "2026-12-28"),
    ])
    func `a week is named as ISO 8601 names it, and read again`(day: String, name: String, monday: String) throws {
        let day = try #require(CalendarDay(day))
        let week = try #require(ReportPeriod(weekOf: day, in: Self.moscow))
        #expect(week.name == name && week.first.text == monday)
        #expect(ReportPeriod(week: name, in: Self.moscow) == week)
        #expect(ReportPeriod(week: day.text, in: Self.moscow) == week)
        #expect(week.end - week.start == .seconds(7 * 86_400))
        #expect(week.before(in: Self.moscow).end == week.start)
    }

    @Test(arguments: [
        "2026-W54", "2025-W53", "2026-W00", "2026W11", "26-W11", "2026-W1", "2026-02-30", "", "2026-W011",
    ])
    func `what is no week is none`(text: String) { #expect(ReportPeriod(week: text, in: .utc) == nil) }

    @Test(arguments: ["9999-12-31", "9999-01-01", "1969-12-31", "0001-01-01"])
    func `there are no reports of years whose ends cannot be written`(text: String) throws {
        let day = try #require(CalendarDay(text))
        #expect(ReportPeriod(day: day, in: .utc) == nil && ReportPeriod(weekOf: day, in: .utc) == nil)
        #expect(ReportPeriod(week: "\(text.prefix(4))-W02", in: .utc) == nil)
    }

    @Test func `a day in which clocks are changed is as long as it is`() throws {
        // Berlin, 2026-03-29: an hour less.
        let change = ZoneRules.Change(at: Instant(seconds: 1_774_746_000), offset: 7200)
        let berlin = ZoneRules(name: "Europe/Berlin", firstOffset: 3600, changes: [change])
        let date = try #require(CalendarDay("2026-03-29"))
        let day = try #require(ReportPeriod(day: date, in: berlin))
        #expect(day.end - day.start == .seconds(23 * 3600))
        #expect(day.contains(day.start) && !day.contains(day.end))
        let before = day.before(in: berlin)
        #expect(before.end == day.start && before.name == "2026-03-28")
    }
}
