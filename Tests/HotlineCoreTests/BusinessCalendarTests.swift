import HotlineCore
import HotlineTesting
import JSON
import Testing

@Suite struct BusinessCalendarTests {
    /// A calendar of Moscow with the production calendar of 2024.
    private func calendar(
        open: JSON = ["mon-thu": "08:00-18:00", "fri": "08:00-17:00"],
        holidays: JSON = [],
        exceptions: JSON = [:],
        zone: ZoneRules = Fixtures.moscow
    ) throws -> BusinessCalendar {
        let json = try ConfigFolder.json("hotline.json").replacing(
            "calendar",
            with: [
                "open": open, "holidays": holidays, "exceptions": exceptions,
                "production": [CalendarSettingsTests.year2024],
            ]
        )
        return try BusinessCalendar(Settings(json).calendar, zone: zone)
    }

    private func at(_ text: String) throws -> Instant { try #require(CivilTime(rfc3339: text)).instant }

    @Test(arguments: [
        ("2024-01-09", "480-1080"),  // the first Tuesday that is worked
        ("2024-01-08", ""),  // a Monday that is listed
        ("2024-02-22", "480-1020"),  // a short Thursday
        ("2024-03-07", "480-1020"),
        ("2024-04-27", "480-1020"),  // a Saturday that is worked has Friday's hours
        ("2024-11-02", "480-960"),  // and may be short
        ("2024-12-28", "480-1020"),
        ("2024-04-29", ""),  // the Monday it was moved to
        ("2024-12-31", ""),
        ("2025-01-01", "480-1080"),  // a year that was not published has weekly hours
        ("2025-01-04", ""),
        ("2024-02-29", "480-1080"),  // the leap day
    ])
    func `the production calendar wins over the week`(day: String, hours: String) throws {
        let day = try #require(CalendarDay(day))
        let found = try calendar().hours(on: day)?.intervals.map { "\($0.opens)-\($0.closes)" } ?? []
        #expect(found.joined(separator: ",") == hours)
    }

    @Test func `a holiday wins over the production calendar, an exception over all`() throws {
        let calendar = try calendar(
            holidays: ["2024-04-27", "2024-05-02"],
            exceptions: ["2024-05-09": "10:00-12:00", "2024-05-02": "09:00-10:00", "2024-05-03": "closed"]
        )
        func hours(_ day: String) -> String? {
            CalendarDay(day).flatMap(calendar.hours)?.intervals.map { "\($0.opens)-\($0.closes)" }.joined()
        }
        #expect(hours("2024-04-27") == nil)
        #expect(hours("2024-05-02") == "540-600")
        #expect(hours("2024-05-03") == nil)
        #expect(hours("2024-05-09") == "600-720")
        #expect(hours("2024-05-06") == "480-1080")
    }

    @Test func `a Saturday that is worked has the hours of the last day of the week that has some`() throws {
        let saturday = try #require(CalendarDay("2024-04-27"))
        #expect(try calendar(open: ["mon-wed": "08:00-18:00"]).hours(on: saturday)?.intervals.first?.closes == 1080)
        #expect(try calendar(open: ["sat": "10:00-14:00"]).hours(on: saturday)?.intervals.first?.opens == 600)
        #expect(
            try calendar(open: ["fri": "09:00-10:00", "sat": "10:00-14:00"]).hours(on: saturday)?.intervals.first?.opens
                == 540
        )
        #expect(try calendar(open: [:]).hours(on: saturday) == nil)
    }

    @Test(arguments: [
        ("08:00-18:00", "480-1020"), ("08:00-12:00,13:00-18:00", "480-720,780-1020"),
        ("08:00-12:00,13:00-13:30", "480-720"), ("08:00-12:00,12:15-12:30", "480-690"), ("08:00-09:00", ""),
        ("08:00-08:30", ""), ("00:00-24:00", "0-1380"),
    ])
    func `a short day closes an hour earlier`(written: String, hours: String) throws {
        let thursday = try #require(CalendarDay("2024-02-22"))
        let found = try calendar(open: ["thu": .string(written)]).hours(on: thursday)?.intervals ?? []
        #expect(found.map { "\($0.opens)-\($0.closes)" }.joined(separator: ",") == hours)
    }

    @Test func `it is open from the first instant of its hours up to their end`() throws {
        let calendar = try calendar()
        let opening = try at("2024-03-12T08:00:00+03:00")
        let closing = try at("2024-03-12T18:00:00+03:00")
        #expect(calendar.isOpen(at: opening))
        #expect(!calendar.isOpen(at: Instant(milliseconds: opening.milliseconds - 1)))
        #expect(calendar.isOpen(at: Instant(milliseconds: closing.milliseconds - 1)))
        #expect(!calendar.isOpen(at: closing))
        #expect(calendar.nextOpening(after: Instant(milliseconds: opening.milliseconds - 1)) == opening)
        #expect(try calendar.nextOpening(after: opening) == at("2024-03-13T08:00:00+03:00"))
    }

