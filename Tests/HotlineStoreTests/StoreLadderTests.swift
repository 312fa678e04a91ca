import HotlineCore
import HotlineTesting
import Testing

@testable import HotlineStore

/// A specialist who does not take an appeal is called, once for each attempt, and takes it by a key.
@Suite struct StoreLadderTests {
    private let store: Store
    private let regulation: Regulation

    init() throws {
        store = try Store.inMemory()
        var regulation = Fixtures.regulation()
        regulation.terms.callBefore = .seconds(300)
        self.regulation = regulation
    }

    private func at(_ minutes: Int64) -> Instant { Fixtures.now + .seconds(60 * minutes) }

    /// An appeal that is with the specialist for the journal and was not taken so far.
    private func handedOver(_ uniqueID: String = "1.1", from caller: PhoneNumber = Fixtures.mobile()) async throws
        -> AppealNumber
    {
        let call = try await store.record(uniqueID, from: caller, route: .ejournal)
        _ = try await store.handOver(at: Fixtures.now, limit: 10, by: regulation)
        return call.appeal
    }

    private func tell(_ minutes: Int64, by other: Regulation? = nil) async throws {
        _ = try await store.tellAlarms(at: at(minutes), limit: 10, by: other ?? regulation)
    }

    private func claim(_ minutes: Int64, quiet: QuietHours? = nil) async throws -> LadderCall? {
        try await store.claimLadderCall(
            at: at(minutes),
            by: Fixtures.outboxRules(quietHours: quiet),
            under: regulation,
            heldFor: .seconds(180)
        )
    }

    private func perform(_ work: LadderCallWork, _ minutes: Int64) async throws -> LadderCallFinding {
        try await withCheckedThrowingContinuation { continuation in
            store.perform(work, at: at(minutes), under: regulation) { continuation.resume(with: $0) }
        }
    }

    private func phoned(_ number: AppealNumber) async throws -> [String] {
        try await store.events(of: number).filter { $0.kind == "phoned" }.map { event in
            event.detail.split(separator: "outcome=").last.map(String.init) ?? ""
        }
    }

    @Test func `five minutes before the end the specialist is called, once`() async throws {
        let number = try await handedOver()
        try await tell(24)
        #expect(try await claim(24) == nil)
        try await tell(25)
        try await tell(25)
        let call = try #require(try await claim(25))
        #expect(call.appeal == number && call.login == "ejournal" && call.attempt == 1)
        #expect(call.phone == Fixtures.staff.first { $0.login == "ejournal" }?.phone)
        #expect(try await claim(25) == nil)
        #expect(try await store.audit().isEmpty)
    }

    @Test func `after a time in which the service was down, the end of the term is told and nobody is called any more`()
        async throws
    {
        _ = try await handedOver()
        try await tell(31)
        #expect(try await store.nextLadderCallDue() == nil)
        #expect(try await store.messages(limit: 99).contains { $0.kind == "overdue" })
    }

    @Test func `without the setting nobody is called`() async throws {
        _ = try await handedOver()
        try await tell(25, by: Fixtures.regulation())
        #expect(try await store.nextLadderCallDue() == nil)
    }

    @Test func `a key takes the appeal, by telephone, and the author is told`() async throws {
        let number = try await handedOver()
        try await tell(25)
        let call = try #require(try await claim(25))
        #expect(try await perform(.find(call.id), 25) == .waits(number))
        #expect(try await perform(.take(call.id), 26) == .taken)
        // The confirmation may be lost on the line, and the key pressed again.
        #expect(try await perform(.take(call.id), 26) == .taken)
        let appeal = try #require(try await store.appeal(number))
        #expect(appeal.status == .inProgress && appeal.assignee == "ejournal" && appeal.takenAt == at(26))
        #expect(try await store.events(of: number).filter { $0.kind == "taken" }.map(\.channel) == ["agi"])
        #expect(try await store.messages(limit: 99).contains { $0.kind == "taken" })
        #expect(try await store.nextLadderCallDue() == nil)
        #expect(try await store.audit().isEmpty)
    }

