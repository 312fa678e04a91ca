import HotlineCore
import HotlineTesting
import Testing

@testable import HotlineStore

/// What becomes of a call whose number called before.
@Suite struct StoreArrivalTests {
    private let store: Store
    private let regulation = Fixtures.regulation()

    init() throws { store = try Store.inMemory() }

    private func after(_ minutes: Int) -> Instant { Fixtures.now + .seconds(minutes * 60) }

    /// A call that came to a route, or to none, and ended so.
    private func call(
        _ uniqueID: String,
        route: AppealRoute? = nil,
        outcome: CallOutcome? = .dropped,
        at now: Instant = Fixtures.now
    ) async throws -> KeptCall {
        let call = try await store.begin(Fixtures.callStart(uniqueID), at: now)
        try await store.note(
            CallProgress(call: call.id, step: .type, type: route?.type, route: route, outcome: outcome),
            at: now
        )
        return call
    }

    private func close(_ appeal: AppealNumber, by role: Role = .hotline) async throws {
        _ = try await store.change(appeal, at: Fixtures.now) { [regulation] appeal, _ in
            try regulation.closing(
                appeal,
                result: "Сделано.",
                by: Fixtures.person(role),
                through: .cli,
                at: Fixtures.now
            )
        }
    }

    // MARK: - Cut off

    @Test(arguments: [CallOutcome.dropped, .failed])
    func `who was cut off within half an hour goes on with the same appeal`(outcome: CallOutcome) async throws {
        let first = try await call("1", outcome: outcome)
        try await store.note(CallProgress(call: first.id, step: .role, type: .other, role: .parent, className: "7Б"))
        let second = try await store.begin(Fixtures.callStart("2"), at: after(30))
        #expect(second.appeal == first.appeal && second.id != first.id)
        #expect(second.link == .again && second.known == nil && !second.isTakenUp)
        #expect(second.type == .other && second.route == nil)
        #expect(second.role == .parent && second.className == "7Б")
        #expect(try await store.events(of: first.appeal).last?.kind == "calledAgain")
        #expect(try await store.calls(limit: 9).map(\.link) == [.again, .made])
    }

    @Test(arguments: [CallOutcome.completed, .transferred, .message, .callback, .status, .silent])
    func `who came to an end is asked what they want`(outcome: CallOutcome) async throws {
        let first = try await call("1", outcome: outcome)
        let second = try await store.begin(Fixtures.callStart("2"), at: after(1))
        #expect(second.appeal == first.appeal && second.link == .known)
        #expect(second.known == KnownAppeal(number: first.appeal, status: .received))
    }

    @Test func `who was cut off longer ago is asked what they want`() async throws {
        let first = try await call("1")
        let second = try await store.begin(Fixtures.callStart("2"), at: after(31))
        #expect(second.link == .known && second.appeal == first.appeal)
    }

    @Test func `who was cut off with the route known is asked, unless the appeal is private`() async throws {
        _ = try await call("1", route: .technical)
        #expect(try await store.begin(Fixtures.callStart("2"), at: after(1)).known?.status == .received)

        let other = try Store.inMemory()
        let hidden = try await other.begin(Fixtures.callStart("1"))
        try await other.note(CallProgress(call: hidden.id, step: .role, route: .psychologist, outcome: .dropped))
        let again = try await other.begin(Fixtures.callStart("2"), at: after(1))
        #expect(again.link == .again && again.known == nil && again.appeal == hidden.appeal)
        #expect(again.route == .psychologist)
    }

    @Test(arguments: [(4, CallStep.type, CallLink.known), (6, .type, .again), (6, .transfer, .known)])
    func `a call that never ended is taken for cut off after five minutes, unless somebody may be talking`(
        minutes: Int,
        step: CallStep,
        link: CallLink
    ) async throws {
        let first = try await store.begin(Fixtures.callStart("1"))
        try await store.note(CallProgress(call: first.id, step: step))
        #expect(try await store.begin(Fixtures.callStart("2"), at: after(minutes)).link == link)
    }

    @Test func `a call that the exchange says is over is taken for cut off at once`() async throws {
        _ = try await store.begin(Fixtures.callStart("1"))
        let over = ExchangeCall(
            uniqueID: "1",
            startedAt: Fixtures.now,
            endedAt: Fixtures.now + .seconds(5),
            callerRaw: nil
        )
        try await store.noteExchangeCalls([over])
        #expect(try await store.begin(Fixtures.callStart("2"), at: after(1)).link == .again)
    }

    @Test func `a closed appeal is not gone on with`() async throws {
        let first = try await call("1")
        try await close(first.appeal)
        let second = try await store.begin(Fixtures.callStart("2"), at: after(1))
        #expect(second.appeal != first.appeal && second.link == .made)
    }

    @Test func `callers without a number never share an appeal`() async throws {
        let first = try await store.begin(Fixtures.callStart("1", from: Fixtures.withheld))
        try await store.note(CallProgress(call: first.id, step: .type, outcome: .dropped))
        let second = try await store.begin(Fixtures.callStart("2", from: Fixtures.withheld))
        #expect(second.appeal != first.appeal && second.link == .made)
    }

    // MARK: - Known

    @Test func `the newest open appeal that is not private is told of`() async throws {
        let first = try await call("1", route: .technical, outcome: .completed)
        let second = try await store.begin(Fixtures.callStart("2"), at: after(1))
        let newer = try await store.openAppeal(for: second.id, at: after(1))
        try await store.note(CallProgress(call: second.id, step: .type, route: .ejournal, outcome: .completed))
        #expect(try await store.begin(Fixtures.callStart("3"), at: after(2)).appeal == newer.appeal)
        try await close(newer.appeal, by: .ejournal)
        #expect(try await store.begin(Fixtures.callStart("4"), at: after(3)).appeal == first.appeal)
    }

