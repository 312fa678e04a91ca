import Foundation
import HotlineCore
import JSON
import Testing

@Suite struct BusinessCalendarCountingTests {
    /// Monday to Friday from nine to six, unless said otherwise.
    private func calendar(
        _ zone: String = "Europe/Moscow",
        open: JSON = ["mon-fri": "09:00-18:00"],
        holidays: JSON = [],
        exceptions: JSON = [:],
        production: JSON = []
    ) throws -> BusinessCalendar {
        let json = try ConfigFolder.json("hotline.json").replacing(
            "calendar",
            with: ["open": open, "holidays": holidays, "exceptions": exceptions, "production": production]
        )
        return try BusinessCalendar(Settings(json).calendar, zone: .knownToTheMachine(zone))
    }

    private func at(_ text: String) throws -> Instant { try #require(CivilTime(rfc3339: text)).instant }

    /// The stretches from one instant to another, in hours after the first.
    private func hours(_ calendar: BusinessCalendar, _ start: String, _ end: String) throws -> [[Double]] {
        let start = try at(start)
        return try calendar.stretches(from: start, to: at(end)).map { stretch in
            [stretch.from, stretch.to].map { Double(($0 - start).milliseconds) / 3_600_000 }
        }
    }

    @Test func `two hours from Friday at five are over on Monday at ten`() throws {
        let calendar = try calendar()
        let friday = try at("2026-03-13T17:00:00+03:00")
        let monday = try at("2026-03-16T10:00:00+03:00")
        #expect(calendar.instant(afterOpen: .seconds(7200), from: friday) == monday)
        #expect(calendar.instant(beforeOpen: .seconds(7200), until: monday) == friday)
        #expect(calendar.openTime(from: friday, to: monday) == .seconds(7200))
        #expect(calendar.stretches(from: friday, to: monday).map(\.length) == [.seconds(3600), .seconds(3600)])
    }

    @Test func `a sum complete at a closing is complete there, and backwards at an opening`() throws {
        let calendar = try calendar(open: ["mon-fri": "09:00-13:00,14:00-18:00"])
        let four = Duration.seconds(4 * 3600)
        let opening = try at("2026-03-12T14:00:00+03:00")
        let closing = try at("2026-03-12T18:00:00+03:00")
        #expect(calendar.instant(afterOpen: four, from: opening) == closing)
        #expect(try calendar.instant(afterOpen: four, from: at("2026-03-12T13:20:00+03:00")) == closing)
        #expect(try calendar.instant(afterOpen: four * 2, from: at("2026-03-12T08:00:00+03:00")) == closing)
        #expect(calendar.instant(beforeOpen: four, until: closing) == opening)
        #expect(try calendar.instant(beforeOpen: four, until: at("2026-03-13T07:00:00+03:00")) == opening)
        let next = try at("2026-03-13T09:00:00+03:00") + .milliseconds(1)
        #expect(calendar.instant(afterOpen: four + .milliseconds(1), from: opening) == next)
    }

    @Test(arguments: ["2026-03-12T12:00:00+03:00", "2026-03-14T12:00:00+03:00"])
    func `nothing to wait for is over at once, be it open or closed`(time: String) throws {
        let calendar = try calendar()
        let time = try at(time)
        for duration in [Duration.zero, .seconds(-1), .microseconds(999), .seconds(Int64.min / 1000)] {
            #expect(calendar.instant(afterOpen: duration, from: time) == time)
            #expect(calendar.instant(beforeOpen: duration, until: time) == time)
        }
    }

    @Test func `an end that is not later than the start has nothing open before it`() throws {
        let calendar = try calendar()
        let noon = try at("2026-03-12T12:00:00+03:00")
        for end in [noon, noon + .milliseconds(-1), noon + .seconds(-7 * 86400)] {
            #expect(calendar.stretches(from: noon, to: end).isEmpty)
            #expect(calendar.openTime(from: noon, to: end) == .zero)
        }
    }

    @Test func `milliseconds count`() throws {
        let calendar = try calendar()
        let start = try at("2026-03-13T17:59:59+03:00") + .milliseconds(877)
        let monday = try at("2026-03-16T09:00:00+03:00")
        #expect(calendar.instant(afterOpen: .milliseconds(123), from: start) == start + .milliseconds(123))
        #expect(calendar.instant(afterOpen: .milliseconds(124), from: start) == monday + .milliseconds(1))
        #expect(calendar.openTime(from: start, to: monday + .milliseconds(77)) == .milliseconds(200))
        #expect(calendar.instant(beforeOpen: .milliseconds(200), until: monday + .milliseconds(77)) == start)
        #expect(calendar.stretches(from: start, to: monday + .milliseconds(77)).map(\.from) == [start, monday])
    }

    @Test func `hours that touch, at noon or at midnight, are one stretch`() throws {
        let calendar = try calendar(open: ["mon": "20:00-22:00,22:00-24:00", "tue": "00:00-06:00,07:00-24:00"])
        let found = try hours(calendar, "2026-03-16T00:00:00+03:00", "2026-03-23T00:00:00+03:00")
        #expect(found == [[20, 30], [31, 48]])
        let midnight = try at("2026-03-17T00:00:00+03:00")
        let evening = try at("2026-03-16T20:00:00+03:00")
        #expect(calendar.instant(afterOpen: .seconds(4 * 3600), from: evening) == midnight)
        #expect(
            calendar.instant(afterOpen: .milliseconds(4 * 3_600_000 + 1), from: evening) == midnight + .milliseconds(1)
        )
        #expect(calendar.instant(beforeOpen: .seconds(5 * 3600), until: midnight + .seconds(3600)) == evening)
        #expect(
            try hours(self.calendar(open: ["mon-sun": "00:00-24:00"]), "2024-02-01T05:00:00Z", "2024-03-01T05:00:00Z")
                == [[0, 29 * 24]]
        )
    }

    @Test func `exceptions, holidays and the production calendar are counted by`() throws {
        let calendar = try calendar(
            open: ["mon-thu": "08:00-18:00", "fri": "08:00-17:00"],
            holidays: ["2024-07-09"],
            exceptions: ["2024-07-10": "10:00-11:00", "2024-07-11": "closed", "2024-07-13": "12:00-13:00"],
            production: [CalendarSettingsTests.year2024]
        )
        let two = Duration.seconds(7200)
        // The 22nd is a short day, the 23rd is not worked.
        let defenders = try calendar.instant(afterOpen: two, from: at("2024-02-22T16:00:00+03:00"))
        #expect(try defenders == at("2024-02-26T09:00:00+03:00"))
        // A Saturday that is worked, with Friday's hours; Monday and Tuesday are not.
        let april = try calendar.openTime(from: at("2024-04-26T16:00:00+03:00"), to: at("2024-05-02T08:00:00+03:00"))
        #expect(april == .seconds(10 * 3600))
        let july = try hours(calendar, "2024-07-08T00:00:00+03:00", "2024-07-15T00:00:00+03:00")
        #expect(july == [[8, 18], [58, 59], [104, 113], [132, 133]])
    }

    @Test func `the leap day is a day`() throws {
        let start = try at("2024-02-28T17:00:00+03:00")
        let two = Duration.seconds(7200)
        #expect(try calendar().instant(afterOpen: two, from: start) == at("2024-02-29T10:00:00+03:00"))
        #expect(
            try calendar().instant(beforeOpen: two, until: at("2024-03-01T10:00:00+03:00"))
                == at("2024-02-29T17:00:00+03:00")
        )
        let closed = try calendar(exceptions: ["2024-02-29": "closed"])
        #expect(try closed.instant(afterOpen: two, from: start) == at("2024-03-01T10:00:00+03:00"))
        #expect(
            try calendar().instant(afterOpen: two, from: at("2023-02-28T17:00:00+03:00"))
                == at("2023-03-01T10:00:00+03:00")
        )
    }

    @Test func `a day on which the clocks change has 23 hours or 25, in one stretch`() throws {
        let berlin = try calendar("Europe/Berlin", open: ["sun": "00:00-24:00"])
        #expect(try hours(berlin, "2026-03-28T23:00:00Z", "2026-03-30T12:00:00Z") == [[0, 23]])
        #expect(try hours(berlin, "2026-10-24T22:00:00Z", "2026-10-26T12:00:00Z") == [[0, 25]])
        let morning = try at("2026-10-25T00:00:00+02:00")
        #expect(try berlin.instant(afterOpen: .seconds(4 * 3600), from: morning) == at("2026-10-25T03:00:00+01:00"))
        let noon = try at("2026-03-29T12:00:00+02:00")
        #expect(try berlin.instant(beforeOpen: .seconds(10 * 3600), until: noon) == at("2026-03-29T01:00:00+01:00"))
    }

    @Test func `hours that the clocks skip are not counted, hours that they show twice are counted twice`() throws {
        let berlin = try calendar("Europe/Berlin", open: ["sun": "02:15-02:45,05:00-06:00"])
        #expect(try hours(berlin, "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z") == [[4, 5]])
        #expect(
            try hours(berlin, "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z") == [
                [2.25, 2.75], [3.25, 3.75], [6, 7],
            ]
        )
        let night = try at("2026-10-25T02:30:00+02:00")
        let second = try at("2026-10-25T02:30:00+01:00")
        #expect(berlin.instant(afterOpen: .seconds(1800), from: night) == second)
        #expect(berlin.instant(beforeOpen: .seconds(1800), until: second) == night)
    }

    @Test func `a day without a midnight begins with the change of the clocks`() throws {
        // 00:00 to 01:00 of 4 November 2018 was skipped; 23:00 to 24:00 of 17 February 2018 came twice.
        let paulo = try calendar("America/Sao_Paulo", open: ["sat": "20:00-23:30", "sun": "00:00-08:00"])
        #expect(try hours(paulo, "2018-11-04T00:00:00-03:00", "2018-11-05T00:00:00-02:00") == [[0, 7]])
        #expect(
            try hours(paulo, "2018-02-17T12:00:00-02:00", "2018-02-18T12:00:00-03:00")
                == [[8, 11.5], [12, 12.5], [13, 21]]
        )
        let joined = try calendar("America/Sao_Paulo", open: ["sat": "20:00-24:00", "sun": "00:00-02:00"])
        #expect(try hours(joined, "2018-11-03T12:00:00-03:00", "2018-11-05T00:00:00-02:00") == [[8, 13]])
        #expect(try hours(joined, "2018-02-17T12:00:00-02:00", "2018-02-19T00:00:00-03:00") == [[8, 15]])
        let beirut = try calendar("Asia/Beirut", open: ["sun": "00:30-02:00"])
        let evening = try at("2022-03-26T20:00:00+02:00")
        #expect(try beirut.instant(afterOpen: .seconds(3600), from: evening) == at("2022-03-27T02:00:00+03:00"))
        #expect(try beirut.openTime(from: evening, to: at("2022-03-28T00:00:00+03:00")) == .seconds(3600))
    }

    @Test func `a change of half an hour is half an hour`() throws {
        let howe = try calendar("Australia/Lord_Howe", open: ["sun": "00:00-04:00"])
        #expect(try hours(howe, "2026-10-04T00:00:00+10:30", "2026-10-05T00:00:00+11:00") == [[0, 3.5]])
        #expect(try hours(howe, "2026-04-05T00:00:00+11:00", "2026-04-06T00:00:00+10:30") == [[0, 4.5]])
        let quarter = try calendar("Australia/Lord_Howe", open: ["sun": "01:45-02:15"])
        #expect(try hours(quarter, "2026-10-04T00:00:00+10:30", "2026-10-05T00:00:00+11:00") == [[1.75, 2]])
        #expect(
            try hours(quarter, "2026-04-05T00:00:00+11:00", "2026-04-06T00:00:00+10:30") == [[1.75, 2], [2.25, 2.75]]
        )
    }

    @Test func `a day that a zone left out is no day`() throws {
        // Samoa went from Thursday, 29 December 2011, to Saturday.
        let apia = try calendar(
            "Pacific/Apia",
            open: ["thu": "20:00-24:00", "fri": "00:00-24:00", "sat": "00:00-04:00"]
        )
        #expect(try hours(apia, "2011-12-29T12:00:00-10:00", "2012-01-01T00:00:00+14:00") == [[8, 16]])
    }

    @Test func `3660 days are looked ahead and back, and no instant more`() throws {
        let once = try calendar(open: [:], exceptions: ["2027-03-13": "00:00-01:00"])
        let hour = Duration.seconds(3600)
        let opening = try at("2027-03-13T00:00:00+03:00")
        let closing = opening + hour
        let days = Duration.seconds(3660 * 86400)
        let early = Instant(milliseconds: closing.milliseconds - days.milliseconds)
        #expect(once.instant(afterOpen: hour, from: early) == closing)
        #expect(once.instant(afterOpen: hour, from: early + .milliseconds(-1)) == nil)
        #expect(once.instant(afterOpen: hour + .milliseconds(1), from: early) == nil)
        #expect(once.instant(beforeOpen: hour, until: opening + days) == opening)
        #expect(once.instant(beforeOpen: hour, until: opening + days + .milliseconds(1)) == nil)
        let always = try calendar(open: ["mon-sun": "00:00-24:00"])
        #expect(always.instant(afterOpen: days, from: opening) == opening + days)
        #expect(always.instant(beforeOpen: days, until: opening + days) == opening)
        for duration in [days + .milliseconds(1), .seconds(Int64.max)] {
            #expect(always.instant(afterOpen: duration, from: opening) == nil)
            #expect(always.instant(beforeOpen: duration, until: opening) == nil)
        }
    }
}

extension ZoneRules {
    /// A zone from 2005 to 2030, by the machine's time-zone data.
    static func knownToTheMachine(_ name: String) throws -> ZoneRules {
        let zone = try #require(TimeZone(identifier: name))
        var at = Date(timeIntervalSince1970: 1_104_537_600)
        let first = zone.secondsFromGMT(for: at)
        var changes: [Change] = []
        while let next = zone.nextDaylightSavingTimeTransition(after: at), next.timeIntervalSince1970 < 1_893_456_000 {
            let instant = Instant(seconds: Int64(next.timeIntervalSince1970))
            changes.append(Change(at: instant, offset: zone.secondsFromGMT(for: next)))
            at = next
        }
        return ZoneRules(name: name, firstOffset: first, changes: changes)
    }
}