    @Test func `the year's end and holidays in a row are looked over`() throws {
        let calendar = try calendar()
        #expect(try calendar.nextOpening(after: at("2023-12-29T17:00:00+03:00")) == at("2024-01-09T08:00:00+03:00"))
        #expect(try calendar.nextOpening(after: at("2024-12-28T17:00:00+03:00")) == at("2025-01-01T08:00:00+03:00"))
        #expect(try calendar.nextOpening(after: at("2024-02-28T20:00:00+03:00")) == at("2024-02-29T08:00:00+03:00"))
    }

    @Test func `midnight between two open days is no opening`() throws {
        let nights = try calendar(open: ["mon": "20:00-24:00", "tue": "00:00-06:00,20:00-24:00"])
        #expect(try nights.nextOpening(after: at("2025-03-10T21:00:00+03:00")) == at("2025-03-11T20:00:00+03:00"))
        #expect(try nights.isOpen(at: at("2025-03-10T23:59:59+03:00")))
        #expect(try nights.isOpen(at: at("2025-03-11T00:00:00+03:00")))
        #expect(try !nights.isOpen(at: at("2025-03-12T00:00:00+03:00")))
        let touching = try calendar(open: ["mon-sun": "08:00-12:00,12:00-18:00"])
        #expect(try touching.nextOpening(after: at("2025-03-10T09:00:00+03:00")) == at("2025-03-11T08:00:00+03:00"))
    }

    @Test func `what is always open or always closed never opens`() throws {
        let always = BusinessCalendar(CalendarSettings(), zone: Fixtures.moscow)
        #expect(always.isOpen(at: Fixtures.now))
        #expect(always.nextOpening(after: Fixtures.now) == nil)
        var settings = CalendarSettings()
        settings.open = [:]
        let never = BusinessCalendar(settings, zone: Fixtures.moscow)
        #expect(!never.isOpen(at: Fixtures.now))
        #expect(never.nextOpening(after: Fixtures.now) == nil)
    }

    @Test func `366 days are looked ahead, and no instant more`() throws {
        let calendar = try calendar(open: [:], exceptions: ["2027-03-13": "00:00-01:00"])
        let opening = try at("2027-03-13T00:00:00+03:00")
        let before = Instant(seconds: opening.seconds - 366 * 86400)
        #expect(calendar.nextOpening(after: before) == opening)
        #expect(calendar.nextOpening(after: Instant(milliseconds: before.milliseconds - 1)) == nil)
    }

    /// Berlin in 2026: 02:00 to 03:00 is skipped on 29 March and shown twice on 25 October.
    private static let berlin = ZoneRules(
        name: "Europe/Berlin",
        firstOffset: 3600,
        changes: [
            ZoneRules.Change(at: Instant(seconds: 1_774_746_000), offset: 7200),
            ZoneRules.Change(at: Instant(seconds: 1_792_890_000), offset: 3600),
        ]
    )

    @Test func `hours that the clocks skip are no opening, and the rest of them begins with the change`() throws {
        let skipped = try calendar(open: ["sun": "02:15-02:45,05:00-06:00"], zone: Self.berlin)
        #expect(try skipped.nextOpening(after: at("2026-03-29T00:00:00+01:00")) == at("2026-03-29T05:00:00+02:00"))
        let begun = try calendar(open: ["sun": "02:30-06:00"], zone: Self.berlin)
        #expect(try begun.nextOpening(after: at("2026-03-29T00:00:00+01:00")) == at("2026-03-29T03:00:00+02:00"))
    }

    @Test func `hours that the clocks show twice are open twice`() throws {
        let calendar = try calendar(open: ["sun": "02:15-02:45"], zone: Self.berlin)
        let first = try at("2026-10-25T02:15:00+02:00")
        let second = try at("2026-10-25T02:15:00+01:00")
        #expect(try calendar.nextOpening(after: at("2026-10-25T00:00:00+02:00")) == first)
        #expect(calendar.nextOpening(after: first) == second)
        #expect(try !calendar.isOpen(at: at("2026-10-25T02:50:00+02:00")))
        #expect(try calendar.isOpen(at: at("2026-10-25T02:20:00+01:00")))
    }

    @Test(arguments: [
        (2024, 2, 29, true), (2023, 2, 29, false), (2100, 2, 29, false), (2000, 2, 29, true), (2026, 4, 31, false),
        (2026, 13, 1, false), (2026, 0, 1, false), (2026, 1, 0, false), (2026, 12, 31, true), (2026, 1, 32, false),
    ])
    func `a day exists or it does not`(year: Int, month: Int, day: Int, exists: Bool) {
        #expect((CalendarDay(year: year, month: month, day: day) != nil) == exists)
    }

    @Test(arguments: [
        ("1970-01-01", Weekday.thu), ("1969-12-31", .wed), ("2024-02-29", .thu), ("2026-03-12", .thu),
        ("2026-03-15", .sun),
    ])
    func `a day has a day of the week`(text: String, weekday: Weekday) throws {
        #expect(try #require(CalendarDay(text)).weekday == weekday)
    }
}
