import HotlineCore
import HotlineTesting
import Testing

@testable import HotlineStore

/// What the database did not see when it happened.
@Suite struct StoreSpoolTests {
    private let store: Store
    private let then = Fixtures.now + .seconds(-7200)

    init() throws { store = try Store.inMemory() }

    @discardableResult
    private func take(
        _ id: String,
        _ word: SpoolWord,
        of uniqueID: String = "s",
        after seconds: Int = 0
    ) async throws -> Bool {
        let entry = SpoolEntry(id: id, at: then + .seconds(seconds), uniqueID: uniqueID, word: word)
        return try await store.takeIn(entry, at: Fixtures.now, terms: .regulation, limits: ArrivalLimits())
    }

    private func begun(_ uniqueID: String = "s", told: Int64? = nil) -> SpoolWord {
        .begun(Fixtures.callStart(uniqueID), appeal: told.map { AppealNumber($0) })
    }

    private func noted(_ step: CallStep, route: AppealRoute? = nil, outcome: CallOutcome? = nil) -> SpoolWord {
        .noted(CallProgress(call: Identifier(0), step: step, keys: "1", route: route, outcome: outcome))
    }

    @Test func `a call is taken in with the number it was told and the terms of its own time, once`() async throws {
        let block = try await store.reserveNumbers(4)
        let number = block.first
        for isNew in [true, false] {
            #expect(try await take("1", begun(told: number.value)) == isNew)
            #expect(try await take("2", noted(.type, route: .technical), after: 5) == isNew)
            #expect(try await take("3", noted(.finish, outcome: .completed), after: 9) == isNew)
        }
        let call = try #require(try await store.call(uniqueID: "s"))
        #expect(call.appeal == number && call.startedAt == then && call.keys == "11")
        #expect(call.outcome == .completed && call.endedAt == then + .seconds(9))
        let appeal = try #require(try await store.appeal(number))
        #expect(appeal.deadlines == Terms.regulation.deadlines(receivedAt: then) && appeal.route == .technical)
        #expect(try await store.events(of: number).map(\.kind) == ["received", "typed", "callEnded"])
        #expect(try await store.begin(Fixtures.callStart("x", from: Fixtures.withheld)).appeal == AppealNumber(1))
    }

    @Test func `a call that is kept already is not kept again`() async throws {
        let call = try await store.begin(Fixtures.callStart("s"))
        #expect(try await take("1", begun(told: 900)))
        #expect(try await store.calls(limit: 9).map(\.appeal) == [call.appeal])
        #expect(try await store.appeal(AppealNumber(900)) == nil)
    }

    @Test func `a number that another appeal has gives way to a fresh one, and that is told`() async throws {
        let first = try await store.begin(Fixtures.callStart("1", from: Fixtures.withheld))
        try await take("1", begun(told: first.appeal.value))
        let call = try #require(try await store.call(uniqueID: "s"))
        #expect(call.appeal == AppealNumber(2))
        #expect(try await store.events(of: call.appeal).map { EventFacts($0.facts)["told"] } == ["1"])
    }

    @Test func `a number nobody reserved here is used, and never given out again`() async throws {
        try await take("1", begun(told: 3))
        var given: [Int64] = []
        for index in 0..<3 {
            let start = Fixtures.callStart("\(index)", from: Fixtures.withheld)
            given.append(try await store.begin(start).appeal.value)
        }
        #expect(given == [1, 2, 4])
    }

    @Test func `a new appeal instead of the open one is taken in once`() async throws {
        let first = try await store.record("1")
        let call = try await store.begin(Fixtures.callStart("s"))
        #expect(call.link == .known)
        for _ in 0..<2 { try await take("1", .opened(appeal: AppealNumber(70))) }
        try await take("2", .opened(appeal: AppealNumber(71)))
        #expect(try await store.call(uniqueID: "s")?.appeal == AppealNumber(70))
        #expect(first.appeal != AppealNumber(70))
        #expect(try await store.appeal(AppealNumber(71)) == nil)
    }

