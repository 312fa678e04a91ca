import HotlineCore
import HotlineTesting
import Testing

@testable import HotlineStore

/// The exchange's account of calls against ours.
@Suite struct StoreSweepTests {
    private let store: Store
    private let caller = "8 (900) 000-00-42"

    init() throws { store = try Store.inMemory() }

    private func over(_ uniqueID: String, _ callerRaw: String? = nil, ended seconds: Int = 60) -> ExchangeCall {
        ExchangeCall(
            uniqueID: uniqueID,
            startedAt: Fixtures.now,
            endedAt: Fixtures.now + .seconds(seconds),
            callerRaw: callerRaw
        )
    }

    private func sweep(after seconds: Int = 120) async throws -> SweepReport {
        let now = Fixtures.now + .seconds(seconds)
        return try await store.sweep(before: now, at: now, terms: .regulation, cityCode: "495")
    }

    @Test func `a call that we know nothing of becomes a task, once`() async throws {
        try await store.noteExchangeCalls([over("1", caller)])
        #expect(try await sweep(after: 60) == SweepReport())
        #expect(try await sweep() == SweepReport(found: 1))
        #expect(try await sweep() == SweepReport())
        let call = try #require(try await store.call(uniqueID: "1"))
        #expect(call.caller == Fixtures.mobile() && call.outcome == .failed)
        #expect(call.startedAt == Fixtures.now && call.endedAt == Fixtures.now + .seconds(60))
        let appeal = try #require(try await store.appeal(call.appeal))
        #expect(appeal.status == .received && appeal.form.phone == Fixtures.mobile())
        #expect(appeal.deadlines == Terms.regulation.deadlines(receivedAt: Fixtures.now))
        #expect(try await store.events(of: call.appeal).map(\.kind) == ["found", "callEnded"])
    }

    @Test func `calls that are kept or were turned away are none of it`() async throws {
        _ = try await store.record("1")
        _ = try await store.arrive(Fixtures.callStart("2"), limits: ArrivalLimits(callsPerHour: 1))
        try await store.noteExchangeCalls([over("1"), over("2")])
        #expect(try await sweep() == SweepReport())
        #expect(try await store.calls(limit: 9).count == 1)
    }

    @Test func `a kept call that the exchange says is over gets its end`() async throws {
        let call = try await store.begin(Fixtures.callStart("1"))
        try await store.note(CallProgress(call: call.id, step: .role))
        try await store.noteExchangeCalls([over("1")])
        #expect(try await sweep() == SweepReport(settled: 1))
        #expect(try await sweep() == SweepReport())
        let kept = try #require(try await store.call(uniqueID: "1"))
        #expect(kept.outcome == .failed && kept.endedAt == Fixtures.now + .seconds(60) && kept.step == .role)
        #expect(try await store.events(of: call.appeal).last?.detail == "outcome=failed;lastStep=role")
    }

    @Test func `a call that the exchange tells twice is counted once, and the place in its file is kept`() async throws
    {
        let position = ExchangePosition(path: "/var/log/Master.csv", inode: .max, offset: 812)
        #expect(try await store.exchangePosition(of: position.path) == nil)
        for _ in 0..<2 { try await store.noteExchangeCalls([over("1"), over("1")], upTo: position) }
        #expect(try await store.exchangePosition(of: position.path) == position)
        let next = ExchangePosition(path: position.path, inode: 5, offset: 0)
        try await store.noteExchangeCalls([], upTo: next)
        #expect(try await store.exchangePosition(of: position.path) == next)
        let end = Fixtures.now + .seconds(1)
        #expect(try await store.callBalance(from: Fixtures.now, to: end).exchange == 1)
    }

    @Test func `the balance counts what is lost until it is found`() async throws {
        let start = Fixtures.now
        let end = start + .seconds(86_400)
        _ = try await store.record("1")
        _ = try await store.arrive(Fixtures.callStart("2"), limits: ArrivalLimits(callsPerHour: 1))
        try await store.noteExchangeCalls([over("1"), over("2"), over("3")])
        let before = CallBalance(exchange: 3, records: 1, turnedAway: 1, lost: 1)
        #expect(try await store.callBalance(from: start, to: end) == before)
        _ = try await sweep()
        let after = CallBalance(exchange: 3, records: 2, turnedAway: 1, lost: 0)
        #expect(try await store.callBalance(from: start, to: end) == after)
        #expect(try await store.callBalance(from: end, to: end + .seconds(9)).records == 0)
    }

    @Test(arguments: [
        (0, "0 звонков, 0 записей"), (1, "1 звонок, 1 запись"), (2, "2 звонка, 2 записи"),
        (5, "5 звонков, 5 записей"), (11, "11 звонков, 11 записей"), (21, "21 звонок, 21 запись"),
        (42, "42 звонка, 42 записи"), (112, "112 звонков, 112 записей"),
    ])
    func `the balance is told in Russian that is right`(count: Int, text: String) {
        let balance = CallBalance(exchange: count, records: count, turnedAway: 0, lost: 0)
        #expect(balance.text == "\(text), 0 потеряно")
        let away = CallBalance(exchange: count, records: count, turnedAway: 3, lost: 1)
        #expect(away.text == "\(text), 1 потеряно, 3 отклонено")
    }

    @Test func `an exchange's call does not print itself`() {
        var dumped = ""
        dump(over("1", caller), to: &dumped)
        for text in [dumped, "\(over("1", caller))", String(reflecting: over("1", caller))] {
            #expect(!text.contains("900"))
        }
    }
}
