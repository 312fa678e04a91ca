import Foundation
import GRDB
import HotlineCore
import HotlineTesting
import Testing

@testable import HotlineStore

@Suite struct StoreRetentionTests {
    private static let words = ["Петрова Анна", "Не открывается дневник", "parent@example.com", "Новый пароль выдан"]
    private let regulation = Fixtures.regulation()
    private let file: TemporaryFile
    private let store: Store

    init() throws {
        file = try TemporaryFile()
        store = try Store(path: file.path)
    }

    /// An appeal with all that can be personal in it.
    private func closed() async throws -> AppealNumber {
        let call = try await store.record()
        _ = try await store.handOver(at: Fixtures.now, limit: 10, by: regulation)
        let regulation = regulation
        _ = try await store.change(call.appeal, at: Fixtures.now) { appeal, _ in
            let form = AppealForm(
                fullName: Self.words[0],
                role: .parent,
                className: "5А",
                description: Self.words[1],
                email: Self.words[2]
            )
            return try regulation.completing(
                appeal,
                with: FormChanges(form: form),
                by: Fixtures.person(.hotline),
                given: Workload(),
                through: .cli,
                at: Fixtures.now
            )
        }
        let acts: [(AppealAct, Role)] = [
            (.note("Звонить маме, Петрова Анна"), .ejournal), (.close(result: Self.words[3]), .ejournal),
        ]
        for (act, role) in acts {
            let person = Fixtures.person(role)
            _ = try await store.perform(
                act,
                on: call.appeal,
                by: person,
                through: .cli,
                at: Fixtures.now,
                under: regulation
            )
        }
        return call.appeal
    }

    /// Every text in the file, wherever it stands.
    private func everything() async throws -> String {
        try await DatabaseQueue(path: file.path).read { db in
            let tables = try String.fetchAll(db, sql: "SELECT name FROM sqlite_master WHERE type = 'table'")
            return try tables.flatMap { table in
                try Row.fetchAll(db, sql: "SELECT * FROM \(table)").map { "\($0)" }
            }.joined(separator: "\n")
        }
    }

    @Test func `on request names, numbers and words go, and counts and times stay`() async throws {
        let number = try await closed()
        let personal = Self.words + [Fixtures.mobile().e164, "Звонить маме"]
        let before = try await everything()
        #expect(personal.allSatisfy(before.contains))
        let head = Fixtures.person(.head)
        let bare = try await store.perform(
            .anonymise,
            on: number,
            by: head,
            through: .cli,
            at: Fixtures.now,
            under: regulation
        )
        let after = try await everything()
        for text in personal { #expect(!after.contains(text), "\(text)") }
        #expect(bare.status == .closed && bare.closedAt != nil && bare.form.role == .parent)
        #expect(bare.type == .ejournal && bare.assignee == "ejournal")
        #expect(try await store.calls(limit: 9).map(\.outcome) == [.completed])
        #expect(try await store.messages(limit: 9).count == 3)
        #expect(try await store.audit().isEmpty)
        // What SQLite overwrote is zeros, in the file itself too.
        try store.close()
        let bytes = try Data(contentsOf: URL(filePath: file.path))
        for text in personal { #expect(bytes.range(of: Data(text.utf8)) == nil, "\(text)") }
    }

    @Test func `what is open keeps its words, and so does what is asked by one who may not`() async throws {
        let call = try await store.record()
        let regulation = regulation
        await #expect(throws: StoreError.refused(.stillOpen(call.appeal))) {
            try await store.perform(
                .anonymise,
                on: call.appeal,
                by: Fixtures.person(.head),
                through: .cli,
                at: Fixtures.now,
                under: regulation
            )
        }
        await #expect(throws: StoreError.refused(.notAllowed(.anonymise))) {
            try await store.perform(
                .anonymise,
                on: call.appeal,
                by: Fixtures.person(.hotline),
                through: .cli,
                at: Fixtures.now,
                under: regulation
            )
        }
    }

    @Test func `by age it goes by itself, once, and what is younger stays`() async throws {
        let number = try await closed()
        let year = Fixtures.now + .seconds(365 * 86_400)
        func age(_ before: Instant) async throws -> Int {
            try await store.anonymiseOld(closedBefore: before, limit: 10, at: year, under: regulation)
        }
        #expect(try await age(Fixtures.now) == 0)
        #expect(try await age(Fixtures.now + .seconds(1)) == 1)
        #expect(try await age(Fixtures.now + .seconds(1)) == 0)
        #expect(try await store.appeal(number)?.anonymisedAt == year)
        #expect(try await store.events(of: number).last.map { EventFacts($0.facts)["reason"] } == "age")
    }

