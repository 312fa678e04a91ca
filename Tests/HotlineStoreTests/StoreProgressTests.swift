import HotlineCore
import HotlineTesting
import Testing

@testable import HotlineStore

/// What the steps of a call add to its record.
@Suite struct StoreProgressTests {
    private let store: Store

    init() throws { store = try Store.inMemory() }

    private func details(_ appeal: AppealNumber, _ kind: EventKind) async throws -> [String] {
        try await store.events(of: appeal).filter { $0.kind == kind.rawValue }.map(\.detail)
    }

    @Test func `role and class go into the form, once`() async throws {
        let call = try await store.begin(Fixtures.callStart())
        for _ in 0..<2 {
            try await store.note(CallProgress(call: call.id, step: .className, role: .pupil, className: "5А"))
        }
        let form = try #require(try await store.appeal(call.appeal)?.form)
        #expect(form.role == .pupil && form.className == "5А")
        #expect(try await details(call.appeal, .completed) == ["fields=role className"])
    }

    @Test func `what a specialist has in hand is only filled where it is empty`() async throws {
        let call = try await store.begin(Fixtures.callStart())
        try await store.note(CallProgress(call: call.id, step: .role, role: .pupil))
        let regulation = Fixtures.regulation()
        _ = try await store.change(call.appeal, at: Fixtures.now) { appeal, _ in
            try regulation.taking(appeal, by: Fixtures.person(.hotline), through: .cli, at: Fixtures.now)
        }
        try await store.note(CallProgress(call: call.id, step: .role, role: .parent, className: "5А"))
        let form = try #require(try await store.appeal(call.appeal)?.form)
        #expect(form.role == .pupil && form.className == "5А")
    }

    @Test func `what the caller wants with the open appeal is kept, and adding stands`() async throws {
        let first = try await store.record("1")
        let call = try await store.begin(Fixtures.callStart("2"))
        for link in [CallLink.status, .status, .added, .status, .made] {
            try await store.note(CallProgress(call: call.id, step: .known, link: link))
        }
        #expect(try await store.call(uniqueID: "2")?.link == .added)
        #expect(try await details(first.appeal, .statusAsked).count == 2)
        #expect(try await details(first.appeal, .added).count == 1)
    }

    @Test func `a call that made its appeal keeps that link`() async throws {
        let call = try await store.begin(Fixtures.callStart())
        try await store.note(CallProgress(call: call.id, step: .known, link: .status))
        #expect(try await store.call(uniqueID: "1773313500.1")?.link == .made)
    }

    @Test func `a call that has ended stays where it stood, and its end is told once`() async throws {
        let call = try await store.begin(Fixtures.callStart())
        try await store.note(CallProgress(call: call.id, step: .contact, outcome: .dropped))
        try await store.note(CallProgress(call: call.id, step: .type, keys: "1", route: .technical, outcome: .failed))
        let kept = try #require(try await store.call(uniqueID: "1773313500.1"))
        #expect(kept.step == .contact && kept.outcome == .dropped && kept.keys == "1")
        #expect(try await store.appeal(call.appeal)?.route == .technical)
        #expect(try await details(call.appeal, .callEnded) == ["outcome=dropped;lastStep=contact"])
    }

    // MARK: - Transfer

    @Test func `who answered and after how long is kept, and told without a number`() async throws {
        let call = try await store.begin(Fixtures.callStart("1"))
        let transfer = CallTransfer(end: .answered, answeredBy: "hotline", rang: .seconds(7))
        try await store.note(CallProgress(call: call.id, step: .transfer, transfer: transfer))
        #expect(try await store.noteAnswered("1", by: "other", rang: .seconds(9), at: Fixtures.now))
        let kept = try #require(try await store.call(uniqueID: "1"))
        #expect(kept.answeredBy == "hotline" && kept.rang == .seconds(7))
        #expect(try await details(call.appeal, .transferred) == ["end=answered;by=hotline;rang=7"])
    }

    @Test func `what the exchange told first stands`() async throws {
        let call = try await store.begin(Fixtures.callStart("1"))
        #expect(try await store.noteAnswered("1", by: "hotline", rang: nil, at: Fixtures.now))
        let transfer = CallTransfer(end: .answered, answeredBy: nil, rang: .seconds(7))
        try await store.note(CallProgress(call: call.id, step: .transfer, transfer: transfer))
        let abandoned = CallTransfer(end: .abandoned)
        try await store.note(CallProgress(call: call.id, step: .transfer, transfer: abandoned))
        let kept = try #require(try await store.call(uniqueID: "1"))
        #expect(kept.answeredBy == "hotline" && kept.rang == .seconds(7))
        #expect(try await details(call.appeal, .transferred) == ["end=answered;by=hotline"])
    }