    @Test func `a second attempt follows two minutes later, and no third`() async throws {
        let number = try await handedOver()
        try await tell(25)
        let first = try #require(try await claim(25))
        try await store.noteFailure(.busy, ofLadderCall: first.id, at: at(25))
        // What is heard of it twice counts once.
        try await store.noteFailure(.busy, ofLadderCall: first.id, at: at(25))
        #expect(try await claim(26) == nil)
        let second = try #require(try await claim(27))
        #expect(second.id == first.id && second.attempt == 2)
        #expect(try await perform(.giveUp(second.id), 28) == .noted)
        #expect(try await store.nextLadderCallDue() == nil)
        #expect(try await phoned(number) == ["busy", "unacknowledged"])
        #expect(try await store.audit().isEmpty)
    }

    @Test func `a call of which nothing was heard again counts as one attempt`() async throws {
        let number = try await handedOver()
        try await tell(25)
        _ = try #require(try await claim(25))
        #expect(try await claim(27) == nil)
        #expect(try await claim(28) == nil)
        #expect(try await phoned(number) == ["lost"])
        #expect(try await claim(30)?.attempt == 2)
    }

    @Test func `an exchange that could not be asked costs no attempt`() async throws {
        _ = try await handedOver()
        try await tell(25)
        let call = try #require(try await claim(25))
        try await store.postpone(call, until: at(26), at: at(25))
        #expect(try await claim(26)?.attempt == 1)
    }

    @Test func `who has taken it, or has it no more, is not called`() async throws {
        let number = try await handedOver()
        try await tell(25)
        _ = try await store.perform(
            .take,
            on: number,
            by: Fixtures.person(.ejournal),
            through: .sms,
            at: at(25),
            under: regulation
        )
        #expect(try await claim(25) == nil)
        #expect(try await store.nextLadderCallDue() == nil)
    }

    @Test func `whose appeal was handed to another while the telephone rang is told that there is nothing to take`()
        async throws
    {
        let number = try await handedOver()
        try await tell(25)
        let call = try #require(try await claim(25))
        _ = try await store.perform(
            .assign(to: "technician"),
            on: number,
            by: Fixtures.person(.head),
            through: .cli,
            at: at(26),
            under: regulation
        )
        #expect(try await perform(.find(call.id), 26) == .gone)
        #expect(try await perform(.take(call.id), 26) == .gone)
        let appeal = try #require(try await store.appeal(number))
        #expect(appeal.status == .distributed && appeal.assignee == "technician")
    }

    @Test func `nobody is called in the quiet hours, but after them`() async throws {
        _ = try await handedOver()
        try await tell(25)
        // It is half past two in the afternoon.
        let quiet = QuietHours(from: 14 * 60, to: 15 * 60)
        #expect(try await claim(25, quiet: quiet) == nil)
        #expect(try await store.nextLadderCallDue() == at(55))
        #expect(try await claim(55, quiet: quiet)?.attempt == 1)
    }

    @Test func `two appeals of one specialist are two calls, one after the other`() async throws {
        let numbers = [try await handedOver("1.1"), try await handedOver("1.2", from: Fixtures.mobile(43))]
        try await tell(25)
        let first = try #require(try await claim(25))
        #expect(try await claim(25) == nil)
        #expect(try await perform(.take(first.id), 25) == .taken)
        let second = try #require(try await claim(25))
        #expect(Set([first.appeal, second.appeal]) == Set(numbers))
    }

    @Test func `a private appeal's call goes to a psychologist alone, and who stands in for one who is away is called`()
        async throws
    {
        let call = try await store.record("9.1", from: Fixtures.mobile(50), route: .psychologist)
        _ = try await store.handOver(at: Fixtures.now, limit: 10, by: regulation)
        try await tell(25)
        #expect(try await claim(25)?.login == "psychologist")
        #expect(try await store.appeal(call.appeal)?.isPrivate == true)
    }

    @Test func `a text that nobody could deliver brings the call at once`() async throws {
        let number = try await handedOver()
        let appeal = try #require(try await store.appeal(number))
        let change = try #require(regulation.unreached(appeal, at: at(1), given: Workload()))
        #expect(change.calls.map(\.login) == ["ejournal"])
        #expect(Fixtures.regulation().unreached(appeal, at: at(1), given: Workload())?.calls.isEmpty == true)
    }
}
