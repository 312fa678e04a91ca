import ArgumentParser
import HotlineCore
import HotlineStore

/// What the staff's lists and the timers ask of a big store.
struct Ask: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Ask a filled store many times, and print of each question its median and p99 in milliseconds."
    )

    @Argument(help: "The database.") var path: String
    @Argument(help: "How many appeals are in it.") var appeals: Int64
    @Argument(help: "How often to ask.") var times: Int

    /// When the first appeal of `fill-store` came, how far they are apart, and a week, in milliseconds.
    private static let (beginning, gap, week) = (Int64(1_680_000_000_000), Int64(94_608), Int64(7 * 86_400_000))

    func run() async throws {
        let store = try Store(path: path)
        try await measure("list") {
            guard try await !store.appeals(AppealFilter()).isEmpty else { throw ExitCode.failure }
        }
        try await measure("show") {
            let number = AppealNumber(.random(in: 1...appeals))
            guard try await store.appeal(number) != nil else { throw ExitCode.failure }
            _ = try await store.calls(of: [number], limit: 100)
            _ = try await store.messages(of: [number], limit: 100)
            guard try await store.events(of: number).count >= 10 else { throw ExitCode.failure }
        }
        try await measure("next") { guard try await store.nextAlarm() != nil else { throw ExitCode.failure } }
        try await measure("report") {
            let ahead = Int64.random(in: 0...max(0, appeals * Self.gap - Self.week))
            let day = CalendarDay(ZoneRules.utc.civilTime(at: Instant(milliseconds: Self.beginning + ahead)))
            guard let week = ReportPeriod(weekOf: day, in: .utc) else { throw ExitCode.failure }
            let before = week.before(in: .utc)
            let report = AppealReport(
                week,
                from: try await store.reportFacts(week, withBalance: true),
                comparedWith: (before, try await store.reportFacts(before, withBalance: true)),
                burst: MenuSettings.Burst(),
                at: .now()
            )
            guard report.sections.first?.figures.first?.count ?? 0 > 0 else { throw ExitCode.failure }
        }
    }

    private func measure(_ name: String, _ ask: () async throws -> Void) async throws {
        var taken: [Double] = []
        for _ in 0..<times {
            let began = ContinuousClock.now
            try await ask()
            taken.append((ContinuousClock.now - began) / .milliseconds(1))
        }
        taken.sort()
        print(name, taken[taken.count / 2], taken[taken.count * 99 / 100])
    }
}

/// All of the log checked, and all appeals against it.
struct Audit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check a store's log, and print how many findings, how many events, and the seconds that took."
    )

    @Argument(help: "The database.") var path: String

    func run() async throws {
        let store = try Store(path: path)
        let began = ContinuousClock.now
        let findings = try await store.audit()
        let seconds = (ContinuousClock.now - began) / .seconds(1)
        if let first = findings.first { print(first) }
        print(findings.count, try await store.seal().event, seconds)
    }
}
