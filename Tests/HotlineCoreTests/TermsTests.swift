import HotlineCore
import HotlineTesting
import Testing

/// When a term ends, by the wall clock and by the school's.
@Suite struct TermsTests {
    private func terms(_ zone: String, _ calendar: TermCalendar, close: Duration = .seconds(86_400)) throws -> Terms {
        var settings = TermSettings()
        settings.close = Term(close, on: calendar, warnings: settings.close.warnings)
        var hours = CalendarSettings()
        let interval = try #require(OpeningHours.Interval(opens: 8 * 60, closes: 18 * 60))
        hours.open = [:]
        for day in Weekday.allCases.prefix(5) { hours.open[day] = OpeningHours([interval]) }
        return Terms(settings, calendar: hours, zone: try ZoneRules.knownToTheMachine(zone))
    }

    private func instant(_ text: String) throws -> Instant { try #require(CivilTime(rfc3339: text)).instant }

    @Test(arguments: [
        // Over midnight, over the leap day, and over both changes of the clocks: a day is 24 hours of the wall clock.
        ("Europe/Moscow", "2026-03-12T23:59:00+03:00", "2026-03-13T23:59:00+03:00"),
        ("Europe/Moscow", "2028-02-28T12:00:00+03:00", "2028-02-29T12:00:00+03:00"),
        ("Europe/Berlin", "2026-03-28T12:00:00+01:00", "2026-03-29T13:00:00+02:00"),
        ("Europe/Berlin", "2026-10-24T12:00:00+02:00", "2026-10-25T11:00:00+01:00"),
    ])
    func `on the wall clock a day is twenty-four hours`(zone: String, from: String, due: String) throws {
        let terms = try terms(zone, .wall)
        #expect(terms.deadline(of: .close, from: try instant(from)).due == (try instant(due)))
    }

    @Test(arguments: [
        // Friday's last hour, a weekend in which the clocks change, and Monday.
        ("Europe/Berlin", "2026-03-27T17:00:00+01:00", "10h", "2026-03-30T17:00:00+02:00"),
        ("Europe/Berlin", "2026-10-23T17:00:00+02:00", "10h", "2026-10-26T17:00:00+01:00"),
        // Received at night: nothing counts before the doors open.
        ("Europe/Moscow", "2026-03-12T02:00:00+03:00", "30m", "2026-03-12T08:30:00+03:00"),
        // The sum is whole at the closing hour, and not at the next opening.
        ("Europe/Moscow", "2026-03-12T08:00:00+03:00", "10h", "2026-03-12T18:00:00+03:00"),
        ("Europe/Moscow", "2028-02-28T17:00:00+03:00", "2h", "2028-02-29T09:00:00+03:00"),
    ])
    func `on the school's calendar only open hours count`(zone: String, from: String, length: String, due: String)
        throws
    {
        let length = try #require(Duration(setting: length))
        let terms = try terms(zone, .working, close: length)
        let deadline = terms.deadline(of: .close, from: try instant(from))
        #expect(deadline.due == (try instant(due)))
        #expect(deadline.calendar == .working)
    }

    @Test func `a warning stands so much open time before the end, and none before the term began`() throws {
        let terms = try terms("Europe/Moscow", .working, close: .seconds(3 * 3600))
        let received = try instant("2026-03-12T17:00:00+03:00")
        var appeal = Fixtures.appeal()
        appeal.deadlines = terms.deadlines(receivedAt: received)
        appeal.status = .inProgress
        let alarms = terms.alarms(of: appeal, at: received)
        // Four hours before the end are more than there were.
        #expect(alarms.map(\.name) == ["close-1h", "close", "morning"])
        #expect(alarms.first?.at == (try instant("2026-03-13T09:00:00+03:00")))
        #expect(alarms[1].at == (try instant("2026-03-13T10:00:00+03:00")))
    }

    @Test(arguments: [
        ("Europe/Moscow", "2026-03-12T07:59:59+03:00", "2026-03-12T08:00:00+03:00"),
        ("Europe/Moscow", "2026-03-12T08:00:00+03:00", "2026-03-13T08:00:00+03:00"),
        ("Europe/Berlin", "2026-03-28T09:00:00+01:00", "2026-03-29T08:00:00+02:00"),
        ("Europe/Berlin", "2026-10-24T09:00:00+02:00", "2026-10-25T08:00:00+01:00"),
        ("Europe/Moscow", "2028-02-28T09:00:00+03:00", "2028-02-29T08:00:00+03:00"),
    ])
    func `the morning comes at eight by the clocks of the day`(zone: String, after: String, morning: String) throws {
        let terms = try terms(zone, .wall)
        #expect(terms.nextMorning(after: try instant(after)) == (try instant(morning)))
    }

    @Test func `a morning's hour that the clocks skip is the moment they skip it, and one they show twice comes once`()
        throws
    {
        var terms = try terms("Europe/Berlin", .wall)
        terms.morning = 150
        let before = try instant("2026-03-28T12:00:00+01:00")
        let skipped = terms.nextMorning(after: before)
        let earliest = try instant("2026-03-29T02:00:00+01:00")
        let latest = try instant("2026-03-29T03:30:00+02:00")
        #expect(earliest <= skipped && skipped <= latest)
        #expect(terms.nextMorning(after: skipped) == (try instant("2026-03-30T02:30:00+02:00")))
        let autumn = terms.nextMorning(after: try instant("2026-10-24T12:00:00+02:00"))
        #expect(terms.nextMorning(after: autumn) == (try instant("2026-10-26T02:30:00+01:00")))
    }
}