    @Test func `a private appeal is never told of`() async throws {
        let first = try await call("1", route: .psychologist, outcome: .completed)
        let second = try await store.begin(Fixtures.callStart("2"), at: after(1))
        #expect(second.appeal != first.appeal && second.link == .made && second.known == nil)
    }

    @Test func `an author is known by the number they called from and by the one they gave`() async throws {
        let first = try await store.begin(Fixtures.callStart("1"))
        let choice = ContactChoice(phone: Fixtures.mobile(7))
        try await store.note(CallProgress(call: first.id, step: .finish, contact: choice, outcome: .completed))
        for phone in [Fixtures.mobile(), Fixtures.mobile(7)] {
            let next = try await store.begin(Fixtures.callStart("\(phone.e164)", from: Fixtures.caller(phone)))
            #expect(next.appeal == first.appeal && next.link == .known)
        }
    }

    @Test func `who hangs up before choosing leaves the appeal as it is`() async throws {
        let first = try await call("1", route: .technical, outcome: .completed)
        _ = try await store.handOver(at: Fixtures.now, limit: 9, by: regulation)
        let before = try await store.appeal(first.appeal)
        let second = try await store.begin(Fixtures.callStart("2"), at: after(1))
        try await store.note(CallProgress(call: second.id, step: .known, outcome: .dropped))
        #expect(try await store.appeal(first.appeal) == before)
        #expect(try await store.handOver(at: Fixtures.now, limit: 9, by: regulation) == 0)
    }

    @Test func `a new appeal is made once, and the call is with it`() async throws {
        let first = try await call("1", route: .technical, outcome: .completed)
        let second = try await store.begin(Fixtures.callStart("2"), at: after(1))
        let opened = try await store.openAppeal(for: second.id, at: after(2))
        let again = try await store.openAppeal(for: second.id, at: after(3))
        #expect(opened.appeal != first.appeal && again.appeal == opened.appeal && opened.id == second.id)
        #expect(opened.known == nil && opened.link == .made)
        let appeal = try #require(try await store.appeal(opened.appeal))
        #expect(appeal.form.phone == Fixtures.mobile() && appeal.receivedAt == after(2))
        #expect(try await store.call(uniqueID: "2")?.appeal == opened.appeal)
        await #expect(throws: StoreError.unknownCall) { _ = try await store.openAppeal(for: Identifier(99)) }
    }

    // MARK: - Taken up

    @Test func `a call that is taken up has its link, what was keyed and how many messages there are`() async throws {
        let first = try await call("1", route: .technical, outcome: .completed)
        let second = try await store.begin(Fixtures.callStart("2"), at: after(1))
        let taken = try await store.begin(Fixtures.callStart("2"), at: after(2))
        #expect(taken.isTakenUp && taken.id == second.id && taken.link == .known)
        #expect(taken.known?.number == first.appeal)
        let sound = CallRecording.fixture("call-2-message.wav")
        try await store.note(CallProgress(call: second.id, step: .message, link: .added, recording: sound))
        try await store.note(
            CallProgress(call: second.id, step: .message, recording: .fixture("call-2-talk.wav", .talk))
        )
        let later = try await store.begin(Fixtures.callStart("2"), at: after(3))
        #expect(later.link == .added && later.known == nil && later.step == .message && later.messages == 1)
    }

    // MARK: - Too many

    @Test func `a number that calls too often is counted and nothing else`() async throws {
        let limits = ArrivalLimits(callsPerHour: 3)
        for index in 0..<3 {
            let arrival = try await store.arrive(Fixtures.callStart("\(index)"), at: after(index), limits: limits)
            guard case .begun = arrival else { return #expect(Bool(false), "the call was turned away") }
        }
        let appeals = try await store.appeals(AppealFilter()).count
        for _ in 0..<2 {
            #expect(try await store.arrive(Fixtures.callStart("3"), at: after(3), limits: limits) == .turnedAway)
        }
        #expect(try await store.calls(limit: 9).count == 3)
        #expect(try await store.appeals(AppealFilter()).count == appeals)
        let balance = try await store.callBalance(from: Fixtures.now, to: after(60))
        #expect(balance.turnedAway == 1)
        // Those that were kept come back, whoever calls; a call turned away stays so and counts.
        #expect(try await store.begin(Fixtures.callStart("2"), at: after(4), limits: limits).isTakenUp)
        #expect(try await store.arrive(Fixtures.callStart("4"), at: after(61), limits: limits) != .turnedAway)
        #expect(try await store.arrive(Fixtures.callStart("5"), at: after(61), limits: limits) == .turnedAway)
        let other = Fixtures.callStart("6", from: Fixtures.caller(Fixtures.mobile(7)))
        #expect(try await store.arrive(other, at: after(61), limits: limits) != .turnedAway)
    }

    @Test func `callers without a number are never turned away`() async throws {
        for index in 0..<5 {
            let start = Fixtures.callStart("\(index)", from: Fixtures.withheld)
            #expect(try await store.begin(start, limits: ArrivalLimits(callsPerHour: 1)).link == .made)
        }
    }
}

extension CallRecording {
    /// A sound file of twelve seconds.
    static func fixture(_ file: String, _ kind: Kind = .message, isSilent: Bool = false) -> CallRecording {
        CallRecording(
            kind: kind,
            file: file,
            length: .seconds(12),
            sha256: String(repeating: "0a", count: 32),
            isSilent: isSilent
        )
    }
}
