import GRDB
import HotlineCore
import HotlineTesting
import Testing

@testable import HotlineStore

/// What reports count beside the appeals themselves.
extension StoreReportTests {
    /// Logs that somebody handed an appeal out, and perhaps that another did so again.
    static func distribute(_ appeal: Appeal, drawn: inout SplitMix, in db: Database) throws {
        for _ in 0...drawn.below(2) {
            let actor = drawn.below(3) == 0 ? "ivanova" : "system"
            try db.execute(
                sql: """
                    INSERT INTO event (appeal, at, actor, channel, kind, detail, hash)
                    VALUES (?, ?, ?, 'system', 'distributed', '{}', zeroblob(32))
                    """,
                arguments: [appeal.number.value, appeal.distributedAt?.milliseconds ?? 0, actor]
            )
        }
    }

    /// Puts a mail about an appeal, or about none, in the outbox as it stands some time later.
    static func mail(about appeal: Appeal, drawn: inout SplitMix, in db: Database) throws {
        let state = MailState.allCases.randomElement(using: &drawn) ?? .sent
        let number = drawn.below(10) == 0 ? nil : appeal.number.value
        try db.execute(
            sql: """
                INSERT INTO mail (appeal, recipient, subject, text, html, state, dueAt, createdAt, changedAt)
                VALUES (?, 'a@b.example', 'a', 'a', 'a', ?, 0, ?, 0)
                """,
            arguments: [number, state.rawValue, appeal.receivedAt.milliseconds + 1000]
        )
    }

    /// Puts a call in, which the exchange knows of or not, and a text about it.
    static func call(about appeal: Appeal, drawn: inout SplitMix, in db: Database) throws {
        let (number, at) = (appeal.number.value, appeal.receivedAt.milliseconds)
        let outcome = drawn.below(10) == 0 ? nil : CallOutcome.allCases.randomElement(using: &drawn)
        let step = CallStep.allCases.randomElement(using: &drawn) ?? .type
        try db.execute(
            sql: """
                INSERT INTO call (uniqueID, appeal, line, startedAt, endedAt, step, outcome)
                VALUES (?, ?, 'mobile', ?, ?, ?, ?)
                """,
            arguments: ["\(number)", number, at, outcome.map { _ in at + 9 }, step.rawValue, outcome?.rawValue]
        )
        for prefix in ["", "lost-"] where drawn.below(20) > (prefix.isEmpty ? 0 : 18) {
            try db.execute(
                sql: "INSERT INTO exchangeCall (uniqueID, startedAt, endedAt) VALUES (?, ?, ?)",
                arguments: ["\(prefix)\(number)", at, at + 9]
            )
        }
        let state = MessageState.allCases.randomElement(using: &drawn) ?? .delivered
        try db.execute(
            sql: """
                INSERT INTO message (appeal, kind, recipient, body, state, dueAt, createdAt, changedAt)
                VALUES (?, 'registered', '+79000000042', 'a', ?, 0, ?, 0)
                """,
            arguments: [drawn.below(10) == 0 ? nil : number, state.rawValue, at]
        )
    }

    /// Calls, texts and mails, counted in SQL; and the exchange's calls against ours.
    func checkOthers(_ report: AppealReport, of week: ReportPeriod) async throws {
        let sources: [(AppealReport.Topic, String, [String])] = [
            (
                .calls, "call WHERE startedAt >= :from AND startedAt < :to AND outcome = :key",
                CallOutcome.allCases.map(\.rawValue)
            ),
            (
                .leftAt,
                "call WHERE startedAt >= :from AND startedAt < :to AND outcome IN ('dropped', 'silent') AND step = :key",
                CallStep.allCases.map(\.rawValue)
            ),
            (
                .texts, "message WHERE createdAt >= :from AND createdAt < :to AND state = :key",
                MessageState.allCases.map(\.rawValue)
            ),
            (
                .mails, "mail WHERE appeal > 0 AND createdAt >= :from AND createdAt < :to AND state = :key",
                MailState.allCases.map(\.rawValue)
            ),
        ]
        for (topic, rows, keys) in sources {
            let figures = report.sections.first { $0.topic == topic }?.figures ?? []
            #expect(figures.map(\.key) == keys, "\(topic)")
            for figure in figures {
                let (count, numbers) = try await store.read { db in
                    let bounds: StatementArguments = [
                        "from": week.start.milliseconds, "to": week.end.milliseconds, "key": figure.key,
                    ]
                    let count = try db.row("SELECT count(*) AS count FROM \(rows)", bounds)?["count"] as Int?
                    let appeals = "SELECT DISTINCT appeal FROM \(rows) AND appeal > 0 ORDER BY appeal"
                    return (count, try db.rows(appeals, bounds).map { AppealNumber($0["appeal"]) })
                }
                #expect(figure.count == count && figure.appeals == numbers, "\(topic) \(figure.key)")
            }
        }
        let counts = try await store.read { db in
            let bounds: StatementArguments = ["from": week.start.milliseconds, "to": week.end.milliseconds]
            return try [
                "exchangeCall WHERE startedAt >= :from AND startedAt < :to",
                "call WHERE startedAt >= :from AND startedAt < :to",
                "exchangeCall WHERE startedAt >= :from AND startedAt < :to AND uniqueID LIKE 'lost-%'",
            ].map { try db.row("SELECT count(*) AS count FROM \($0)", bounds)?["count"] as Int? ?? -1 }
        }
        let exchange = report.sections.first { $0.topic == .exchange }?.figures ?? []
        #expect(exchange.map(\.count) == [counts[0], counts[1], 0, counts[2]] && counts[2] > 0)
    }