    @Test func `a second try that is answered counts`() async throws {
        let call = try await store.begin(Fixtures.callStart("1"))
        for transfer in [
            CallTransfer(end: .unanswered, rang: .seconds(20)),
            CallTransfer(end: .answered, answeredBy: "hotline", rang: .seconds(3)),
        ] {
            try await store.note(CallProgress(call: call.id, step: .transfer, transfer: transfer))
        }
        #expect(try await store.call(uniqueID: "1")?.rang == .seconds(3))
        #expect(
            try await details(call.appeal, .transferred) == [
                "end=unanswered;rang=20", "end=answered;by=hotline;rang=3",
            ]
        )
    }

    @Test func `how long the talk lasted is kept once, and a call that is not there is told`() async throws {
        _ = try await store.begin(Fixtures.callStart("1"))
        #expect(try await store.noteTalk("1", lasting: .seconds(60)))
        #expect(try await store.noteTalk("1", lasting: .seconds(90)))
        #expect(try await store.call(uniqueID: "1")?.talked == .seconds(60))
        #expect(try await !store.noteTalk("none", lasting: .seconds(1)))
        #expect(try await !store.noteAnswered("none", by: "hotline", rang: nil, at: Fixtures.now))
    }

    // MARK: - Recordings

    @Test func `a recording is kept once, by whatever way it comes`() async throws {
        let call = try await store.begin(Fixtures.callStart("1"))
        let sound = CallRecording.fixture("call-1-message.wav")
        for _ in 0..<2 { try await store.note(CallProgress(call: call.id, step: .message, recording: sound)) }
        #expect(try await !store.adopt(sound, ofCall: "1", at: Fixtures.now))
        #expect(try await !store.adopt(sound, ofCall: call.id, at: Fixtures.now))
        #expect(try await store.call(uniqueID: "1")?.recordings == [sound])
        #expect(try await details(call.appeal, .recorded) == ["kind=message;seconds=12"])
        await #expect(throws: StoreError.unknownCall) {
            try await store.adopt(.fixture("x.wav"), ofCall: "none", at: Fixtures.now)
        }
    }

    @Test func `the recordings of an appeal are counted over all of its calls`() async throws {
        let first = try await store.record("1")
        let second = try await store.begin(Fixtures.callStart("2"))
        let files = ["a.wav", "b.wav", "c.wav"]
        for (index, file) in files.enumerated() {
            let call = index == 1 ? second.id : first.id
            let at = Fixtures.now + .seconds(index)
            #expect(try await store.adopt(.fixture(file), ofCall: call, at: at))
        }
        #expect(try await store.recording(of: first.appeal)?.file == "c.wav")
        for (index, file) in files.enumerated() {
            #expect(try await store.recording(of: first.appeal, index: index + 1)?.file == file)
        }
        for index in [0, -1, 4] { #expect(try await store.recording(of: first.appeal, index: index) == nil) }
        let all = try await store.recordings(of: [first.id, second.id])
        #expect(all[first.id]?.map(\.file) == ["a.wav", "c.wav"] && all[second.id]?.map(\.file) == ["b.wav"])
        try await store.notePlayed(
            first.appeal,
            file: "b.wav",
            by: Fixtures.person(.hotline),
            at: Fixtures.now
        )
        let played = try #require(try await store.events(of: first.appeal).last)
        #expect(played.kind == "played" && played.actor == "hotline" && played.detail == "file=b.wav")
    }

    // MARK: - Dropped

    private func texts(
        private isPrivate: Bool = false,
        consent: Bool? = nil,
        policy: Regulation.ConsentPolicy = .assumed,
        caller: CallerNumber = Fixtures.caller(Fixtures.mobile())
    ) async throws -> [String] {
        let call = try await store.begin(Fixtures.callStart("1", from: caller))
        if isPrivate { try await store.note(CallProgress(call: call.id, step: .type, route: .psychologist)) }
        if let consent {
            let choice = ContactChoice(consent: Consent(isGiven: consent, digit: nil, promptVersion: "7"))
            try await store.note(CallProgress(call: call.id, step: .contact, contact: choice))
        }
        try await store.note(CallProgress(call: call.id, step: .type, outcome: .dropped))
        let again = try await store.begin(Fixtures.callStart("2", from: caller), at: Fixtures.now + .seconds(60))
        try await store.note(CallProgress(call: again.id, step: .type, outcome: .dropped))
        let staff = isPrivate ? [] : Fixtures.staff
        let regulation = Fixtures.regulation(consent: policy, staff: staff)
        _ = try await store.handOver(at: Fixtures.now, limit: 99, by: regulation)
        return try await store.messages(limit: 9).map(\.kind)
    }

    @Test func `who hung up on the way is told once, however often that happens`() async throws {
        #expect(try await texts() == ["dropped"])
    }

    @Test func `who hung up on the way and was not asked is told nothing where that is the rule`() async throws {
        #expect(try await texts(policy: .asked).isEmpty)
    }

    @Test func `who said no is told nothing`() async throws {
        #expect(try await texts(consent: false).isEmpty)
    }

    @Test func `who is told that the appeal was accepted needs no more`() async throws {
        #expect(try await texts(consent: true) == ["registered"])
    }

    @Test func `of a private appeal no more is told than that it was accepted`() async throws {
        #expect(try await texts(private: true) == ["private"])
    }

    @Test func `without a number nobody is told`() async throws {
        #expect(try await texts(caller: Fixtures.withheld).isEmpty)
    }
}
