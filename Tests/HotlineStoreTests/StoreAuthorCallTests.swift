import HotlineCore
import HotlineTesting
import Testing

@testable import HotlineStore

/// A member of the staff calls an author through the exchange: each attempt is on record, and three in vain are a task.
@Suite struct StoreAuthorCallTests {
    private let store: Store
    private let regulation = Fixtures.regulation()

    init() throws {
        store = try Store.inMemory()
    }

    private func at(_ minutes: Int64) -> Instant { Fixtures.now + .seconds(60 * minutes) }

    private func holder() throws -> Person {
        Person(try #require(regulation.staff.first { $0.roles.contains(.ejournal) }))
    }

    /// An appeal that is with the specialist for the journal.
    private func handedOver() async throws -> AppealNumber {
        let call = try await store.record("1.1", from: Fixtures.mobile(), route: .ejournal)
        _ = try await store.handOver(at: Fixtures.now, limit: 10, by: regulation)
        return call.appeal
    }

    private func begin(
        _ number: AppealNumber,
        _ minutes: Int64 = 0,
        by person: Person? = nil,
        key: String? = nil
    ) async throws -> BegunAuthorCall {
        let person = try person ?? holder()
        return try await store.beginAuthorCall(
            to: number,
            by: person,
            request: key.map { StaffRequest(key: $0, by: person, asking: "call \(number)") },
            at: at(minutes),
            heldFor: .seconds(600),
            under: regulation
        )
    }

    private func id(_ begun: BegunAuthorCall) -> Identifier<AuthorCall> {
        switch begun {
        case .fresh(let call, _), .known(let call): call.id
        }
    }

    private func call(_ number: AppealNumber, _ minutes: Int64, _ outcome: AuthorCall.Outcome) async throws {
        let id = id(try await begin(number, minutes))
        try await store.note(.dialling, ofAuthorCall: id, at: at(minutes), under: regulation)
        try await store.note(.ended(outcome, talked: nil), ofAuthorCall: id, at: at(minutes), under: regulation)
    }

    private func tasks(_ number: AppealNumber) async throws -> [CallTask] { try await store.callTasks(of: [number]) }

    private func facts(_ kind: EventKind, of number: AppealNumber) async throws -> [String] {
        try await store.events(of: number).filter { $0.kind == kind.rawValue }.map(\.detail)
    }

    @Test func `a call goes from ringing to its end, which is in the log with how long they talked`() async throws {
        let number = try await handedOver()
        guard case .fresh(let call, let phone) = try await begin(number) else {
            Issue.record("nothing was begun")
            return
        }
        #expect(phone == Fixtures.mobile() && call.state == .ringing)
        try await store.note(.dialling, ofAuthorCall: call.id, at: at(0), under: regulation)
        #expect(try await store.authorCall(call.id)?.state == .dialling)
        try await store.note(.talking, ofAuthorCall: call.id, at: at(1), under: regulation)
        try await store.note(
            .ended(.reached, talked: .seconds(65)),
            ofAuthorCall: call.id,
            at: at(2),
            under: regulation
        )
        let ended = try #require(try await store.authorCall(call.id))
        #expect(ended.state == .ended && ended.outcome == .reached && ended.talked == .seconds(65))
        #expect(ended.endedAt == at(2))
        // What comes late changes nothing any more.
        try await store.note(.dialling, ofAuthorCall: call.id, at: at(3), under: regulation)
        try await store.note(.ended(.busy, talked: nil), ofAuthorCall: call.id, at: at(3), under: regulation)
        #expect(try await store.authorCall(call.id) == ended)
        let facts = try await facts(.authorCalled, of: number)
        #expect(facts.count == 1 && facts[0].contains("outcome=reached") && facts[0].contains("talked=65s"))
        #expect(try await store.audit().isEmpty)
    }

    @Test func `the third call in vain makes a task for the next morning, and a text that waits for it`() async throws {
        let number = try await handedOver()
        try await call(number, 0, .noAnswer)
        // What did not reach the author's telephone is no attempt.
        try await call(number, 1, .notPickedUp)
        try await call(number, 2, .busy)
        #expect(try await tasks(number).isEmpty)
        try await call(number, 3, .unreachable)
        let task = try #require(try await tasks(number).first)
        #expect(task.attempts == 3)
        #expect(task.due == regulation.terms.nextMorning(after: at(3)))
        #expect(try await facts(.callTaskMade, of: number).count == 1)
        let text = try #require(try await store.messages(limit: 99).first { $0.kind == "callTomorrow" })
        #expect(text.recipient == regulation.staff.first { $0.roles.contains(.ejournal) }?.phone)
        #expect(try await store.appeals(AppealFilter(needsCall: true)).map(\.number) == [number])
        // Not before its time, and then at once.
        let rules = Fixtures.outboxRules()
        let claim = { (now: Instant) in
            try await store.claimDueMessages(limit: 99, at: now, by: rules, under: regulation, heldFor: .seconds(30))
        }
        for text in try await claim(at(4)) {
            try await store.noteAccepted(
                text.id,
                parts: Array(text.parts.indices),
                receipt: GatewayReceipt(),
                at: at(4),
                by: rules
            )
        }
        #expect(try await claim(task.due + .seconds(-1)).allSatisfy { $0.kind != .callTomorrow })
        #expect(try await claim(task.due).contains { $0.kind == .callTomorrow })
    }

    @Test func `after a task three more are needed for the next, and reaching the author ends it`() async throws {
        let number = try await handedOver()
        for minute in 0..<3 { try await call(number, Int64(minute), .noAnswer) }
        #expect(try await tasks(number).count == 1)
        for minute in 3..<5 { try await call(number, Int64(minute), .noAnswer) }
        #expect(try await facts(.callTaskMade, of: number).count == 1)
        try await call(number, 5, .noAnswer)
        #expect(try await facts(.callTaskMade, of: number).count == 2)
        #expect(try await tasks(number).count == 1)
        try await call(number, 6, .reached)
        #expect(try await tasks(number).isEmpty)
        let texts = try await store.messages(limit: 99).filter { $0.kind == "callTomorrow" }
        #expect(texts.count == 2 && texts.allSatisfy { $0.state == .cancelled })
        #expect(try await store.appeals(AppealFilter(needsCall: true)).isEmpty)
        // Two in vain, a talk, two in vain: no three in a row.
        for minute in 7..<9 { try await call(number, Int64(minute), .noAnswer) }
        try await call(number, 9, .reached)
        for minute in 10..<12 { try await call(number, Int64(minute), .noAnswer) }
        #expect(try await tasks(number).isEmpty)
    }

    @Test(arguments: [true, false])
    func `closing ends the task where the result is texted, and not where only a call tells it`(consent: Bool)
        async throws
    {
        let recorded = try await store.record("1.1", from: Fixtures.mobile(), route: .ejournal, consent: consent)
        _ = try await store.handOver(at: Fixtures.now, limit: 10, by: regulation)
        let number = recorded.appeal
        for minute in 0..<3 { try await call(number, Int64(minute), .noAnswer) }
        #expect(try await tasks(number).count == 1)
        let closed = try await store.perform(
            .close(result: "Пароль новый."),
            on: number,
            by: holder(),
            through: .cli,
            at: at(4),
            under: regulation
        )
        #expect(closed.delivery == (consent ? .sms : .callback))
        #expect(try await tasks(number).isEmpty == consent)
        #expect(try await store.appeals(AppealFilter(needsCall: true)).isEmpty == consent)
        // Who calls all the same, in vain, leaves no task that nothing would end.
        for minute in 5..<8 { try await call(number, Int64(minute), .noAnswer) }
        #expect(try await tasks(number).isEmpty == consent)
        #expect(try await store.audit().isEmpty)
    }

    @Test func `one call at a time, the same request once, and a call nothing is heard of is lost`() async throws {
        let number = try await handedOver()
        let first = id(try await begin(number, 0, key: "k1"))
        #expect(id(try await begin(number, 1, key: "k1")) == first)
        let login = try holder().login
        await #expect(throws: StoreError.refused(.calling(number, login: login))) {
            _ = try await begin(number, 1, key: "k2")
        }
        #expect(try await store.endLostAuthorCalls(at: at(9), under: regulation) == at(10))
        #expect(try await store.endLostAuthorCalls(at: at(10), under: regulation) == nil)
        #expect(try await store.authorCall(first)?.outcome == .lost)
        #expect(try await facts(.authorCalled, of: number).map { $0.contains("outcome=lost") } == [true])
        #expect(id(try await begin(number, 11)) != first)
        // The next one does not wait for the watch to give up the last.
        let third = id(try await begin(number, 30))
        #expect(try await store.authorCall(third)?.state == .ringing)
    }

