import GRDB
import HotlineCore
import HotlineTesting
import Testing

@testable import HotlineStore

/// The figures of reports against somebody who counts in SQL.
@Suite(.timeLimit(.minutes(2))) struct StoreReportTests {
    private static let appeals = 20_000
    private static let day: Int64 = 86_400_000
    static let now = Fixtures.now + .milliseconds(70 * day)
    let store: Store

    init() throws { store = try Store.inMemory() }

    /// An appeal of a random kind, received within sixty days.
    private static func appeal(_ number: Int64, drawn: inout SplitMix) -> Appeal {
        let route = AppealRoute.allCases.randomElement(using: &drawn).flatMap { drawn.below(5) == 0 ? nil : $0 }
        let isTyped = route != nil || drawn.below(2) == 0
        var appeal = Appeal(
            AppealNumber(number),
            made: NewEvent(.received, by: .caller, through: .agi),
            at: Fixtures.now + .milliseconds(Int64.random(in: 0..<60 * Self.day, using: &drawn))
        )
        appeal.source = AppealSource.allCases.randomElement(using: &drawn) ?? .phone
        appeal.route = route
        appeal.type = isTyped ? route?.type ?? .other : nil
        appeal.isPrivate = route?.isPrivate == true
        appeal.form.role = drawn.below(4) == 0 ? nil : AuthorRole.allCases.randomElement(using: &drawn)
        appeal.form.className = drawn.below(4) == 0 ? nil : "\(drawn.below(11) + 1)\(["А", "Б"][Int(drawn.below(2))])"
        appeal.form.phone = drawn.below(5) == 0 ? nil : Fixtures.mobile(Int(drawn.below(5000)))
        appeal.status = AppealStatus.allCases.randomElement(using: &drawn) ?? .received
        let after = { (most: Int64, drawn: inout SplitMix) in
            appeal.receivedAt + .milliseconds(Int64.random(in: 0..<most, using: &drawn))
        }
        if appeal.status != .received {
            appeal.assignee = "technician"
            appeal.distributedAt = after(3_600_000, &drawn)
            appeal.deadlines.take = Deadline(
                from: appeal.receivedAt,
                due: appeal.receivedAt + .seconds(3600),
                calendar: .wall
            )
        }
        if [.inProgress, .closed].contains(appeal.status) { appeal.takenAt = after(7_200_000, &drawn) }
        if appeal.status == .closed {
            appeal.closedAt = after(2 * Self.day, &drawn)
            appeal.mark = drawn.below(3) == 0 ? AppealMark.allCases.randomElement(using: &drawn) : nil
            appeal.delivery = appeal.mark == nil ? .callback : nil
            appeal.result = appeal.mark == nil ? "Готово." : nil
        }
        return appeal
    }

    @Test func `every figure of a week is what somebody counts who asks the database for it alone`() async throws {
        try await store.write { db in
            var drawn = SplitMix(seed: 4)
            for number in 1...Self.appeals {
                let kept = Self.appeal(Int64(number), drawn: &drawn)
                var arrived = kept
                arrived.status = .received
                try db.insert(arrived)
                _ = try db.update(kept)
                if kept.distributedAt != nil { try Self.distribute(kept, drawn: &drawn, in: db) }
                try Self.call(about: kept, drawn: &drawn, in: db)
                if drawn.below(3) == 0 { try Self.mail(about: kept, drawn: &drawn, in: db) }
            }
        }
        let day = CalendarDay(ZoneRules.utc.civilTime(at: Fixtures.now + .milliseconds(30 * Self.day)))
        let week = try #require(ReportPeriod(weekOf: day, in: .utc))
        let facts = try await store.reportFacts(week, withBalance: true)
        let before = week.before(in: .utc)
        let report = AppealReport(
            week,
            from: facts,
            comparedWith: (before, try await store.reportFacts(before, withBalance: true)),
            burst: Self.burst,
            at: Self.now
        )
        var checked = 0
        for section in report.sections {
            for figure in section.figures {
                guard let condition = Self.condition(section.topic, figure.key) else { continue }
                let numbers = try await counted(section.topic, figure.key, condition, in: week)
                if let told = figure.before {
                    let earlier = try await counted(section.topic, figure.key, condition, in: before).count
                    #expect(told == earlier, "\(section.topic) \(figure.key)")
                }
                #expect(figure.appeals == numbers && figure.count == numbers.count, "\(section.topic) \(figure.key)")
                checked += 1
            }
        }
        #expect(checked > 50 && report.sections.first?.figures.first?.count ?? 0 > 2000)
        #expect(report.sections.first { $0.topic == .types }?.figures.allSatisfy { ($0.before ?? 0) > 0 } == true)
        try await checkOthers(report, of: week)
        try await checkWorst(report, of: week)
        try await checkBursts(report, of: week)
        // Authors who came more than once, without those whose appeals are private.
        let repeats = report.sections.first { $0.topic == .repeats }?.figures ?? []
        let most = try await store.read { db in
            try db.rows(
                """
                SELECT count(*) AS appeals FROM appeal WHERE receivedAt >= ? AND receivedAt < ? AND mark IS NULL
                    AND isPrivate = 0 AND phone IS NOT NULL GROUP BY phone HAVING count(*) > 1 ORDER BY 1 DESC LIMIT 20
                """,
                [week.start.milliseconds, week.end.milliseconds]
            ).map { $0["appeals"] as Int }
        }
        #expect(repeats.map(\.count) == most && most.count == 20)
    }

    /// The appeals of a period that are one of a figure's.
    private func counted(
        _ topic: AppealReport.Topic,
        _ key: String,
        _ condition: String,
        in week: ReportPeriod
    ) async throws -> [AppealNumber] {
        let range = topic == .open ? ":from < :to" : "receivedAt >= :from AND receivedAt < :to"
        return try await store.read { db in
            try db.rows(
                "SELECT number FROM appeal WHERE \(range) AND (\(condition)) ORDER BY number",
                [
                    "from": week.start.milliseconds, "to": week.end.milliseconds, "now": Self.now.milliseconds,
                    "key": key,
                ]
            ).map { AppealNumber($0["number"]) }
        }
    }

    /// What makes an appeal one of a figure's, in SQL; `nil` where that is counted otherwise.
    private static func condition(_ topic: AppealReport.Topic, _ key: String) -> String? {
        let known = { (column: String) in
            // The key is used either way, for SQLite takes no argument that nothing asks for.
            key == "unknown" ? "\(column) IS NULL AND :key <> '' AND :now > 0" : "\(column) = :key AND :now > 0"
        }
        switch topic {
        case .received: return ":key = 'all' AND :now > 0"
        case .sources: return known("source")
        case .types: return known("type")
        case .routes: return known("route")
        case .marks: return known("mark")
        case .roles: return "(\(known("role"))) AND isPrivate = 0"
        case .classes: return "(\(known("className"))) AND isPrivate = 0"
        case .terms:
            let columns = [
                "distribute": ("distributeDue", "distributedAt"), "take": ("takeDue", "takenAt"),
                "close": ("closeDue", "closedAt"),
            ]
            let parts = key.split(separator: ".").map(String.init)
            guard let (due, done) = columns[parts[0]] else { return nil }
            let met = "coalesce(\(done) <= \(due), 0)"
            let missed = "coalesce(\(done) > \(due), 0) OR (\(done) IS NULL AND \(due) < :now)"
            return "mark IS NULL AND :key <> '' AND :now > 0 AND (\(parts[1] == "met" ? met : missed))"
        case .open:
            let late = """
                (distributedAt IS NULL AND distributeDue < :now) OR (takenAt IS NULL AND takeDue < :now)
                OR closeDue < :now
                """
            return "closedAt IS NULL AND :from > 0 AND :key <> '' AND :now > 0 AND (\(key == "all" ? "1" : late))"
        case .days:
            let place = Weekday.allCases.firstIndex { $0.rawValue == key } ?? 0
            return """
                :key <> '' AND :now > 0
                AND receivedAt >= :from + \(place) * 86400000 AND receivedAt < :from + \(place + 1) * 86400000
                """
        case .distribution:
            let first = "(SELECT actor FROM event WHERE appeal = number AND kind = 'distributed' ORDER BY id LIMIT 1)"
            let whose = ["system": "= 'system'", "staff": "<> 'system'", "nobody": "IS NULL"][key] ?? "IS 'x'"
            return "mark IS NULL AND :key <> '' AND :now > 0 AND \(first) \(whose)"
        case .late, .repeats, .bursts, .calls, .leftAt, .texts, .mails, .exchange: return nil
        }
    }

    @Test func `calls and texts of the time are those of the time`() async throws {
        let today = CalendarDay(ZoneRules.utc.civilTime(at: Fixtures.now))
        let week = try #require(ReportPeriod(weekOf: today, in: .utc))
        let empty = try await store.reportFacts(week, withBalance: true)
        #expect(empty.appeals.isEmpty && empty.calls.isEmpty && empty.messages.isEmpty)
        #expect(empty.balance == CallBalance(exchange: 0, records: 0, turnedAway: 0, lost: 0))
    }
}
