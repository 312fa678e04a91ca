import HotlineCore
import HotlineTesting
import JSON
import Testing

/// The counting against one that asks minute by minute whether it is open.
@Suite struct BusinessCalendarCountingPropertyTests {
    /// The minutes of two weeks and whether it is open in them.
    private struct Minutes {
        static let count = 14 * 1440

        let begin: Int64
        let isOpen: [Bool]

        init(_ calendar: BusinessCalendar, from begin: Instant) {
            self.begin = begin.milliseconds
            isOpen = (0..<Self.count).map { calendar.isOpen(at: begin + .seconds($0 * 60)) }
        }

        var end: Int64 { begin + Int64(Self.count) * 60_000 }

        func minute(_ at: Int64) -> Int { Int((at - begin) / 60_000) }

        /// The part of a minute that lies between two instants.
        func part(_ minute: Int, _ from: Int64, _ to: Int64) -> (Int64, Int64) {
            let start = begin + Int64(minute) * 60_000
            return (max(from, start), min(to, start + 60_000))
        }

        func stretches(_ from: Int64, _ to: Int64) -> [[Int64]] {
            guard from < to else { return [] }
            var found: [[Int64]] = []
            for minute in minute(from)..<max(minute(from), minute(to + 59_999)) where isOpen[minute] {
                let (start, end) = part(minute, from, to)
                if let last = found.last, last[1] == start {
                    found[found.count - 1][1] = end
                } else {
                    found.append([start, end])
                }
            }
            return found
        }

        /// The end of a sum; `nil` where it is not complete in the two weeks.
        func after(_ duration: Int64, _ from: Int64) -> Int64? {
            if duration == 0 { return from }
            var sum: Int64 = 0
            for minute in minute(from)..<Self.count where isOpen[minute] {
                let (start, end) = part(minute, from, self.end)
                sum += end - start
                if sum >= duration { return end - (sum - duration) }
            }
            return nil
        }

        func before(_ duration: Int64, _ to: Int64) -> Int64? {
            if duration == 0 { return to }
            var sum: Int64 = 0
            for minute in (0..<minute(to + 59_999)).reversed() where isOpen[minute] {
                let (start, end) = part(minute, begin, to)
                sum += end - start
                if sum >= duration { return start + (sum - duration) }
            }
            return nil
        }
    }

    private static func hours(_ random: inout SplitMix) -> OpeningHours? {
        let pairs: [(Int, Int)]
        switch random.below(8) {
        case 0: pairs = []
        case 1: pairs = [(0, 1440)]
        case 2: pairs = [(0, 1 + random.below(300)), (1200 + random.below(200), 1440)]
        case 3: pairs = [(random.below(240), 240 + random.below(60))]
        case 4: pairs = [(0, 60), (60, 90 + random.below(30)), (130, 145), (150 + random.below(20), 180)]
        case 5: pairs = [(1380 + random.below(30), 1410 + random.below(31))]
        default:
            let opens = random.below(700)
            pairs = [(opens, opens + 30), (opens + 30 + random.below(60), 800 + random.below(640))]
        }
        return OpeningHours(pairs.compactMap { OpeningHours.Interval(opens: $0.0, closes: $0.1) })
    }

    /// A drawn timetable with days of its own in the two weeks.
    private static func settings(_ begin: Instant, _ random: inout SplitMix) throws -> CalendarSettings {
        let json = try ConfigFolder.json("hotline.json").replacing(
            "calendar",
            with: ["open": [:], "production": random.below(2) > 0 ? [CalendarSettingsTests.year2024] : []]
        )
        var settings = try Settings(json).calendar
        for weekday in Weekday.allCases { settings.open[weekday] = hours(&random) }
        for day in 0...14 {
            let day = CalendarDay(CivilTime(begin + .seconds(day * 86400), offset: 0))
            switch random.below(12) {
            case 0: settings.exceptions[day] = .closed
            case 1, 2: settings.exceptions[day] = hours(&random).map(CalendarException.open)
            case 3: settings.holidays.append(day)
            default: break
            }
        }
        return settings
    }