    @Test func `the consent of a number goes with its last appeal`() async throws {
        let first = try await closed()
        let second = try await store.openAppeal(for: try await store.begin(Fixtures.callStart("2")).id).appeal
        let head = Fixtures.person(.head)
        func count() async throws -> Int {
            try await store.read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM consent") ?? 0 }
        }
        for (number, left) in [(first, 1), (second, 0)] {
            if number == second {
                _ = try await store.perform(
                    .mark(.test),
                    on: number,
                    by: head,
                    through: .cli,
                    at: Fixtures.now,
                    under: regulation
                )
            }
            _ = try await store.perform(
                .anonymise,
                on: number,
                by: head,
                through: .cli,
                at: Fixtures.now,
                under: regulation
            )
            #expect(try await count() == left)
        }
    }

    @Test func `sound is erased when it is old or its appeal is bare, and only then`() async throws {
        let call = try await store.begin(Fixtures.callStart("s"))
        #expect(try await store.adopt(.fixture("a.wav", .message), ofCall: call.id, at: Fixtures.now))
        let now = Fixtures.now
        #expect(try await store.erasableSounds(recordedBefore: now, limit: 9).isEmpty)
        let old = try await store.erasableSounds(recordedBefore: now + .seconds(1), limit: 9)
        #expect(old.map(\.file) == ["a.wav"])
        try await store.noteErased(old[0], at: now)
        try await store.noteErased(old[0], at: now)
        #expect(try await store.erasableSounds(recordedBefore: now + .seconds(1), limit: 9).isEmpty)
        #expect(try await store.events(of: call.appeal).filter { $0.kind == "soundErased" }.count == 1)
    }

    @Test func `sound that is erased is heard no more, whatever was written down of it`() async throws {
        let call = try await store.begin(Fixtures.callStart("s"))
        #expect(try await store.adopt(.fixture("a.wav", .message), ofCall: call.id, at: Fixtures.now))
        let sounds = try await store.erasableSounds(recordedBefore: Fixtures.now + .seconds(1), limit: 9)
        try await store.noteErased(sounds[0], at: Fixtures.now)
        #expect(try await store.recording(of: call.appeal)?.transcript == .nothing)
    }

    @Test func `the numbers of calls without an appeal go by age, though no appeal is old`() async throws {
        _ = try await store.record()
        _ = try await store.arrive(Fixtures.callStart("2"), limits: ArrivalLimits(callsPerHour: 1))
        let calls = (0..<3).map { index in
            ExchangeCall(
                uniqueID: "x\(index)",
                startedAt: Fixtures.now,
                endedAt: Fixtures.now + .seconds(Int64(index)),
                callerRaw: "79000000077"
            )
        }
        try await store.noteExchangeCalls(calls)
        let then = Fixtures.now
        #expect(try await store.anonymiseOld(closedBefore: then, limit: 9, at: then, under: regulation) == 0)
        #expect(try await store.forgetNumbers(before: then, limit: 9) == 0)
        #expect(try await store.forgetNumbers(before: then + .seconds(2), limit: 1) == 2)
        #expect(try await store.forgetNumbers(before: then + .seconds(2), limit: 1) == 1)
        #expect(try await store.forgetNumbers(before: then + .seconds(2), limit: 1) == 0)
        let left = try await store.read { db in
            try Int.fetchOne(
                db,
                sql: "SELECT (SELECT count(caller) FROM turnedAway) * 10 + (SELECT count(caller) FROM exchangeCall)"
            )
        }
        #expect(left == 1)
    }

    @Test func `sounds are given in their order, and behind one that was given`() async throws {
        let call = try await store.begin(Fixtures.callStart("s"))
        for file in ["a.wav", "b.wav", "c.wav"] {
            #expect(try await store.adopt(.fixture(file, .message), ofCall: call.id, at: Fixtures.now))
        }
        let old = Fixtures.now + .seconds(1)
        let first = try await store.erasableSounds(recordedBefore: old, limit: 2)
        #expect(first.map(\.file) == ["a.wav", "b.wav"])
        let rest = try await store.erasableSounds(recordedBefore: old, after: first.last?.id, limit: 2)
        #expect(rest.map(\.file) == ["c.wav"])
    }
}