    /// The five worst cases of each term.
    func checkWorst(_ report: AppealReport, of week: ReportPeriod) async throws {
        let figures = report.sections.first { $0.topic == .late }?.figures ?? []
        for (step, due, done) in [
            ("distribute", "distributeDue", "distributedAt"), ("take", "takeDue", "takenAt"),
            ("close", "closeDue", "closedAt"),
        ] {
            let worst = try await store.read { db in
                try db.rows(
                    """
                    SELECT number, coalesce(\(done), :now) - \(due) AS late FROM appeal
                    WHERE receivedAt >= :from AND receivedAt < :to AND mark IS NULL AND coalesce(\(done), :now) > \(due)
                    ORDER BY late DESC, number LIMIT 5
                    """,
                    ["from": week.start.milliseconds, "to": week.end.milliseconds, "now": Self.now.milliseconds]
                ).map { "\($0["number"] as Int64) \($0["late"] as Int64)" }
            }
            let told = figures.filter { $0.key == step }.map { figure in
                "\(figure.appeals.first?.value ?? 0) \(figure.late.map { Int64($0 / .milliseconds(1)) } ?? 0)"
            }
            #expect(told == worst && told.count == 5, "\(step)")
        }
    }
}

// MARK: Many of one type within a short time

extension StoreReportTests {
    /// Few enough that a week of so many appeals has stretches of all lengths.
    static let burst: MenuSettings.Burst = {
        var burst = MenuSettings.Burst()
        (burst.appeals, burst.within) = (3, .seconds(1200))
        return burst
    }()

    /// The stretches of appeals of one type, each of which is one of so many within so long, against windows over the rows.
    func checkBursts(_ report: AppealReport, of week: ReportPeriod) async throws {
        let before = Self.burst.appeals - 1
        let expected = try await store.read { db in
            try db.rows(
                """
                WITH typed AS (
                    SELECT number, type, receivedAt, receivedAt - lag(receivedAt, \(before)) OVER (
                        PARTITION BY type ORDER BY receivedAt, number) <= :within AS isLast
                    FROM appeal WHERE receivedAt >= :from AND receivedAt < :to AND mark IS NULL AND isPrivate = 0
                        AND type <> 'psychologist'),
                member AS (
                    SELECT *, max(coalesce(isLast, 0)) OVER (
                        PARTITION BY type ORDER BY receivedAt, number ROWS BETWEEN CURRENT ROW AND \(before) FOLLOWING
                    ) AS isIn FROM typed),
                edge AS (
                    SELECT *, isIn > coalesce(lag(isIn) OVER (PARTITION BY type ORDER BY receivedAt, number), 0) AS isFirst
                    FROM member),
                run AS (
                    SELECT *, sum(isFirst) OVER (PARTITION BY type ORDER BY receivedAt, number) AS run FROM edge)
                SELECT type, min(receivedAt) AS at, group_concat(number) AS numbers FROM run WHERE isIn
                GROUP BY type, run ORDER BY at, type
                """,
                ["from": week.start.milliseconds, "to": week.end.milliseconds, "within": 1_200_000]
            ).map { row -> AppealReport.Figure in
                let numbers = (row["numbers"] as String).split(separator: ",").compactMap { Int64($0) }.sorted()
                var figure = AppealReport.Figure(row["type"], numbers.count, numbers.map { AppealNumber($0) })
                figure.at = Instant(milliseconds: row["at"])
                return figure
            }
        }
        let told = report.sections.first { $0.topic == .bursts }?.figures ?? []
        #expect(told == expected)
        #expect(told.count > 50 && told.contains { $0.count > 4 }, "\(told.count)")
    }
}
