import HotlineCore
import Testing

/// What a report counts.
@Suite struct AppealReportTests {
    private static let period: ReportPeriod = {
        guard let week = ReportPeriod(week: "2026-W11", in: .utc) else { preconditionFailure("a week is one") }
        return week
    }()
    private static let now = period.start + .seconds(6 * 86_400)

    /// An appeal that came some minutes into the week.
    private static func appeal(
        _ number: Int64,
        minute: Int64 = 0,
        _ type: AppealType? = .ejournal,
        role: AuthorRole? = .parent,
        className: String? = "5А",
        author: String? = nil,
        mark: AppealMark? = nil,
        done: [TermStep: Int64] = [:]
    ) -> ReportFacts.Appeal {
        let at = period.start + .seconds(60 * minute)
        var times = TermTimes()
        for (step, minutes) in done { times[step] = at + .seconds(60 * minutes) }
        return ReportFacts.Appeal(
            number: AppealNumber(number),
            source: number % 2 == 0 ? .web : .phone,
            type: type,
            route: type?.route,
            role: role,
            className: className,
            isPrivate: type == .psychologist,
            mark: mark,
            author: author,
            receivedAt: at,
            done: times,
            due: [.distribute: at + .seconds(1800), .take: at + .seconds(3600), .close: at + .seconds(86_400)]
        )
    }

    private func report(
        _ appeals: [ReportFacts.Appeal],
        source: AppealSource? = nil,
        calls: [ReportFacts.Call] = [],
        messages: [ReportFacts.Message] = [],
        before: [ReportFacts.Appeal]? = nil
    ) -> AppealReport {
        AppealReport(
            Self.period,
            of: source,
            from: ReportFacts(
                appeals: appeals,
                calls: calls,
                messages: messages,
                balance: CallBalance(exchange: 42, records: 42, turnedAway: 0, lost: 0)
            ),
            comparedWith: before.map { (Self.period.before(in: .utc), ReportFacts(appeals: $0)) },
            burst: MenuSettings.Burst(),
            at: Self.now
        )
    }

    private func figures(_ report: AppealReport, _ topic: AppealReport.Topic) -> [String: [Int64]] {
        let section = report.sections.first { $0.topic == topic }
        return Dictionary(uniqueKeysWithValues: (section?.figures ?? []).map { ($0.key, $0.appeals.map(\.value)) })
    }

    @Test func `every figure names what it counted, and appeals that were none keep no terms`() {
        let report = report([
            Self.appeal(1, done: [.distribute: 1, .take: 2, .close: 3]),
            Self.appeal(2, .technical, className: "10Б", done: [.distribute: 31, .take: 61]),
            Self.appeal(3, nil, role: nil, className: nil, done: [.distribute: 30]),
            Self.appeal(4, mark: .prank, done: [.distribute: 50, .close: 51]),
            Self.appeal(5, minute: -60, done: [.distribute: 1]),
        ])
        #expect(figures(report, .received) == ["all": [1, 2, 3, 4]])
        #expect(figures(report, .sources) == ["phone": [1, 3], "web": [2, 4], "staff": []])
        #expect(figures(report, .types)["ejournal"] == [1, 4] && figures(report, .types)["unknown"] == [3])
        #expect(figures(report, .classes) == ["5А": [1, 4], "10Б": [2]])
        #expect(report.sections.first { $0.topic == .classes }?.figures.map(\.key) == ["5А", "10Б"])
        #expect(figures(report, .marks)["prank"] == [4])
        let terms = figures(report, .terms)
        #expect(terms["distribute.met"] == [1, 3] && terms["distribute.missed"] == [2])
        #expect(terms["take.met"] == [1] && terms["take.missed"] == [2, 3])
        #expect(terms["close.met"] == [1] && terms["close.missed"] == [2, 3])
        // What came before the week and is open is told of as open only.
        #expect(figures(report, .open) == ["all": [2, 3, 5], "overdue": [2, 3, 5]])
        let late = report.sections.first { $0.topic == .late }?.figures.first { $0.key == "distribute" }
        #expect(late?.appeals == [AppealNumber(2)] && late?.late == .seconds(60))
        #expect(report.sections.first { $0.topic == .exchange }?.figures.map(\.count) == [42, 42, 0, 0])
    }

    @Test func `of a private appeal it is told that it came, and nothing of whose it is`() {
        let report = report([
            Self.appeal(1, author: "+79000000042"), Self.appeal(3, author: "+79000000042"),
            Self.appeal(5, .psychologist, className: "7В", author: "+79000000042"),
            Self.appeal(7, .psychologist, author: "+79000000043"), Self.appeal(9, author: "+79000000043"),
        ])
        #expect(figures(report, .types)["psychologist"] == [5, 7])
        #expect(figures(report, .repeats) == ["1": [1, 3]])
        #expect(figures(report, .roles)["parent"] == [1, 3, 9] && figures(report, .classes) == ["5А": [1, 3, 9]])
    }

