import Foundation
import GRDB
import HotlineCore
import HotlineTesting
import Testing

@testable import HotlineStore

/// What somebody wrote, and the appeals themselves, stand beside the log: the audit sees what is done to them too.
@Suite struct StoreWordsAuditTests {
    private let regulation = Fixtures.regulation()
    private let file: TemporaryFile
    private let store: Store

    init() throws {
        file = try TemporaryFile()
        store = try Store(path: file.path)
    }

    /// An appeal with a note and a result, and one beside it.
    private func worked() async throws -> AppealNumber {
        let call = try await store.record()
        _ = try await store.record("2", from: Fixtures.mobile(7))
        _ = try await store.handOver(at: Fixtures.now, limit: 10, by: regulation)
        for act in [AppealAct.note("Звонить вечером."), .close(result: "Пароль выдан.")] {
            try await perform(act, on: call.appeal, as: .ejournal)
        }
        return call.appeal
    }

    private func perform(_ act: AppealAct, on number: AppealNumber, as role: Role) async throws {
        _ = try await store.perform(
            act,
            on: number,
            by: Fixtures.person(role),
            through: .cli,
            at: Fixtures.now,
            under: regulation
        )
    }

    private func event(_ kind: EventKind, of number: AppealNumber) async throws -> Int64 {
        try #require(try await store.events(of: number).last { $0.kind == kind.rawValue }?.id)
    }

    private func tamper(_ sql: String) async throws {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        try await DatabaseQueue(path: file.path, configuration: configuration).write { db in try db.execute(sql: sql) }
    }

    @Test func `words that were changed are found, and so are words under another event`() async throws {
        let number = try await worked()
        let (noted, closed) = (try await event(.noted, of: number), try await event(.closed, of: number))
        #expect(try await store.audit().isEmpty)
        try await tamper("UPDATE words SET text = 'Не звонить.' WHERE event = \(noted)")
        #expect(try await store.audit() == [.words(event: noted)])
        try await tamper("UPDATE words SET text = 'Звонить вечером.' WHERE event = \(noted)")
        #expect(try await store.audit().isEmpty)
        try await tamper("UPDATE words SET appeal = 2 WHERE event = \(noted)")
        #expect(try await store.audit() == [.words(event: noted)])
        try await tamper(
            """
            UPDATE words SET appeal = \(number), event = -1 WHERE event = \(noted);
            UPDATE words SET event = \(noted) WHERE event = \(closed);
            UPDATE words SET event = \(closed) WHERE event = -1;
            """
        )
        #expect(
            try await store.audit() == [
                .words(event: noted), .words(event: closed), .differs(appeal: number, field: "result"),
            ]
        )
    }

    @Test func `words that are gone are found, and so are words that nobody wrote`() async throws {
        let number = try await worked()
        let noted = try await event(.noted, of: number)
        try await tamper("DELETE FROM words WHERE event = \(noted)")
        #expect(try await store.audit() == [.wordsGone(event: noted)])
        let taken = try await event(.taken, of: number)
        try await tamper("INSERT INTO words (event, appeal, text) VALUES (\(taken), \(number), 'Ругался.')")
        #expect(try await store.audit() == [.wordsGone(event: noted), .words(event: taken)])
    }

    @Test func `a result that is not the one the author was told is found`() async throws {
        let number = try await worked()
        try await tamper("UPDATE appeal SET result = 'Отказано.' WHERE number = \(number)")
        #expect(try await store.audit() == [.differs(appeal: number, field: "result")])
    }

    @Test(arguments: [1, 2]) func `an appeal that is gone is found by its events`(gone: Int64) async throws {
        _ = try await worked()
        try await tamper("DELETE FROM appeal WHERE number = \(gone)")
        #expect(try await store.audit() == [.appealGone(AppealNumber(gone))])
        #expect(try await store.audit(slice: 1) == [.appealGone(AppealNumber(gone))])
        try await tamper("DELETE FROM appeal")
        #expect(try await store.audit() == [.appealGone(AppealNumber(1)), .appealGone(AppealNumber(2))])
    }

    @Test func `an alarm that was silenced is found`() async throws {
        let number = try await worked()
        try await perform(.reopen(reason: nil), on: number, as: .ejournal)
        for sql in ["nextAlarm = NULL", "nextAlarm = closeDue + 1"] {
            try await tamper("UPDATE appeal SET \(sql) WHERE number = \(number)")
            #expect(try await store.audit() == [.differs(appeal: number, field: "nextAlarm")])
        }
    }

    @Test func `what was taken out leaves nothing by which it could be guessed, and nothing to find`() async throws {
        let number = try await worked()
        let logged = try await store.events(of: number).filter { EventFacts($0.facts)["words"] != nil }
        #expect(logged.map(\.kind) == ["noted", "closed"])
        #expect(logged.allSatisfy { EventFacts($0.facts)["words"]?.count == 64 })
        try await perform(.anonymise, on: number, as: .head)
        let salts = try await store.read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM words") }
        #expect(salts == 0)
        #expect(try await store.audit().isEmpty)
    }

    @Test func `the same words have another digest each time`() async throws {
        let number = try await worked()
        try await perform(.note("Звонить вечером."), on: number, as: .ejournal)
        let digests = try await store.events(of: number).filter { $0.kind == "noted" }
            .compactMap { EventFacts($0.facts)["words"] }
        #expect(Set(digests).count == 2)
    }
}
