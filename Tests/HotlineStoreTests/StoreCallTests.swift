import GRDB
import HotlineCore
import HotlineTesting
import Testing

@testable import HotlineStore

@Suite struct StoreCallTests {
    private let store: Store

    init() throws { store = try Store.inMemory() }

    @Test func `a call and its appeal are kept at once, and the terms start`() async throws {
        let begun = try await store.begin(Fixtures.callStart())
        let appeal = try #require(try await store.appeal(begun.appeal))
        #expect(begun.appeal == AppealNumber(1))
        #expect(!begun.isTakenUp)
        #expect(appeal.status == .received)
        #expect(appeal.form.phone == Fixtures.mobile())
        #expect(appeal.deadlines == Terms.regulation.deadlines(receivedAt: Fixtures.now))
        let call = try #require(try await store.call(uniqueID: "1773313500.1"))
        #expect(call.id == begun.id)
        #expect(call.line == .mobile)
        #expect(call.step == .answer)
        #expect(call.outcome == nil && call.endedAt == nil)
        #expect(try await store.events(of: begun.appeal).map(\.kind) == ["received"])
    }

    @Test func `the same call begun again is the same record, with what was keyed`() async throws {
        let first = try await store.begin(Fixtures.callStart())
        try await store.note(CallProgress(call: first.id, step: .means, keys: "5", type: .other))
        try await store.note(CallProgress(call: first.id, step: .contact, keys: "1", route: .equipment))
        let again = try await store.begin(Fixtures.callStart(), at: Fixtures.now + .seconds(30))
        #expect(again.id == first.id && again.appeal == first.appeal)
        #expect(again.isTakenUp)
        #expect(again.step == .contact)
        #expect(again.type == .other && again.route == .equipment)
        #expect(try await store.calls(limit: 10).count == 1)
        #expect(try await store.call(uniqueID: "1773313500.1")?.keys == "51")
    }

    @Test func `a withheld number is kept as none, and two of them are two appeals`() async throws {
        let hidden = CallerNumber(callerID: "anonymous", presentation: 0, cityCode: nil)
        let one = try await store.begin(Fixtures.callStart("1", from: hidden))
        let two = try await store.begin(Fixtures.callStart("2", from: hidden))
        #expect(one.appeal != two.appeal)
        #expect(one.caller == nil && one.consent == nil)
        #expect(try await store.call(uniqueID: "1")?.line == LineKind.none)
    }

    @Test(arguments: CallStep.allCases)
    func `a hang-up at any step keeps the step and what was keyed, and the appeal stays open`(step: CallStep)
        async throws
    {
        let begun = try await store.begin(Fixtures.callStart())
        try await store.note(CallProgress(call: begun.id, step: step, keys: "2", type: .ejournal, outcome: .dropped))
        let call = try #require(try await store.call(uniqueID: "1773313500.1"))
        #expect(call.step == step)
        #expect(call.outcome == .dropped)
        #expect(call.endedAt == Fixtures.now)
        let appeal = try #require(try await store.appeal(begun.appeal))
        #expect(appeal.type == .ejournal && appeal.route == .ejournal)
        #expect(appeal.status == .received)
        let ended = try await store.events(of: begun.appeal).last
        #expect(ended?.detail == "outcome=dropped;lastStep=\(step.rawValue)")
    }

    @Test(arguments: AppealType.allCases, [nil] + AppealRoute.allCases.map(Optional.some))
    func `any type with any route is kept`(type: AppealType, route: AppealRoute?) async throws {
        let begun = try await store.begin(Fixtures.callStart())
        try await store.note(CallProgress(call: begun.id, step: .type, type: type, route: route))
        let appeal = try #require(try await store.appeal(begun.appeal))
        #expect(appeal.type == type && appeal.route == route ?? type.route)
        #expect(appeal.isPrivate == (appeal.route == .psychologist))
    }

    @Test func `a route alone brings its type`() async throws {
        let begun = try await store.begin(Fixtures.callStart())
        try await store.note(CallProgress(call: begun.id, step: .type, route: .equipment))
        #expect(try await store.appeal(begun.appeal)?.type == .other)
    }