    @Test func `many of one type within a short time are one burst, as long as it goes on`() {
        // Five within a quarter of an hour, again and again, and then a pause.
        let dense = (Int64(0)..<12).map { Self.appeal($0 + 1, minute: $0 * 3) }
        let late = (Int64(0)..<4).map { Self.appeal($0 + 20, minute: 600 + $0) }
        let others = (Int64(0)..<5).map { Self.appeal($0 + 30, minute: 601 + $0, .technical) }
        let report = report(dense + late + others)
        let bursts = report.sections.first { $0.topic == .bursts }?.figures ?? []
        #expect(bursts.map(\.key) == ["ejournal", "technical"])
        #expect(bursts.first?.appeals.map(\.value) == Array(1...12) && bursts.first?.at == Self.period.start)
    }

    @Test func `each day has its own, and it is told who handed them out`() {
        var appeals = [Self.appeal(1), Self.appeal(2, minute: 1440), Self.appeal(3, minute: 7 * 1440 - 1)]
        appeals[0].distributor = .system
        appeals[1].distributor = Actor("ivanova")
        let report = report(appeals)
        #expect(figures(report, .days).filter { !$0.value.isEmpty } == ["mon": [1], "tue": [2], "sun": [3]])
        let days = report.sections.first { $0.topic == .days }?.figures ?? []
        #expect(days.map(\.key) == Weekday.allCases.map(\.rawValue) && days.map(\.at) == Self.period.dayStarts)
        #expect(figures(report, .distribution) == ["system": [1], "staff": [2], "nobody": [3]])
        #expect(report.sections.first { $0.topic == .distribution }?.figures.map(\.of) == [3, 3, 3])
    }

    @Test func `the telephone's half has what the staff typed in while they talked, and the web's has not`() {
        var typed = Self.appeal(5)
        typed.source = .staff
        let all = [Self.appeal(1), Self.appeal(2), typed]
        #expect(figures(report(all, source: .phone), .received) == ["all": [1, 5]])
        #expect(figures(report(all, source: .phone), .sources) == ["phone": [1], "staff": [5]])
        #expect(figures(report(all, source: .web), .received) == ["all": [2]])
        #expect(figures(report(all, source: .staff), .received) == ["all": [5]])
    }

    @Test func `mails to authors are counted by their state, in each half its own`() {
        let mails = [
            ReportFacts.Mail(appeal: AppealNumber(1), state: .sent), .init(appeal: AppealNumber(2), state: .failed),
        ]
        let facts = ReportFacts(appeals: [Self.appeal(1), Self.appeal(2)], mails: mails)
        let all = AppealReport(Self.period, from: facts, burst: nil, at: Self.now)
        #expect(figures(all, .mails) == ["sent": [1], "failed": [2]])
        let web = AppealReport(Self.period, of: .web, from: facts, burst: nil, at: Self.now)
        #expect(figures(web, .mails) == ["failed": [2]])
    }

    @Test func `a report on the web has no calls, and only texts of its own appeals`() {
        let messages = [
            ReportFacts.Message(appeal: AppealNumber(1), state: .delivered),
            .init(appeal: AppealNumber(2), state: .failed), .init(appeal: nil, state: .queued),
        ]
        let calls = [
            ReportFacts.Call(appeal: AppealNumber(1), outcome: .dropped, step: .role),
            .init(appeal: AppealNumber(1), outcome: .completed, step: .finish),
        ]
        let web = report([Self.appeal(1), Self.appeal(2)], source: .web, calls: calls, messages: messages)
        #expect(figures(web, .received) == ["all": [2]] && figures(web, .texts) == ["failed": [2]])
        #expect(!web.sections.map(\.topic).contains { [.calls, .leftAt, .exchange, .sources].contains($0) })
        let all = report([Self.appeal(1), Self.appeal(2)], calls: calls, messages: messages)
        #expect(figures(all, .calls) == ["completed": [1], "dropped": [1]] && figures(all, .leftAt) == ["role": [1]])
        #expect(figures(all, .texts) == ["delivered": [1], "failed": [2], "queued": []])
    }

    @Test func `a week stands beside the one before`() {
        let before = (Int64(0)..<3).map { number -> ReportFacts.Appeal in
            var appeal = Self.appeal(number + 100)
            appeal.receivedAt = appeal.receivedAt + .seconds(-86_400)
            return appeal
        }
        let report = report([Self.appeal(200, .technical)], before: before)
        let types = report.sections.first { $0.topic == .types }?.figures ?? []
        let counts = Dictionary(uniqueKeysWithValues: types.map { ($0.key, [$0.count, $0.before ?? -1]) })
        #expect(counts["ejournal"] == [0, 3] && counts["technical"] == [1, 0])
        #expect(report.sections.first { $0.topic == .open }?.figures.allSatisfy { $0.before == nil } == true)
    }
}