    /// The beginning of two weeks in whose midst the clocks change, or of any from 2023 to 2025.
    private static func begin(_ zone: ZoneRules, _ random: inout SplitMix) -> Instant {
        let first = 1_672_531_200 + random.below(3 * 365) * 86400
        guard random.below(5) > 0 else { return Instant(seconds: Int64(first)) }
        // The changes are found by asking, some hours apart, from a day of 2005 to 2028 on.
        let start = Instant(seconds: Int64(1_104_537_600 + random.below(23 * 365) * 86400))
        for step in 1..<1500 {
            let at = start + .seconds(step * 6 * 3600)
            if zone.offset(at: at) != zone.offset(at: start) { return at + .seconds(-7 * 86400) }
        }
        return Instant(seconds: Int64(first))
    }

    /// An instant of the two weeks: near their midst or any one, most often on a minute.
    private static func instant(_ begin: Instant, _ random: inout SplitMix) -> Instant {
        let minute = random.below(3) > 0 ? 5 * 1440 + random.below(4 * 1440) : random.below(Minutes.count)
        return begin + .milliseconds(minute * 60_000 + (random.below(6) > 0 ? 0 : random.below(60_000)))
    }

    private static func duration(_ random: inout SplitMix) -> Duration {
        switch random.below(12) {
        case 0: .zero
        case 1: .milliseconds(1 + random.below(40 * 3_600_000))
        case 2: .seconds(60 * random.below(120 * 60))
        default: .seconds(60 * (1 + random.below(30 * 60)))
        }
    }

    /// 10 zones, 6 timetables and 200 cases of each: 12 000.
    @Test(
        .timeLimit(.minutes(5)),
        arguments: [
            "Europe/Moscow", "Europe/Berlin", "Asia/Kolkata", "Australia/Lord_Howe", "America/Sao_Paulo", "Asia/Beirut",
            "America/St_Johns", "Africa/Casablanca", "Pacific/Apia", "America/Santiago",
        ],
        0..<6
    )
    func `thousands of sums agree with one minute after the other`(name: String, seed: Int) throws {
        var random = SplitMix(seed: UInt64(name.utf8.reduce(seed) { $0 * 31 % 1_000_003 + Int($1) }))
        let zone = try ZoneRules.knownToTheMachine(name)
        let begin = Self.begin(zone, &random)
        let calendar = try BusinessCalendar(Self.settings(begin, &random), zone: zone)
        let minutes = Minutes(calendar, from: begin)
        for _ in 0..<200 {
            let start = Self.instant(begin, &random)
            let end = min(start + Self.duration(&random), Instant(milliseconds: minutes.end))
            let stretches = calendar.stretches(from: start, to: end)
            let slowly = minutes.stretches(start.milliseconds, end.milliseconds)
            #expect(stretches.map { [$0.from.milliseconds, $0.to.milliseconds] } == slowly)
            let sum = slowly.reduce(0) { $0 + $1[1] - $1[0] }
            #expect(calendar.openTime(from: start, to: end) == .milliseconds(sum))
            try Self.check(calendar, minutes, start, Self.duration(&random))
        }
    }

    /// What is open after an instant and before it, by both and by what must hold between them.
    private static func check(
        _ calendar: BusinessCalendar,
        _ minutes: Minutes,
        _ time: Instant,
        _ duration: Duration
    ) throws {
        let length = duration.milliseconds
        let shorter = Duration.milliseconds(length - 1)
        let after = calendar.instant(afterOpen: duration, from: time)
        if let slowly = minutes.after(length, time.milliseconds) {
            #expect(after == Instant(milliseconds: slowly))
        } else {
            #expect((after?.milliseconds ?? .max) > minutes.end)
        }
        if let after {
            #expect(calendar.openTime(from: time, to: after) == duration)
            if length > 0 { #expect(calendar.openTime(from: time, to: after + .milliseconds(-1)) == shorter) }
            // The way back ends at the start, or later where it was closed at the start.
            let back = try #require(calendar.instant(beforeOpen: duration, until: after))
            #expect(back >= time && calendar.openTime(from: time, to: back) == .zero)
        }
        let before = calendar.instant(beforeOpen: duration, until: time)
        if let slowly = minutes.before(length, time.milliseconds) {
            #expect(before == Instant(milliseconds: slowly))
        } else {
            #expect((before?.milliseconds ?? .min) < minutes.begin)
        }
        if let before {
            #expect(calendar.openTime(from: before, to: time) == duration)
            if length > 0 { #expect(calendar.openTime(from: before + .milliseconds(1), to: time) == shorter) }
            let onwards = try #require(calendar.instant(afterOpen: duration, from: before))
            #expect(onwards <= time && calendar.openTime(from: onwards, to: time) == .zero)
        }
    }
}
