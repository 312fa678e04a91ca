import GRDB
import HotlineCore
import HotlineTesting
import Testing

@testable import HotlineStore

/// Texts that come in: kept first, then dealt with once, together with what they change.
@Suite struct StoreInboxTests {
    private let store: Store
    private let regulation = Fixtures.regulation()
    private let now = Fixtures.now + .seconds(300)
    private static let technician = Fixtures.mobile(5)

    init() throws { store = try Store.inMemory() }

    private func appeal(_ uniqueID: String = "1", from phone: PhoneNumber = Fixtures.mobile()) async throws
        -> AppealNumber
    {
        let call = try await store.record(uniqueID, from: phone, route: .technical)
        _ = try await store.handOver(at: Fixtures.now, limit: 10, by: regulation)
        return call.appeal
    }

    private func keep(_ text: String, id: String = "m1", from sender: String) async throws -> Bool {
        try await store.keep(IncomingText(gateway: "kannel", id: id, sender: sender, text: text), at: now)
    }

    private func handle() async throws -> KeptText? {
        try await store.handleNextText(at: now, under: regulation, own: [Fixtures.landline], drawing: 47)
    }

    @discardableResult
    private func receive(_ text: String, from sender: PhoneNumber = technician, id: String? = nil) async throws
        -> String?
    {
        let count = try await store.texts(limit: 1000).count
        #expect(try await keep(text, id: id ?? "text-\(count)", from: sender.e164))
        let outcome = try await handle()?.outcome
        #expect(try await handle() == nil)
        return outcome
    }

    @Test func `a text that the gateway brings twice is kept once and acts once`() async throws {
        let number = try await appeal()
        #expect(try await keep("\(number) 1", from: "79000000005"))
        #expect(try await keep("\(number) 1", from: "79000000005") == false)
        #expect(try await handle()?.outcome == "done")
        #expect(try await keep("\(number) 1", from: "79000000005") == false)
        #expect(try await handle() == nil)
        #expect(try await store.appeal(number)?.status == .inProgress)
        #expect(try await store.events(of: number).filter { $0.kind == "taken" }.count == 1)
        #expect(try await store.messages(limit: 99).filter { $0.kind == "acknowledged" }.count == 1)
        #expect(try await store.audit().isEmpty)
    }

    @Test(arguments: ["+79000000005", "79000000005", "89000000005", "9000000005"])
    func `the sender is known however the network writes the number`(sender: String) async throws {
        let number = try await appeal()
        #expect(try await keep("\(number) беру", from: sender))
        #expect(try await handle()?.login == "technician")
        #expect(try await store.appeal(number)?.assignee == "technician")
    }

    @Test(arguments: [
        ("SberBank", "notAPhone"), ("900", "notAPhone"), ("+74950000001", "ourselves"), ("+79990000000", "stranger"),
    ])
    func `who is nobody of ours is kept and never answered`(sender: String, outcome: String) async throws {
        let number = try await appeal()
        let before = try await store.messages(limit: 99).count
        #expect(try await keep("\(number) 1", from: sender))
        #expect(try await handle()?.outcome == outcome)
        #expect(try await store.messages(limit: 99).count == before)
        #expect(try await store.appeal(number)?.status == .distributed)
        #expect(try await store.texts(limit: 9).first?.body == "\(number) 1")
    }

    @Test func `stop is kept as evidence, ends the author's texts, and start begins them again`() async throws {
        let number = try await appeal()
        #expect(try await receive("СТОП", from: Fixtures.mobile()) == "stop")
        #expect(try await store.appeal(number)?.consent == false)
        let rows = try await store.read { db in
            try Row.fetchAll(db, sql: "SELECT isGiven, channel, inbox FROM consent ORDER BY id DESC LIMIT 1")
                .map { ($0["isGiven"] as Bool, $0["channel"] as String, $0["inbox"] as Int64?) }
        }
        #expect(rows.first?.0 == false && rows.first?.1 == "sms" && rows.first?.2 == 1)
        // What waits for the author is not sent any more.
        let rules = Fixtures.outboxRules()
        let sent = try await store.claimDueMessages(
            limit: 99,
            at: now,
            by: rules,
            under: regulation,
            heldFor: .seconds(9)
        )
        #expect(sent.allSatisfy { $0.recipient != Fixtures.mobile() })
        #expect(try await store.messages(limit: 99).contains { $0.kind == "registered" && $0.state == .cancelled })
        #expect(try await receive("старт", from: Fixtures.mobile()) == "start")
        #expect(try await store.appeal(number)?.consent == true)
        #expect(try await store.events(of: number).filter { $0.kind == "consent" }.count == 3)
        #expect(try await store.audit().isEmpty)
    }

    @Test func `a result in pieces outlives the program that began to take it`() async throws {
        let number = try await appeal()
        #expect(try await receive("\(number) 1") == "done")
        #expect(try await receive("\(number) 2") == "asked")
        #expect(try await receive("Сбросили пароль...") == "draft")
        #expect(try await receive("войдите заново") == "done")
        #expect(try await store.appeal(number)?.result == "Сбросили пароль войдите заново")
        #expect(try await store.messages(limit: 99).contains { $0.kind == "closed" })
    }

    @Test func `done before take is done all the same`() async throws {
        let number = try await appeal()
        #expect(try await receive("\(number) 2 Пароль сброшен") == "done")
        #expect(try await receive("\(number) 1") == "refused")
        #expect(try await store.appeal(number)?.status == .closed)
        #expect(try await store.audit().isEmpty)
    }

    @Test func `a text that cannot be dealt with is set aside, and the next one goes on`() async throws {
        #expect(try await keep("первый", id: "1", from: "79990000000"))
        #expect(try await keep("второй", id: "2", from: "79990000000"))
        try await store.setNextTextAside(at: now)
        #expect(try await handle()?.body == "второй")
        #expect(try await store.texts(limit: 9).map(\.outcome) == ["stranger", "failed"])
    }

    @Test func `a code for closing is kept for the appeal, and is another's for another`() async throws {
        var asking = regulation
        asking.closeCode = .ask
        let number = try await appeal()
        _ = try await keep("\(number) 1", id: "a", from: "79000000005")
        _ = try await store.handleNextText(at: now, under: asking, drawing: 62)
        _ = try await keep("\(number) 2 Готово", id: "b", from: "79000000005")
        #expect(try await store.handleNextText(at: now, under: asking, drawing: 99)?.outcome == "asked")
        _ = try await keep("\(number) 2 62 Готово", id: "c", from: "79000000005")
        #expect(try await store.handleNextText(at: now, under: asking, drawing: 99)?.outcome == "done")
        #expect(try await store.appeal(number)?.result == "Готово")
    }
}
