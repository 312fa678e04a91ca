import HotlineCore
import Testing

/// When reports are due.
@Suite struct ReportScheduleTests {
    /// Moscow, and a zone whose clocks leap from 02:00 to 03:00 on 29 March 2026.
    private static let moscow = ZoneRules(name: "Europe/Moscow", firstOffset: 10800, changes: [])
    private static let leaping = ZoneRules(
        name: "Europe/Helsinki",
        firstOffset: 7200,
        changes: [.init(at: instant("2026-03-29T01:00:00Z"), offset: 10800)]
    )

    private static func instant(_ text: String) -> Instant {
        guard let time = CivilTime(rfc3339: text) else { preconditionFailure("a time is one") }
        return time.instant
    }

    private func due(
        _ kind: ReportPeriod.Kind,
        _ start: String,
        _ now: String,
        settings: ReportSettings = ReportSettings(),
        in zone: ZoneRules = moscow
    ) -> [String] {
        ReportSchedule(settings, zone: zone).due(kind, after: Self.instant(start), until: Self.instant(now)).map {
            "\($0.period.name) \(zone.civilTime(at: $0.at).rfc3339)" + ($0.leftOut > 0 ? " -\($0.leftOut)" : "")
        }
    }

    @Test func `the day before is due in the morning, from that minute on`() {
        #expect(due(.daily, "2026-03-12T00:00:00+03:00", "2026-03-12T07:59:59+03:00") == [])
        let first = ["2026-03-11 2026-03-12T08:00:00+03:00"]
        #expect(due(.daily, "2026-03-12T00:00:00+03:00", "2026-03-12T08:00:00+03:00") == first)
        #expect(due(.daily, "2026-03-12T00:00:00+03:00", "2026-03-13T07:59:00+03:00") == first)
        // What was due when the hotline began was nobody's to send.
        #expect(due(.daily, "2026-03-12T08:00:00+03:00", "2026-03-12T23:00:00+03:00") == [])
    }

    @Test func `the week before is due on its day`() {
        let monday = ["2026-W10 2026-03-09T08:30:00+03:00"]
        #expect(due(.weekly, "2026-03-08T00:00:00+03:00", "2026-03-09T08:29:59+03:00") == [])
        #expect(due(.weekly, "2026-03-08T00:00:00+03:00", "2026-03-15T23:00:00+03:00") == monday)
        var settings = ReportSettings()
        settings.weekly = .init(.fri, minute: 16 * 60)
        let friday = ["2026-W10 2026-03-13T16:00:00+03:00"]
        #expect(due(.weekly, "2026-03-09T00:00:00+03:00", "2026-03-13T15:00:00+03:00", settings: settings) == [])
        #expect(due(.weekly, "2026-03-09T00:00:00+03:00", "2026-03-15T15:00:00+03:00", settings: settings) == friday)
    }

    @Test func `after a long pause there are the last ones, and it is told how many there are not`() {
        let days = due(.daily, "2026-01-01T12:00:00+03:00", "2026-03-12T09:00:00+03:00")
        #expect(days.count == 7 && days.first == "2026-03-05 2026-03-06T08:00:00+03:00 -63")
        #expect(days.last == "2026-03-11 2026-03-12T08:00:00+03:00")
        let weeks = due(.weekly, "2026-01-01T12:00:00+03:00", "2026-03-12T09:00:00+03:00")
        #expect(weeks == ["2026-W09 2026-03-02T08:30:00+03:00 -8", "2026-W10 2026-03-09T08:30:00+03:00"])
    }

    @Test func `what is switched off is never due`() {
        var settings = ReportSettings()
        (settings.daily, settings.weekly) = (nil, nil)
        let schedule = ReportSchedule(settings, zone: Self.moscow)
        #expect(schedule.kinds.isEmpty)
        #expect(due(.daily, "2026-01-01T12:00:00+03:00", "2026-03-12T09:00:00+03:00", settings: settings) == [])
        settings.daily = 0
        #expect(ReportSchedule(settings, zone: Self.moscow).kinds == [.daily])
        let midnight = ["2026-03-11 2026-03-12T00:00:00+03:00"]
        #expect(due(.daily, "2026-03-11T12:00:00+03:00", "2026-03-12T00:00:00+03:00", settings: settings) == midnight)
    }

    @Test func `a day on which the clocks leap has its report, and is as long as it is`() throws {
        var settings = ReportSettings()
        settings.daily = 150
        // 02:30 is not on the clocks that day: it is as long after midnight.
        let leapt = due(
            .daily,
            "2026-03-28T12:00:00+02:00",
            "2026-03-29T12:00:00+03:00",
            settings: settings,
            in: Self.leaping
        )
        #expect(leapt.count == 1 && leapt.first?.hasPrefix("2026-03-28 2026-03-29T0") == true)
        let day = try #require(CalendarDay("2026-03-25").flatMap { ReportPeriod(weekOf: $0, in: Self.leaping) })
        #expect(day.dayStarts.count == 7 && day.end - day.dayStarts[6] == .seconds(23 * 3600))
        #expect(day.after(in: Self.leaping).before(in: Self.leaping) == day)
    }
}
