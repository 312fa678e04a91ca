import Foundation
import HotlineCore
import HotlineTesting
import JSON
import Testing

/// The calendar against one that goes through all minutes of two years by Foundation's clocks.
@Suite struct BusinessCalendarPropertyTests {
    /// The minutes of two years and whether it is open in them, by rules written down a second time.
    private struct Oracle {
        static let begin = 1_688_169_600  // 2023-07-01T00:00:00Z
        static let count = 800 * 1440

        var isOpen: [Bool] = []
        /// For each minute the next one that opens, from itself on; `count` for none.
        var opening: [Int] = []

        init(_ schedule: Schedule, zone: TimeZone) {
            var calendar = Calendar(identifier: .gregorian)
            calendar.timeZone = zone
            isOpen.reserveCapacity(Self.count)
            var days: [[Int]: [(Int, Int)]] = [:]
            // No zone of these changes its clocks within a quarter of an hour.
            for quarter in 0..<Self.count / 15 {
                let date = Date(timeIntervalSince1970: TimeInterval(Self.begin + quarter * 900))
                let time = calendar.dateComponents([.year, .month, .day, .weekday, .hour, .minute], from: date)
                let minute = (time.hour ?? 0) * 60 + (time.minute ?? 0)
                let day = [time.year ?? 0, time.month ?? 0, time.day ?? 0, time.weekday ?? 0]
                let hours = days[day] ?? schedule.hours(day[0], day[1], day[2], sundayFirst: day[3])
                days[day] = hours
                for passed in 0..<15 {
                    isOpen.append(hours.contains { $0.0 <= minute + passed && minute + passed < $0.1 })
                }
            }
            opening = Array(repeating: Self.count, count: Self.count + 1)
            for minute in (1..<Self.count).reversed() {
                opening[minute] = isOpen[minute] && !isOpen[minute - 1] ? minute : opening[minute + 1]
            }
        }
    }

    /// A drawn timetable.
    private struct Schedule {
        /// The hours of Monday to Sunday.
        var week: [[(Int, Int)]]
        var special: [String: [(Int, Int)]]
        var holidays: Set<String>

        /// Whether 2024 goes by the production calendar.
        var hasProduction: Bool

        static let off2024: [Int: Set<Int>] = listed { !$0.hasSuffix("*") }
        static let short2024: [Int: Set<Int>] = listed { $0.hasSuffix("*") }

        static func listed(_ isMeant: (String) -> Bool) -> [Int: Set<Int>] {
            var days: [Int: Set<Int>] = [:]
            for month in CalendarSettingsTests.year2024["months"]?.arrayValue ?? [] {
                let words = (month["days"]?.stringValue ?? "").components(separatedBy: ",").filter(isMeant)
                days[month["month"]?.integerValue ?? 0] = Set(
                    words.compactMap { Int($0.trimmingCharacters(in: CharacterSet(charactersIn: "*+"))) }
                )
            }
            return days
        }

        init(_ random: inout SplitMix) {
            func hours(_ random: inout SplitMix) -> [(Int, Int)] {
                switch random.below(7) {
                case 0: return []
                case 1: return [(0, 1440)]
                case 2: return [(0, 1 + random.below(300)), (1200 + random.below(200), 1440)]
                case 3: return [(random.below(240), 240 + random.below(60))]
                default:
                    let opens = random.below(700)
                    return [(opens, opens + 30), (opens + 30 + random.below(60), 800 + random.below(640))]
                }
            }
            week = (0..<7).map { _ in hours(&random) }
            special = [:]
            holidays = []
            hasProduction = random.below(3) > 0
            func day(_ random: inout SplitMix) -> String {
                String(format: "%04d-%02d-%02d", 2023 + random.below(3), 1 + random.below(12), 1 + random.below(28))
            }
            for _ in 0..<30 { special[day(&random)] = hours(&random) }
            special["2024-02-29"] = random.below(2) == 0 ? nil : hours(&random)
            for _ in 0..<20 { holidays.insert(day(&random)) }
        }

