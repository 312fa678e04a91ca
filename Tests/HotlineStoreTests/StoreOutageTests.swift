import HotlineCore
import HotlineTesting
import Testing

@testable import HotlineStore

@Suite struct StoreOutageTests {
    private let store: Store
    private let head = Fixtures.person(.head)

    init() throws { store = try Store.inMemory() }

    @Test func `an outage is announced to every call, and joined once`() async throws {
        #expect(try await store.outage() == nil)
        let outage = try await store.announceOutage(.ejournal, by: head, at: Fixtures.now)
        let call = try await store.begin(Fixtures.callStart("1"))
        #expect(call.outage == .ejournal)
        for _ in 0..<2 { try await store.note(CallProgress(call: call.id, step: .outage, joinsOutage: true)) }
        let kept = try #require(try await store.outage())
        #expect(kept.id == outage.id && kept.appeals == 1 && kept.startedBy == "head")
        #expect(try await store.events(of: call.appeal).map(\.kind) == ["received", "outageJoined"])
        #expect(try await store.begin(Fixtures.callStart("1")).outage == .ejournal)
        #expect(try await store.begin(Fixtures.callStart("2")).outage == .ejournal)
        #expect(try await store.openAppeal(for: Identifier(2)).outage == .ejournal)
    }

    @Test func `one outage at a time: another ends it, the same is no change`() async throws {
        let first = try await store.announceOutage(.ejournal, by: head, at: Fixtures.now)
        #expect(try await store.announceOutage(.ejournal, by: head, at: Fixtures.now + .seconds(5)) == first)
        let second = try await store.announceOutage(.technical, by: head, at: Fixtures.now + .seconds(9))
        #expect(second.id != first.id)
        #expect(try await store.outage() == second)
        let ended = try await store.endOutage(by: head, at: Fixtures.now + .seconds(10))
        #expect(ended?.id == second.id && ended?.endedAt == Fixtures.now + .seconds(10))
        #expect(try await store.outage() == nil)
        #expect(try await store.endOutage(by: head, at: Fixtures.now) == nil)
    }

    @Test func `who was told of an outage joins that one, though another is announced meanwhile`() async throws {
        _ = try await store.announceOutage(.ejournal, by: head, at: Fixtures.now)
        let call = try await store.begin(Fixtures.callStart("1"))
        _ = try await store.announceOutage(.technical, by: head, at: Fixtures.now)
        try await store.note(CallProgress(call: call.id, step: .outage, joinsOutage: true))
        #expect(try await store.outage()?.appeals == 0)
        #expect(try await store.events(of: call.appeal).last?.detail == "outage=1")
    }

    // MARK: - Proposals

    private func burst(_ callers: [CallerNumber], route: AppealRoute = .ejournal) async throws {
        for (index, caller) in callers.enumerated() {
            let at = Fixtures.now + .seconds(index)
            let call = try await store.begin(Fixtures.callStart("\(route)-\(index)", from: caller), at: at)
            try await store.note(CallProgress(call: call.id, step: .type, route: route), at: at)
        }
    }

    private func propose(
        after minutes: Int = 1,
        regulation: Regulation = Fixtures.regulation()
    ) async throws -> Int {
        let now = Fixtures.now + .seconds(minutes * 60)
        return try await store.proposeOutages(within: .seconds(600), appeals: 5, at: now, by: regulation)
    }

    private let five = (0..<5).map { Fixtures.caller(Fixtures.mobile(50 + $0)) }

    @Test func `many appeals about the same are told to the head, once in four times as long`() async throws {
        try await burst(five)
        #expect(try await propose() == 1)
        let message = try #require(try await store.messages(limit: 9).first { $0.kind == "outageProposed" })
        #expect(message.appeal == AppealNumber(5) && message.recipient == Fixtures.mobile(1))
        #expect(message.body == "ЭЖД: 5 за 10 мин. Сбой? hotline outage on ejournal")
        #expect(try await propose(after: 2) == 0)
    }

    @Test func `fewer, the same caller, longer ago or a private matter make no proposal`() async throws {
        try await burst(Array(five.dropLast()) + [five[0]])
        try await burst(five, route: .psychologist)
        #expect(try await propose() == 0)
        let other = try Store.inMemory()
        for (index, caller) in five.enumerated() {
            let call = try await other.begin(Fixtures.callStart("\(index)", from: caller))
            try await other.note(CallProgress(call: call.id, step: .type, route: .ejournal))
        }
        let late = Fixtures.now + .seconds(600)
        let rules = Fixtures.regulation()
        #expect(try await other.proposeOutages(within: .seconds(600), appeals: 5, at: late, by: rules) == 0)
    }

    @Test func `callers without a number count each`() async throws {
        try await burst(Array(repeating: Fixtures.withheld, count: 5))
        #expect(try await propose() == 1)
    }

    @Test func `what is announced is not proposed, and where no head has a phone nothing is noted`() async throws {
        try await burst(five)
        _ = try await store.announceOutage(.ejournal, by: head, at: Fixtures.now)
        #expect(try await propose() == 0)
        _ = try await store.endOutage(by: head, at: Fixtures.now)
        #expect(try await propose(regulation: Fixtures.regulation(staff: [])) == 0)
        #expect(try await propose() == 1)
    }
}
