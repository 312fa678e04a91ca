import GRDB
import HotlineCore
import HotlineTesting
import Testing

@testable import HotlineStore

@Suite struct StoreTranscriptTests {
    private let store: Store
    private let hold = Duration.seconds(60)

    init() throws { store = try Store.inMemory() }

    private func adopt(
        _ files: [String],
        _ kind: CallRecording.Kind = .message,
        isSilent: Bool = false
    ) async throws -> AppealNumber {
        let call = try await store.begin(Fixtures.callStart(files[0]))
        for file in files {
            #expect(try await store.adopt(.fixture(file, kind, isSilent: isSilent), ofCall: call.id, at: Fixtures.now))
        }
        return call.appeal
    }

    private func claim(after seconds: Int64 = 0) async throws -> TranscriptOrder? {
        try await store.claimTranscript(at: Fixtures.now + .seconds(seconds), heldFor: hold)
    }

    @Test func `each message with a voice in it is handed out once, the newest first`() async throws {
        _ = try await adopt(["a.wav", "b.wav"])
        _ = try await adopt(["talk.wav"], .talk)
        _ = try await adopt(["silence.wav"], isSilent: true)
        #expect(try await claim()?.recording.file == "b.wav")
        #expect(try await claim()?.recording.file == "a.wav")
        #expect(try await claim() == nil)
    }

    @Test func `what was written is kept once, shown with the recording, and logged without a word of it`() async throws
    {
        let appeal = try await adopt(["a.wav"])
        let order = try #require(try await claim())
        #expect(order.attempt == 1 && order.recording.transcript == nil)
        #expect(try await store.keep(.words("не открывается"), of: order.id, at: Fixtures.now))
        #expect(try await !store.keep(.words("другое"), of: order.id, at: Fixtures.now))
        #expect(try await store.recording(of: appeal)?.transcript == .words("не открывается"))
        let events = try await store.events(of: appeal).filter { $0.kind == "transcribed" }
        #expect(events.map(\.detail) == ["file=a.wav"])
        #expect(try await store.audit().isEmpty)
        #expect(try await claim(after: 3600) == nil)
    }

    @Test func `that no words were heard is kept too`() async throws {
        let appeal = try await adopt(["a.wav"])
        let order = try #require(try await claim())
        #expect(try await store.keep(.nothing, of: order.id, at: Fixtures.now))
        #expect(try await store.recording(of: appeal)?.transcript == .nothing)
        #expect(try await claim(after: 3600) == nil)
    }

    @Test func `it is tried three times, each after the hold, though every attempt ends without a word`() async throws {
        _ = try await adopt(["a.wav"])
        for attempt in 0..<3 {
            #expect(try await claim(after: Int64(attempt) * 60)?.attempt == attempt + 1)
            #expect(try await claim(after: Int64(attempt) * 60 + 59) == nil)
        }
        #expect(try await claim(after: 100_000) == nil)
    }

    @Test func `what was given back is no attempt, and is due at once`() async throws {
        _ = try await adopt(["a.wav"])
        for _ in 0..<5 {
            let order = try #require(try await claim())
            #expect(order.attempt == 1)
            try await store.giveBackTranscript(of: order.id, at: Fixtures.now)
        }
    }

    @Test func `what is heard of a sound that is gone, or of an appeal without anything personal, is not written down`()
        async throws
    {
        let now = Fixtures.now
        _ = try await adopt(["a.wav"])
        let erased = try #require(try await claim())
        let sounds = try await store.erasableSounds(recordedBefore: now + .seconds(1), limit: 9)
        try await store.noteErased(sounds[0], at: now)
        #expect(try await !store.keep(.words("мама дома"), of: erased.id, at: now))
        let regulation = Fixtures.regulation()
        let number = try await adopt(["b.wav"])
        let bare = try #require(try await claim())
        for act in [AppealAct.mark(.test), .anonymise] {
            _ = try await store.perform(
                act,
                on: number,
                by: Fixtures.person(.head),
                through: .cli,
                at: now,
                under: regulation
            )
        }
        #expect(try await !store.keep(.words("мама дома"), of: bare.id, at: now))
        // What comes with a call that ended long ago is not heard either.
        let call = try await store.read { db in try Int64.fetchOne(db, sql: "SELECT max(id) FROM call") ?? 0 }
        #expect(try await store.adopt(.fixture("c.wav", .message), ofCall: Identifier(call), at: now))
        #expect(try await claim(after: 100_000) == nil)
        let kept = try await store.read { db in
            try String.fetchSet(db, sql: "SELECT transcript FROM recording WHERE transcript <> ''")
        }
        #expect(kept.isEmpty)
    }
}
