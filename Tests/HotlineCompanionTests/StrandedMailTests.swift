import HotlineCore
import HotlineMessaging
import HotlineStore
import HotlineTesting
import InMemoryLogging
import Logging
import Testing

@testable import HotlineCompanion

/// Mail that was written while there was a sender.
@Suite(.timeLimit(.minutes(1))) struct StrandedMailTests {
    private let store: Store
    private let log = InMemoryLogHandler()

    init() throws { store = try .inMemory() }

    private func closed() async throws -> AppealNumber {
        let call = try await store.begun()
        let number = try #require(call.appeal)
        var writing = Fixtures.regulation()
        writing.letters = LetterTexts(school: "Школа", hotlineNumber: Fixtures.landline, zone: Fixtures.moscow)
        let regulation = writing
        let head = Fixtures.person(.head)
        _ = try await store.change(number, at: Fixtures.now) { appeal, workload in
            try regulation.completing(
                appeal,
                with: FormChanges(form: AppealForm(email: "parent@example.com")),
                by: head,
                given: workload,
                through: .cli,
                at: Fixtures.now
            )
        }
        let close = AppealAct.close(result: "Готово.")
        let after = try await store.perform(
            close,
            on: number,
            by: head,
            through: .cli,
            at: Fixtures.now,
            under: regulation
        )
        #expect(after.delivery == .email)
        return number
    }

    @Test func `where the settings name no sender any more, what waits is told another way`() async throws {
        let number = try await closed()
        let bell = Bell()
        let stranded = StrandedMail(
            store: store,
            regulation: Fixtures.regulation(),
            bell: bell,
            logger: Logger(label: "test") { [log] _ in log }
        )
        try await stranded.giveUp(at: Fixtures.now + .seconds(5))
        #expect(try await store.mails(of: [number]).map(\.state) == ["failed"])
        #expect(try await store.appeal(number)?.delivery == .callback)
        #expect(try await store.messages(limit: 9).map(\.kind) == ["callAuthor"])
        #expect(log.entries.map(\.level) == [.warning])
        try await stranded.giveUp(at: Fixtures.now + .seconds(6))
        #expect(log.entries.count == 1)
    }
}
