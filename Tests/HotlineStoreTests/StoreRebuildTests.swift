import Foundation
import GRDB
import HotlineCore
import HotlineTesting
import Testing

@testable import HotlineStore

/// What is kept of an appeal follows from its events, and can be made anew from them.
@Suite struct StoreRebuildTests {
    private let store: Store
    private let regulation = Fixtures.regulation()
    private let later = Fixtures.now + .seconds(900)

    init() throws { store = try Store.inMemory() }

    private func perform(_ act: AppealAct, on number: AppealNumber, as role: Role = .ejournal) async throws {
        _ = try await store.perform(
            act,
            on: number,
            by: Fixtures.person(role),
            through: .cli,
            at: Fixtures.now + .seconds(60),
            under: regulation
        )
    }

    private func received() async throws -> AppealNumber {
        let call = try await store.record()
        _ = try await store.handOver(at: Fixtures.now, limit: 10, by: regulation)
        return call.appeal
    }

    private func tamper(_ sql: String) async throws {
        try await store.write { db in try db.execute(sql: sql) }
    }

    private func rebuild(
        _ number: AppealNumber,
        as role: Role = .head,
        request: StaffRequest? = nil
    ) async throws -> [String] {
        try await store.rebuild(
            number,
            by: Fixtures.person(role),
            through: .cli,
            request: request,
            at: later,
            terms: regulation.terms
        )
    }

    @Test func `whatever was changed beside the log is as the log tells again, and the log tells of that too`()
        async throws
    {
        let number = try await received()
        for act in [AppealAct.take, .extend(by: .seconds(3600), reason: "ждём")] { try await perform(act, on: number) }
        try await perform(.approve, on: number, as: .head)
        let before = try #require(try await store.appeal(number))
        try await tamper(
            """
            UPDATE appeal SET status = 'closed', closedAt = 1, delivery = 'sms', result = 'Отказано.', toldAt = 2,
                assignee = 'petrov', type = 'other', route = 'other', isPrivate = 1, takenAt = 3, distributedAt = 4,
                receivedAt = 5, source = 'web', closeDue = 6, takeDue = 7, handedBackBy = 'ejournal', nextAlarm = NULL
            WHERE number = \(number)
            """
        )
        #expect(try await !store.audit().isEmpty)
        let fields = try await rebuild(number)
        #expect(fields.contains("status") && fields.contains("terms") && fields.contains("result"))
        var after = try #require(try await store.appeal(number))
        #expect(after.version == before.version + 1)
        after.version = before.version
        #expect(after == before)
        #expect(try await store.audit().isEmpty)
        let event = try #require(try await store.events(of: number).last)
        #expect(event.kind == "rebuilt" && event.actor == "head" && event.at == later)
        #expect(event.facts == [NewEvent.Fact("fields", fields.joined(separator: " "))])
    }

    @Test func `a result and what was taken out are as they were`() async throws {
        let number = try await received()
        try await perform(.close(result: "Пароль выдан."), on: number)
        try await tamper("UPDATE appeal SET result = 'Отказано.', toldAt = 5 WHERE number = \(number)")
        #expect(try await rebuild(number) == ["toldAt", "result"])
        #expect(try await store.appeal(number)?.result == "Пароль выдан.")
        try await perform(.anonymise, on: number, as: .head)
        try await tamper(
            "UPDATE appeal SET anonymisedAt = NULL, fullName = 'Петрова Анна', result = 'Да.' WHERE number = \(number)"
        )
        #expect(try await rebuild(number) == ["anonymisedAt", "result"])
        let bare = try #require(try await store.appeal(number))
        #expect(bare.form.fullName == nil && bare.result == nil && bare.anonymisedAt != nil)
        #expect(try await store.audit().isEmpty)
    }

    @Test func `what is in order is left alone, and a request that comes twice is obeyed once`() async throws {
        let number = try await received()
        #expect(try await rebuild(number) == [])
        #expect(try await store.events(of: number).allSatisfy { $0.kind != "rebuilt" })
        let request = StaffRequest(key: "k", by: Fixtures.person(.head), asking: "rebuild")
        try await tamper("UPDATE appeal SET assignee = 'petrov' WHERE number = \(number)")
        #expect(try await rebuild(number, request: request) == ["assignee"])
        try await tamper("UPDATE appeal SET assignee = 'petrov' WHERE number = \(number)")
        #expect(try await rebuild(number, request: request) == ["assignee"])
        #expect(try await store.appeal(number)?.assignee == "petrov")
    }

    @Test func `what the log does not tell is not guessed`() async throws {
        let number = try await received()
        for sql in [
            // As events were before the terms were logged.
            "DROP TRIGGER event_unchanged; UPDATE event SET detail = '' WHERE kind = 'received'",
            "UPDATE event SET kind = 'later' WHERE kind = 'consent'",
        ] {
            try await tamper(sql)
            await #expect(throws: StoreError.refused(.logBroken(number))) { try await rebuild(number) }
            try await chainAnew()
            await #expect(throws: StoreError.refused(.logSilent(number))) { try await rebuild(number) }
        }
        await #expect(throws: StoreError.refused(.unknown(AppealNumber(7)))) { try await rebuild(AppealNumber(7)) }
        await #expect(throws: StoreError.refused(.notAllowed(.audit))) { try await rebuild(number, as: .hotline) }
    }

    @Test func `words that are gone or changed are no result`() async throws {
        let number = try await received()
        try await perform(.close(result: "Пароль выдан."), on: number)
        try await tamper("UPDATE words SET text = 'Отказано.'; UPDATE appeal SET result = 'Отказано.'")
        await #expect(throws: StoreError.refused(.logBroken(number))) { try await rebuild(number) }
        try await tamper("DELETE FROM words")
        await #expect(throws: StoreError.refused(.logSilent(number))) { try await rebuild(number) }
    }

    /// Hashes the log anew, as it would be if its events had been logged so.
    private func chainAnew() async throws {
        try await store.write { db in
            var previous: [UInt8] = []
            for row in try db.rows("SELECT * FROM event ORDER BY id") {
                let entry = LogEntry(row)
                previous = entry.hash(after: previous)
                try db.execute(sql: "UPDATE event SET hash = ? WHERE id = ?", arguments: [Data(previous), entry.id])
            }
        }
    }
}
