import HotlineCore
import HotlineTesting
import Testing

@testable import HotlineStore

/// Reports that go once, and what the director was sent.
@Suite(.timeLimit(.minutes(1))) struct StoreSentReportTests {
    private let store: Store
    private let head = Fixtures.person(.head)

    init() throws { store = try Store.inMemory() }

    private static let mail = DraftMail(
        recipient: "head@school.example",
        subject: "Отчёт",
        text: "Текст\n",
        html: "<p>Текст</p>",
        pictures: [MailPicture(name: "days", bytes: [1, 2]), MailPicture(name: "terms", bytes: [3])]
    )

    private static func sending(_ period: String = "2026-03-11", to login: String = "golova") -> ReportSending {
        ReportSending(kind: .daily, source: .phone, period: period, recipient: login, dueAt: Fixtures.now)
    }

    private static func content(_ text: String = "Отчёт\n") -> SentReport.Content {
        SentReport.Content(
            subject: "Отчёт за неделю",
            text: text,
            html: "<p>Отчёт & \u{1F600}</p>\n",
            json: "{\"proposals\": \"\"}\n",
            pictures: mail.pictures
        )
    }

    private func claim(after seconds: Int64 = 0) async throws -> OutboundMail? {
        try await store.claimDueMail(
            at: Fixtures.now + .seconds(seconds),
            heldFor: .seconds(120),
            unknownFor: .seconds(1800),
            by: Fixtures.regulation()
        )
    }

    @Test func `a report goes to each once, with its pictures, though several would send it at once`() async throws {
        let store = store
        let sent = try await withThrowingTaskGroup(of: Bool.self) { tasks in
            for _ in 0..<8 {
                tasks.addTask { try await store.send(Self.sending(), as: Self.mail, at: Fixtures.now) }
            }
            return try await tasks.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(sent == 1)
        #expect(try await store.wasSent(Self.sending()))
        #expect(try await !store.wasSent(Self.sending(to: "other")))
        #expect(try await store.send(Self.sending("2026-03-12"), as: Self.mail, at: Fixtures.now))
        let mail = try #require(try await claim())
        #expect(mail.recipient == "head@school.example" && mail.pictures == Self.mail.pictures)
        #expect(try await claim() != nil)
        #expect(try await claim() == nil)
        try await store.noteMailSent(mail.id, at: Fixtures.now)
        #expect(try await store.audit().isEmpty)
    }

    @Test func `a mail about no appeal waits, fails and is sent again as any other`() async throws {
        _ = try await store.send(Self.sending(), as: Self.mail, at: Fixtures.now)
        var mail = try #require(try await claim())
        try await store.noteMailNotSent(
            mail.id,
            due: Fixtures.now + .seconds(60),
            isUnknown: false,
            reason: "unavailable",
            at: Fixtures.now,
            by: Fixtures.regulation()
        )
        #expect(try await claim(after: 59) == nil)
        mail = try #require(try await claim(after: 60))
        #expect(mail.attempt == 2)
        // Its sender dies.
        #expect(try await claim(after: 181) == nil)
        mail = try #require(try await claim(after: 181 + 1800))
        #expect(mail.unanswered == 1)
        try await store.noteMailNotSent(
            mail.id,
            due: nil,
            isUnknown: false,
            reason: "refused",
            at: Fixtures.now + .seconds(2000),
            by: Fixtures.regulation()
        )
        #expect(try await store.nextMailDue() == nil)
    }

    @Test func `a report that was refused is told of until a later one of its kind went to the same person`()
        async throws
    {
        /// Lets the mail that waits go, or be refused.
        func end(isSent: Bool) async throws {
            let mail = try #require(try await claim())
            guard !isSent else { return try await store.noteMailSent(mail.id, at: Fixtures.now) }
            try await store.noteMailNotSent(
                mail.id,
                due: nil,
                isUnknown: false,
                reason: "refused",
                at: Fixtures.now,
                by: Fixtures.regulation()
            )
        }
        /// Writes a report of the day, and lets its mail end.
        func daily(_ day: String, to login: String = "golova", isSent: Bool) async throws {
            #expect(try await store.send(Self.sending(day, to: login), as: Self.mail, at: Fixtures.now))
            try await end(isSent: isSent)
        }
        try await daily("2026-03-09", isSent: true)
        #expect(try await store.failedReports().isEmpty)
        try await daily("2026-03-10", isSent: false)
        try await daily("2026-03-11", isSent: false)
        try await daily("2026-03-11", to: "other", isSent: true)
        let failed = try await store.failedReports()
        let expected = FailedReport(
            .day("2026-03-11", source: .phone),
            recipient: "golova",
            address: "head@school.example",
            reason: "refused"
        )
        #expect(failed == [expected])
        try await daily("2026-03-12", isSent: true)
        #expect(try await store.failedReports().isEmpty)
        // The director's: what was sent again mends it.
        _ = try await send("2026-W11")
        try await end(isSent: false)
        try await end(isSent: true)
        #expect(try await store.failedReports().map(\.subject) == [.director(number: 1, week: "2026-W11")])
        _ = try await send("2026-W11", again: true)
        #expect(try await store.failedReports().count == 1)
        try await end(isSent: true)
        try await end(isSent: true)
        #expect(try await store.failedReports().isEmpty)
    }

    @Test func `reports begin when they are first wanted, and anew when they are wanted again`() async throws {
        let (first, later) = (Fixtures.now, Fixtures.now + .seconds(86_400))
        #expect(try await store.reportStart(of: [.daily], at: first) == [.daily: first])
        #expect(try await store.reportStart(of: [.daily, .weekly], at: later) == [.daily: first, .weekly: later])
        try await store.noteReportsSent(.daily, until: later)
        #expect(try await store.reportStart(of: [.daily], at: later) == [.daily: later])
        try await store.noteReportsSent(.daily, until: first)
        #expect(try await store.reportStart(of: [.daily, .weekly], at: later) == [.daily: later, .weekly: later])
        #expect(try await store.reportStart(of: [], at: later) == [:])
        // A clock that was ahead does not keep reports back.
        #expect(try await store.reportStart(of: [.daily], at: later) == [.daily: later])
        #expect(try await store.reportStart(of: [.daily], at: first) == [.daily: first])
    }

    @Test func `proposals are kept, and not over somebody else's`() async throws {
        #expect(try await store.proposals(of: "2026-W11") == WeeklyProposals(week: "2026-W11"))
        let first = try await store.setProposals("Раз", of: "2026-W11", seen: 0, by: head, at: Fixtures.now)
        #expect(first?.version == 1 && first?.text == "Раз" && first?.changedBy == head.login)
        #expect(try await store.setProposals("Два", of: "2026-W11", seen: 0, by: head, at: Fixtures.now) == nil)
        let second = try await store.setProposals("Два", of: "2026-W11", seen: 1, by: head, at: Fixtures.now)
        #expect(second?.version == 2)
        let request = StaffRequest(key: "k", by: head, asking: "Три")
        for _ in 0..<2 {
            let third = try await store.setProposals(
                "Три",
                of: "2026-W11",
                seen: nil,
                by: head,
                request: request,
                at: Fixtures.now
            )
            #expect(third?.version == 3)
        }
        #expect(try await store.proposals(of: "2026-W12").text.isEmpty)
        var dumped = "\(first as Any)"
        dump(first, to: &dumped)
        #expect(!dumped.contains("Раз"))
    }

    private func send(
        _ week: String,
        again: Bool = false,
        request: StaffRequest? = nil,
        text: String = "Отчёт\n"
    ) async throws -> ReportPosting {
        try await store.sendReport(
            Self.content(text),
            of: week,
            to: [("glavny", "boss@school.example"), ("vtoroy", "second@school.example")],
            again: again,
            by: head,
            request: request,
            at: Fixtures.now
        )
    }

    @Test func `what the director was sent has a number, goes once a week, and stays as it was`() async throws {
        let request = StaffRequest(key: "k", by: head, asking: "send")
        let first = try await send("2026-W11", request: request)
        guard case .sent(let report) = first else { throw StoreError.unknownCall }
        #expect(report.number == 1 && report.content == Self.content() && report.sentBy == head.login)
        #expect(report.deliveries.map(\.recipient) == ["glavny", "vtoroy"])
        #expect(report.deliveries.map(\.state) == [.queued, .queued])
        // The same request is the same report; another is refused, until it is wanted again.
        #expect(try await send("2026-W11", request: request) == first)
        #expect(try await store.report(sentBy: request) == report)
        #expect(try await send("2026-W11") == .already(number: 1))
        guard case .sent(let again) = try await send("2026-W11", again: true, text: "Ещё\n") else {
            throw StoreError.unknownCall
        }
        #expect(again.number == 2)
        guard case .sent(let next) = try await send("2026-W12") else { throw StoreError.unknownCall }
        #expect(next.number == 3)
        #expect(try await store.sentReports(limit: 9).map(\.number) == [3, 2, 1])
        let mail = try #require(try await claim())
        #expect(mail.text == "Отчёт\n" && mail.pictures == Self.mail.pictures)
        try await store.noteMailSent(mail.id, at: Fixtures.now)
        #expect(try await store.sentReport(1)?.deliveries.map(\.state).contains(.sent) == true)
        // Long after, when the mails are taken out.
        while try await claim() != nil {}
        let old = Fixtures.now + .seconds(400 * 86_400)
        #expect(try await store.forgetReportMails(before: old, limit: 9) == 1)
        #expect(try await store.sentReport(1)?.content == Self.content())
        #expect(try await store.sentReport(4) == nil)
    }

    @Test(arguments: [
        "UPDATE sentReport SET text = 'x'", "DELETE FROM sentReport", "UPDATE sentReportPicture SET bytes = x'00'",
        "DELETE FROM sentReportPicture",
    ]) func `the database itself keeps what was sent`(statement: String) async throws {
        _ = try await send("2026-W11")
        await #expect(throws: (any Error).self) { try await store.write { db in try db.run(statement) } }
    }
}