    @Test func `an older note does not move a call that has ended`() async throws {
        let call = try await store.begin(Fixtures.callStart("s"))
        try await store.note(CallProgress(call: call.id, step: .finish, outcome: .completed))
        try await take("1", noted(.type, route: .technical, outcome: .dropped))
        let kept = try #require(try await store.call(uniqueID: "s"))
        #expect(kept.step == .finish && kept.outcome == .completed)
        #expect(try await store.appeal(call.appeal)?.route == .technical)
    }

    @Test func `a note of a call that nobody saw arrive makes a record`() async throws {
        try await take("1", noted(.type, route: .technical))
        let call = try #require(try await store.call(uniqueID: "s"))
        #expect(call.caller == nil && call.step == .type)
        #expect(try await store.events(of: call.appeal).first?.kind == "found")
    }

    @Test(arguments: [(false, .message), (true, .dropped), (nil, .dropped)] as [(Bool?, CallOutcome)])
    func `a call that only the dialplan took down is kept with what it recorded`(
        isSilent: Bool?,
        outcome: CallOutcome
    ) async throws {
        let sound = isSilent.map { CallRecording.fixture("call-s-message.wav", isSilent: $0) }
        let word = SpoolWord.left(Fixtures.callStart("s"), endedAt: then + .seconds(30), recording: sound)
        for isNew in [true, false] { #expect(try await take("1", word) == isNew) }
        // The same call told twice under two names.
        #expect(try await take("2", word))
        let call = try #require(try await store.call(uniqueID: "s"))
        #expect(call.outcome == outcome && call.endedAt == then + .seconds(30))
        #expect(call.recordings == (sound.map { [$0] } ?? []))
        let events = try await store.events(of: call.appeal)
        #expect(events.map(\.kind) == ["found"] + (sound == nil ? [] : ["recorded"]) + ["callEnded"])
        #expect(events.allSatisfy { $0.channel == "system" })
    }

    @Test func `what the dialplan left of a kept call adds only what is missing`() async throws {
        let call = try await store.begin(Fixtures.callStart("s"))
        try await store.note(CallProgress(call: call.id, step: .role, route: .technical))
        let sound = CallRecording.fixture("call-s-message.wav")
        try await take("1", .left(Fixtures.callStart("s"), endedAt: nil, recording: sound))
        let kept = try #require(try await store.call(uniqueID: "s"))
        #expect(kept.appeal == call.appeal && kept.step == .role && kept.outcome == .message)
        #expect(kept.recordings == [sound] && kept.endedAt == Fixtures.now)
        let other = try await store.record("t", from: Fixtures.mobile(7))
        let start = Fixtures.callStart("t", from: Fixtures.caller(Fixtures.mobile(7)))
        try await take("2", .left(start, endedAt: nil, recording: nil), of: "t")
        #expect(try await store.calls(of: [other.appeal], limit: 9).map(\.outcome) == [.completed])
    }

    @Test func `who was cut off and was told no number goes on with the same appeal`() async throws {
        for index in 0..<2 {
            let word = SpoolWord.left(Fixtures.callStart("\(index)"), endedAt: nil, recording: nil)
            try await take("\(index)", word, of: "\(index)", after: index * 60)
        }
        #expect(try await store.calls(limit: 9).map(\.appeal) == [AppealNumber(1), AppealNumber(1)])
    }

    @Test func `a call that was turned away stays away`() async throws {
        let limits = ArrivalLimits(callsPerHour: 0)
        #expect(try await store.arrive(Fixtures.callStart("s"), limits: limits) == .turnedAway)
        for (index, word) in [begun(), noted(.type), .opened(appeal: nil)].enumerated() {
            #expect(try await take("\(index)", word))
        }
        #expect(try await store.calls(limit: 9).isEmpty)
    }
}