    @Test func `the first outcome and its time stand`() async throws {
        let begun = try await store.record()
        try await store.note(
            CallProgress(call: begun.id, step: .finish, outcome: .failed),
            at: Fixtures.now + .seconds(9)
        )
        let call = try #require(try await store.call(uniqueID: "1773313500.1"))
        #expect(call.outcome == .completed)
        #expect(call.endedAt == Fixtures.now)
    }

    @Test func `what a specialist has in hand is not typed again by the caller`() async throws {
        let begun = try await store.begin(Fixtures.callStart())
        let regulation = Fixtures.regulation()
        _ = try await store.change(begun.appeal, at: Fixtures.now) { appeal, _ in
            try regulation.taking(appeal, by: Fixtures.person(.hotline), through: .cli, at: Fixtures.now)
        }
        try await store.note(CallProgress(call: begun.id, step: .type, type: .technical, route: .technical))
        let appeal = try #require(try await store.appeal(begun.appeal))
        #expect(appeal.type == nil && appeal.assignee == "hotline")
    }

    @Test func `a note on a call that is not there is refused`() async throws {
        await #expect(throws: StoreError.unknownCall) {
            try await store.note(CallProgress(call: Identifier(7), step: .type, type: .technical))
        }
        #expect(try await store.call(uniqueID: "none") == nil)
    }

    // MARK: - Consent

    @Test func `consent is kept with what proves it, and known when the number calls again`() async throws {
        let begun = try await store.record()
        let evidence = try await store.read { db in
            try String.fetchAll(
                db,
                sql:
                    "SELECT phone || ' ' || isGiven || ' ' || at || ' ' || channel || ' ' || call || ' ' || digit || ' ' || promptVersion FROM consent"
            )
        }
        #expect(evidence == ["+79000000042 1 \(Fixtures.now.milliseconds) agi \(begun.id) 1 7"])
        #expect(
            try await store.events(of: begun.appeal).map(\.kind) == [
                "received", "typed", "contact", "consent", "callEnded",
            ]
        )

        let next = try await store.begin(Fixtures.callStart("2"))
        #expect(next.consent == true)
        #expect(try await store.appeal(next.appeal)?.consent == true)
        let stranger = try await store.begin(Fixtures.callStart("3", from: Fixtures.caller(Fixtures.mobile(7))))
        #expect(stranger.consent == nil)
    }

    @Test func `the last word on consent counts`() async throws {
        _ = try await store.record("1")
        _ = try await store.record("2", consent: false)
        #expect(try await store.begin(Fixtures.callStart("3")).consent == false)
    }

    @Test func `a contact step without the question takes nothing back`() async throws {
        _ = try await store.record("1")
        let next = try await store.begin(Fixtures.callStart("2"))
        try await store.note(CallProgress(call: next.id, step: .contact, contact: ContactChoice()))
        #expect(try await store.appeal(next.appeal)?.consent == true)
    }

    @Test func `consent does not go over to another number`() async throws {
        _ = try await store.record("1")
        let next = try await store.begin(Fixtures.callStart("2"))
        try await store.note(
            CallProgress(call: next.id, step: .contact, contact: ContactChoice(phone: Fixtures.mobile(7)))
        )
        let appeal = try #require(try await store.appeal(next.appeal))
        #expect(appeal.form.phone == Fixtures.mobile(7))
        #expect(appeal.consent == nil)
        #expect(try await store.begin(Fixtures.callStart("3")).consent == true)
    }

    @Test func `an author without a number can neither agree nor be found again`() async throws {
        let hidden = CallerNumber(callerID: nil, presentation: 0, cityCode: nil)
        let begun = try await store.begin(Fixtures.callStart("1", from: hidden))
        let choice = ContactChoice(consent: Consent(isGiven: true, digit: "1", promptVersion: "7"))
        try await store.note(CallProgress(call: begun.id, step: .contact, contact: choice))
        #expect(try await store.read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM consent") } == 0)
    }

    @Test func `a kept message does not print itself`() async throws {
        let begun = try await store.record()
        _ = try await store.handOver(at: Fixtures.now, limit: 10, by: Fixtures.regulation())
        let message = try #require(
            try await store.messages(of: [begun.appeal], limit: 10).first { $0.kind == "registered" }
        )
        var dumped = ""
        dump(message, to: &dumped)
        for text in [dumped, "\(message)", String(reflecting: message), "\([message])"] {
            #expect(!text.contains("7900") && !text.contains("Обращение"))
        }
    }
}
