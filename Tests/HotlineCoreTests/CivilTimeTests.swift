import Foundation
import HotlineCore
import HotlineTesting
import Testing

/// A date and a time against Foundation's calendar, which was written by others.
@Suite struct CivilTimeTests {
    @Test(arguments: [-12 * 3600, -9 * 3600 - 1800, 0, 3600, 3 * 3600, 5 * 3600 + 2700, 14 * 3600])
    func `five thousand instants read as Foundation's calendar reads them`(offset: Int) throws {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(secondsFromGMT: offset))
        var random = SplitMix(seed: UInt64(offset + 100_000))
        for _ in 0..<5000 {
            // From 1905 to 2219: Foundation's Gregorian calendar is Julian before 1582.
            let seconds = Int64(random.below(9_900_000_000)) - 2_050_000_000
            let date = Date(timeIntervalSince1970: TimeInterval(seconds))
            let fields = calendar.dateComponents([.year, .month, .day, .hour, .minute, .second], from: date)
            let time = CivilTime(Instant(seconds: seconds), offset: offset)
            #expect([time.year, time.month, time.day] == [fields.year, fields.month, fields.day], "\(seconds)")
            #expect(
                [time.hour, time.minute, time.second] == [fields.hour, fields.minute, fields.second],
                "\(seconds)"
            )
            #expect(time.instant == Instant(seconds: seconds))
            #expect(CivilTime(rfc3339: time.rfc3339) == time)
        }
    }

    @Test func `an instant between two seconds reads as the earlier one, before 1970 too`() {
        #expect(Instant(milliseconds: 1999).seconds == 1)
        #expect(Instant(milliseconds: -1).seconds == -1)
        #expect(Instant(milliseconds: -1000).seconds == -1)
        #expect(CivilTime(Instant(milliseconds: -1), offset: 0).rfc3339 == "1969-12-31T23:59:59Z")
    }

    @Test(arguments: [
        ("2026-03-12T14:05:00+03:00", 1_773_313_500), ("2026-03-12T11:05:00Z", 1_773_313_500),
        ("2026-03-12t11:05:00z", 1_773_313_500), ("2026-03-12 11:05:00.999Z", 1_773_313_500),
        ("2024-02-29T00:00:00Z", 1_709_164_800), ("2000-02-29T23:59:59-00:30", 951_870_599),
        ("1970-01-01T00:00:00Z", 0), ("2016-12-31T23:59:60Z", 1_483_228_800), ("2400-02-29T00:00:00Z", 13_574_563_200),
    ])
    func `RFC 3339 is read`(text: String, seconds: Int) throws {
        let time = try #require(CivilTime(rfc3339: text))
        #expect(time.instant == Instant(seconds: Int64(seconds)))
        #expect(time.second < 60)
    }

    @Test(arguments: [
        "", "2026-03-12", "2026-03-12T14:05:00", "2026-03-12T14:05Z", "2026-02-29T00:00:00Z", "2100-02-29T00:00:00Z",
        "2026-04-31T00:00:00Z", "2026-13-01T00:00:00Z", "2026-00-10T00:00:00Z", "2026-01-00T00:00:00Z",
        "2026-01-32T00:00:00Z", "2026-03-12T24:00:00Z", "2026-03-12T14:60:00Z", "2026-03-12T14:05:61Z",
        "2026-03-12T14:05:00+24:00", "2026-03-12T14:05:00+0300", "2026-03-12T14:05:00+03:60", "2026-03-12T14:05:00+03",
        "2026-03-12T14:05:00.Z", "2026-03-12T14:05:00,5Z", "2026-03-12T14:05:00ZZ", "26-03-12T14:05:00Z",
        "２０２６-03-12T14:05:00Z", "-026-03-12T14:05:00Z", "2026-03-12T14:05:00Z\n", "31 сентября",
    ])
    func `what is nearly RFC 3339 is refused`(text: String) {
        #expect(CivilTime(rfc3339: text) == nil)
    }

    @Test func `clocks and days are shown in two digits`() throws {
        let time = try #require(CivilTime(rfc3339: "2026-03-02T04:05:06+03:00"))
        #expect(time.clock == "04:05")
        #expect(time.shortDate == "02.03")
    }

    @Test(arguments: ["Europe/Moscow", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"])
    func `a zone with changing clocks reads as Foundation reads it, before, at and after every change`(name: String)
        throws
    {
        let zone = try #require(TimeZone(identifier: name))
        let begin = Date(timeIntervalSince1970: 0)
        var changes: [ZoneRules.Change] = []
        var next = zone.nextDaylightSavingTimeTransition(after: begin)
        while let change = next, change < Date(timeIntervalSince1970: 2_000_000_000) {
            let at = Instant(seconds: Int64(change.timeIntervalSince1970))
            changes.append(ZoneRules.Change(at: at, offset: zone.secondsFromGMT(for: change)))
            next = zone.nextDaylightSavingTimeTransition(after: change)
        }
        let rules = ZoneRules(name: name, firstOffset: zone.secondsFromGMT(for: begin), changes: changes.reversed())
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        for change in changes {
            for step in [-3601, -1, 0, 1, 3600, 86400 * 40] {
                let seconds = change.at.seconds + Int64(step)
                let date = Date(timeIntervalSince1970: TimeInterval(seconds))
                let time = rules.civilTime(at: Instant(seconds: seconds))
                let fields = calendar.dateComponents([.day, .hour, .minute], from: date)
                #expect([time.day, time.hour, time.minute] == [fields.day, fields.hour, fields.minute], "\(seconds)")
                #expect(time.offset == zone.secondsFromGMT(for: date))
            }
        }
    }

    @Test func `a second hour of the same name is told apart by its offset`() {
        let summer = ZoneRules.Change(at: Instant(seconds: 1_774_746_000), offset: 7200)
        let winter = ZoneRules.Change(at: Instant(seconds: 1_792_890_000), offset: 3600)
        let zone = ZoneRules(name: "Europe/Berlin", firstOffset: 3600, changes: [winter, summer])
        #expect(zone.civilTime(at: Instant(seconds: 1_774_745_999)).rfc3339 == "2026-03-29T01:59:59+01:00")
        #expect(zone.civilTime(at: Instant(seconds: 1_774_746_000)).rfc3339 == "2026-03-29T03:00:00+02:00")
        #expect(zone.civilTime(at: Instant(seconds: 1_792_889_999)).rfc3339 == "2026-10-25T02:59:59+02:00")
        #expect(zone.civilTime(at: Instant(seconds: 1_792_890_000)).rfc3339 == "2026-10-25T02:00:00+01:00")
    }
}