    @Test func `a talk may last longer than the ringing, and the author was reached although its end is not heard of`()
        async throws
    {
        let number = try await handedOver()
        for minute in 0..<3 { try await call(number, Int64(minute), .noAnswer) }
        #expect(try await tasks(number).count == 1)
        let talk = id(try await begin(number, 3))
        try await store.note(.dialling, ofAuthorCall: talk, at: at(3), under: regulation)
        try await store.note(.talking, ofAuthorCall: talk, at: at(4), under: regulation)
        // What comes twice does not make it longer.
        try await store.note(.talking, ofAuthorCall: talk, at: at(5), under: regulation)
        let end = at(4) + AuthorCall.longestTalk
        #expect(try await store.endLostAuthorCalls(at: end + .milliseconds(-1), under: regulation) == end)
        #expect(try await store.authorCall(talk)?.state == .talking)
        #expect(try await store.endLostAuthorCalls(at: end, under: regulation) == nil)
        let ended = try #require(try await store.authorCall(talk))
        #expect(ended.outcome == .reached && ended.talked == nil && ended.endedAt == end)
        #expect(try await tasks(number).isEmpty)
        #expect(try await facts(.authorCalled, of: number).last?.contains("outcome=reached") == true)
        #expect(try await store.audit().isEmpty)
    }

