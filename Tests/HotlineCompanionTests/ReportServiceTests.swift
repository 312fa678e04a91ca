import Foundation
import HotlineClient
import HotlineCore
import HotlineMessaging
import HotlineStore
import HotlineTesting
import Logging
import Testing

@testable import HotlineCompanion

/// Reports at their time, once, by a clock that the test moves.
@Suite(.timeLimit(.minutes(1))) struct ReportServiceTests {
    private static let staff = [
        StaffMember(login: "golova", name: "Голова Г. Г.", roles: [.head], email: "head@school.example"),
        StaffMember(login: "ivanova", name: "Иванова И. И.", roles: [.hotline]),
        StaffMember(login: "sayt", name: "Сайт С. С.", roles: [.siteAdmin]),
    ]
    private let store: Store

    init() throws { store = try Store.inMemory() }

    /// A service as each start of the program makes it.
    private func service(_ settings: ReportSettings = ReportSettings(), heads: Int = 1) -> ReportService {
        let zone = Fixtures.moscow
        return ReportService(
            schedule: ReportSchedule(settings, zone: zone),
            maker: ReportMaker(store: store, zone: zone, burst: nil, hasAccount: false),
            letters: ReportLetters(school: "Школа 1539", zone: zone, staff: Self.staff),
            heads: (0..<heads).map { ("golova\($0)", "head\($0)@school.example") },
            store: store,
            bell: Bell(),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
    }

    private static func time(_ text: String) throws -> Instant { try #require(CivilTime(rfc3339: text)).instant }

    /// The mails that wait, in their order, taken out.
    private func mails(at now: Instant) async throws -> [OutboundMail] {
        var mails: [OutboundMail] = []
        while let mail = try await store.claimDueMail(
            at: now,
            heldFor: .seconds(120),
            unknownFor: .seconds(1800),
            by: Fixtures.regulation()
        ) {
            try await store.noteMailSent(mail.id, at: now)
            mails.append(mail)
        }
        return mails
    }

    @Test func `each morning has two reports and Monday a draft, once, although the service starts at each minute`()
        async throws
    {
        // From a Wednesday on, for twelve days.
        var now = try Self.time("2026-03-11T12:00:00+03:00")
        let end = try Self.time("2026-03-23T12:00:00+03:00")
        var subjects: [String] = []
        while now < end {
            try await service().look(at: now)
            try await service().look(at: now)
            subjects += try await mails(at: now).map(\.subject)
            now = now + .seconds(1800)
        }
        let days = (11...22).flatMap { day in
            ["отчёт за день 2026-03-\(day), телефон", "отчёт за день 2026-03-\(day), сайт"]
        }
        let weeks = ["2026-W11", "2026-W12"].map { "черновик отчёта за неделю \($0)" }
        #expect(Set(subjects) == Set((days + weeks).map { "Школа 1539: \($0)" }))
        #expect(subjects.count == days.count + weeks.count)
    }

    @Test func `several at once send one, to each head`() async throws {
        try await service().look(at: Self.time("2026-03-11T12:00:00+03:00"))
        let now = try Self.time("2026-03-12T08:00:00+03:00")
        let services = (0..<6).map { _ in service(heads: 2) }
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            for service in services { tasks.addTask { try await service.look(at: now) } }
            try await tasks.waitForAll()
        }
        let recipients = try await mails(at: now).map(\.recipient).sorted()
        #expect(recipients == [0, 0, 1, 1].map { "head\($0)@school.example" })
    }

    @Test func `one that is late says so, and after a long pause the last ones go`() async throws {
        try await service().look(at: Self.time("2026-03-11T12:00:00+03:00"))
        var now = try Self.time("2026-03-12T11:20:00+03:00")
        try await service().look(at: now)
        var mail = try #require(try await mails(at: now).first)
        #expect(mail.subject == "Школа 1539: отчёт за день 2026-03-11, телефон, с опозданием")
        let note = "Отчёт опоздал на 3 ч 20 мин: он должен был уйти 12.03.2026 в 08:00: служба тогда не работала."
        #expect(mail.text.hasPrefix(note + "\n\nОтчёт за день 2026-03-11") && mail.html.contains(note))
        #expect(mail.text.hasSuffix("Отчёт сдаёт специалист горячей линии: Иванова И. И.\n"))
        // In time: no word of it.
        now = try Self.time("2026-03-13T08:04:00+03:00")
        try await service().look(at: now)
        mail = try #require(try await mails(at: now).last)
        #expect(mail.text.hasPrefix("Отчёт за день 2026-03-12, только сайт\n") && !mail.subject.contains("опоздан"))
        // A summer later.
        now = try Self.time("2026-08-20T09:00:00+03:00")
        try await service().look(at: now)
        let late = try await mails(at: now)
        let days = late.filter { $0.subject.contains("телефон") }.map { $0.subject.split(separator: " ")[5].prefix(10) }
        #expect(days == (13...19).map { "2026-08-\($0)" })
        #expect(late.filter { $0.subject.contains("черновик") }.count == 2)
        #expect(late.filter { $0.text.contains("не высылаются") }.count == 3)
        #expect(late.count == 16)
        try await service().look(at: now)
        #expect(try await mails(at: now).isEmpty)
    }

    @Test func `what is switched off, or goes to nobody, is not made up for`() async throws {
        var off = ReportSettings()
        (off.daily, off.weekly) = (nil, nil)
        let start = try Self.time("2026-03-11T12:00:00+03:00")
        try await service().look(at: start)
        try await service(off).look(at: start + .seconds(3 * 86_400))
        let now = start + .seconds(5 * 86_400)
        try await service().look(at: now)
        #expect(try await mails(at: now).isEmpty)
        try await service(heads: 0).look(at: now + .seconds(3 * 86_400))
        try await service().look(at: now + .seconds(4 * 86_400))
        #expect(try await mails(at: now + .seconds(4 * 86_400)).isEmpty)
        try await service().look(at: now + .seconds(5 * 86_400))
        #expect(try await mails(at: now + .seconds(5 * 86_400)).count == 2)
    }

    @Test func `the draft has pictures and what the head wrote already, and tells how it goes on`() async throws {
        try await service().look(at: Self.time("2026-03-11T12:00:00+03:00"))
        _ = try await store.setProposals(
            "<b>Больше линий</b>",
            of: "2026-W11",
            seen: nil,
            by: Fixtures.person(.head),
            at: .init(seconds: 0)
        )
        let now = try Self.time("2026-03-16T08:30:00+03:00")
        try await service().look(at: now)
        let draft = try #require(try await mails(at: now).first { $0.subject.contains("черновик") })
        #expect(draft.pictures.map(\.name) == ["days-2026-w11", "terms-2026-w11"])
        #expect(draft.pictures.allSatisfy { draft.html.contains("cid:\($0.contentID)") })
        #expect(draft.text.contains("\nПредложения\n<b>Больше линий</b>\n"))
        #expect(draft.html.contains("&lt;b&gt;Больше линий&lt;/b&gt;") && !draft.html.contains("<b>Больше"))
        #expect(draft.text.contains("hotline report weekly --week 2026-W11 --send"))
    }
}