        func hours(_ year: Int, _ month: Int, _ day: Int, sundayFirst: Int) -> [(Int, Int)] {
            let name = String(format: "%04d-%02d-%02d", year, month, day)
            let weekday = sundayFirst == 1 ? 6 : sundayFirst - 2
            if let own = special[name] { return own }
            if holidays.contains(name) { return [] }
            guard hasProduction, year == 2024 else { return week[weekday] }
            if Self.off2024[month]?.contains(day) == true { return [] }
            var hours = week[weekday]
            if weekday > 4, let before = (0...4).last(where: { !week[$0].isEmpty }) { hours = week[before] }
            guard Self.short2024[month]?.contains(day) == true, let last = hours.last else { return hours }
            return hours.map { ($0.0, min($0.1, last.1 - 60)) }
        }

        var json: JSON {
            func text(_ hours: [(Int, Int)]) -> JSON {
                func clock(_ minute: Int) -> String { String(format: "%02d:%02d", minute / 60, minute % 60) }
                return .string(hours.map { "\(clock($0.0))-\(clock($0.1))" }.joined(separator: ","))
            }
            let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
            let open = zip(names, week).filter { !$0.1.isEmpty }.map { ($0.0, text($0.1)) }
            let exceptions = special.map { ($0.key, $0.value.isEmpty ? JSON.string("closed") : text($0.value)) }
            return [
                "open": .object(JSONObject(open)), "exceptions": .object(JSONObject(exceptions)),
                "holidays": .array(holidays.map(JSON.string)),
                "production": hasProduction ? [CalendarSettingsTests.year2024] : [],
            ]
        }
    }

    @Test(
        .timeLimit(.minutes(5)),
        arguments: ["Europe/Moscow", "Europe/Berlin", "Asia/Kolkata", "Australia/Lord_Howe"],
        0..<2
    )
    func `thousands of instants agree with one minute after the other`(name: String, seed: Int) throws {
        let zone = try #require(TimeZone(identifier: name))
        var random = SplitMix(seed: UInt64(name.utf8.count * 100 + seed))
        let schedule = Schedule(&random)
        let oracle = Oracle(schedule, zone: zone)
        let json = try ConfigFolder.json("hotline.json").replacing("calendar", with: schedule.json)
        let changes = Self.changes(of: zone)
        #expect(changes.isEmpty == (name == "Europe/Moscow" || name == "Asia/Kolkata"))
        let first = zone.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(Oracle.begin)))
        let rules = ZoneRules(name: name, firstOffset: first, changes: changes)
        let calendar = try BusinessCalendar(Settings(json).calendar, zone: rules)
        for index in 0..<2000 {
            let instant = Self.instant(index, changes, &random)
            let minute = Int((instant.milliseconds - Int64(Oracle.begin) * 1000) / 60_000)
            #expect(calendar.isOpen(at: instant) == oracle.isOpen[minute], "\(instant.milliseconds)")
            let next = oracle.opening[minute + 1]
            let opening = Instant(seconds: Int64(Oracle.begin + next * 60))
            let isFound = next < Oracle.count && opening <= instant + .seconds(366 * 86400)
            #expect(calendar.nextOpening(after: instant) == (isFound ? opening : nil), "\(instant.milliseconds)")
        }
    }

    /// The changes of the clocks in the oracle's years.
    private static func changes(of zone: TimeZone) -> [ZoneRules.Change] {
        var changes: [ZoneRules.Change] = []
        var at = Date(timeIntervalSince1970: TimeInterval(Oracle.begin))
        while let next = zone.nextDaylightSavingTimeTransition(after: at), next.timeIntervalSince1970 < 1_767_225_600 {
            let instant = Instant(seconds: Int64(next.timeIntervalSince1970))
            changes.append(ZoneRules.Change(at: instant, offset: zone.secondsFromGMT(for: next)))
            at = next
        }
        return changes
    }

    /// An instant of the first 430 days: any one, one near a change of the clocks, or one on a minute or just before it.
    private static func instant(_ index: Int, _ changes: [ZoneRules.Change], _ random: inout SplitMix) -> Instant {
        let begin = Int64(Oracle.begin) * 1000
        let any = begin + Int64(random.below(430 * 86_400_000))
        switch index % 4 {
        case 0:
            guard
                let change = changes.filter({ $0.at.seconds < Int64(Oracle.begin + 428 * 86400) }).randomElement(
                    using: &random
                )
            else { return Instant(milliseconds: any) }
            return change.at + .milliseconds(random.below(2 * 86_400_000) - 86_400_000)
        case 1: return Instant(milliseconds: any - any % 60_000)
        case 2: return Instant(milliseconds: any - any % 900_000 + 899_999)
        default: return Instant(milliseconds: any)
        }
    }
}