    @Test func `a new call ends the talk of before, and none that still rings`() async throws {
        let number = try await handedOver()
        let login = try holder().login
        let first = id(try await begin(number))
        try await store.note(.dialling, ofAuthorCall: first, at: at(0), under: regulation)
        await #expect(throws: StoreError.refused(.calling(number, login: login))) { _ = try await begin(number, 1) }
        try await store.note(.talking, ofAuthorCall: first, at: at(1), under: regulation)
        let second = id(try await begin(number, 2))
        let ended = try #require(try await store.authorCall(first))
        #expect(second != first && ended.outcome == .reached && ended.endedAt == at(2))
        // The end that the exchange tells of afterwards is known already, and is not the new call's.
        try await store.note(.ended(.reached, talked: .seconds(60)), ofAuthorCall: first, at: at(3), under: regulation)
        #expect(try await store.authorCall(first) == ended)
        #expect(try await store.authorCall(second)?.state == .ringing)
        #expect(try await facts(.authorCalled, of: number).count == 1)
    }

    @Test func `who may not see who it is cannot call them, and without a number nobody can`() async throws {
        let number = try await handedOver()
        let other = Person(try #require(regulation.staff.first { $0.roles == [.technician] }))
        await #expect(throws: StoreError.refused(.withAnother(number))) { _ = try await begin(number, by: other) }
        let director = Person(login: "boss", name: "Директор", roles: [.director])
        await #expect(throws: StoreError.refused(.notAllowed(.callAuthor))) {
            _ = try await begin(number, by: director)
        }
        let withheld = try await store.begin(Fixtures.callStart("2.2", from: Fixtures.withheld))
        try await store.note(
            CallProgress(call: withheld.id, step: .type, keys: "2", type: .ejournal, route: .ejournal)
        )
        _ = try await store.handOver(at: Fixtures.now, limit: 10, by: regulation)
        await #expect(throws: StoreError.refused(.noPhone(withheld.appeal))) { _ = try await begin(withheld.appeal) }
    }
}
