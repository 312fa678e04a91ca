import Foundation
import GRDB
import HotlineCore
import HotlineTesting
import Testing

@testable import HotlineStore

@Suite struct StoreLogTests {
    @Test(arguments: ["UPDATE event SET actor = 'system'", "DELETE FROM event", "DELETE FROM event WHERE id = 1"])
    func `the log is only added to`(sql: String) async throws {
        let store = try Store.inMemory()
        let begun = try await store.record()
        await #expect(throws: StoreError.self) { try await store.write { db in try db.execute(sql: sql) } }
        #expect(try await store.events(of: begun.appeal).count == 5)
        #expect(try await store.audit().isEmpty)
    }

    /// What somebody with the file in their hands may do, and all that the audit says of it: nothing of what was left alone.
    private static let tampering: [(sql: String, findings: [AuditFinding])] = [
        ("UPDATE event SET id = id", []),
        ("UPDATE event SET actor = 'petrov' WHERE id = 3", [.changed(event: 3)]),
        ("UPDATE event SET at = at + 1 WHERE id = 1", [.changed(event: 1), differs("receivedAt")]),
        ("UPDATE event SET detail = '' WHERE id = 2", [.changed(event: 2), differs("type"), differs("route")]),
        (
            "UPDATE event SET kind = 'taken' WHERE id = 4",
            [.changed(event: 4), differs("status"), differs("assignee"), differs("takenAt")]
        ),
        ("UPDATE event SET channel = 'cli' WHERE id = 4", [.changed(event: 4)]),
        ("UPDATE event SET appeal = 2 WHERE id = 2", [.changed(event: 2), differs("type"), differs("route")]),
        ("UPDATE event SET hash = randomblob(32) WHERE id = 5", [.changed(event: 5)]),
        ("UPDATE event SET hash = randomblob(32) WHERE id = 10", [.changed(event: 10)]),
        (
            "UPDATE event SET hash = randomblob(32) WHERE id IN (5, 6, 7)",
            [.changed(event: 5), .unchained(first: 6, last: 7)]
        ),
        // What moves from one field to the next is seen too.
        (
            "UPDATE event SET kind = kind || substr(detail, 1, 1), detail = substr(detail, 2) WHERE id = 2",
            [.changed(event: 2), differs("type"), differs("route")]
        ),
        ("DELETE FROM event WHERE id = 1", [.dropped(first: 1, last: 1), differs("type"), differs("route")]),
        ("DELETE FROM event WHERE id = 3", [.dropped(first: 3, last: 3)]),
        ("DELETE FROM event WHERE id = 10", [.dropped(first: 10, last: 10)]),
        (
            "DELETE FROM event WHERE id = 3; UPDATE event SET id = id - 1 WHERE id > 3",
            [.changed(event: 3), .unchained(first: 4, last: 9), .dropped(first: 10, last: 10)]
        ),
        (
            "UPDATE event SET id = 100 WHERE id = 3; UPDATE event SET id = 3 WHERE id = 4; UPDATE event SET id = 4 WHERE id = 100",
            [.moved(event: 3, to: 4), .moved(event: 4, to: 3)]
        ),
        (
            "UPDATE event SET id = 100 WHERE id = 3; UPDATE event SET id = 3 WHERE id = 4; "
                + "UPDATE event SET id = 4 WHERE id = 5; UPDATE event SET id = 5 WHERE id = 100",
            [.moved(event: 3, to: 5), .moved(event: 4, to: 3), .moved(event: 5, to: 4)]
        ),
        ("UPDATE event SET hash = (SELECT hash FROM event WHERE id = 1) WHERE id = 2", [.changed(event: 2)]),
        (
            "INSERT INTO event (id, appeal, at, actor, channel, kind, detail, hash) "
                + "VALUES (11, 1, 0, 'system', 'system', 'closed', '', randomblob(32))",
            [.changed(event: 11), .seal(event: 11), differs("status"), differs("closedAt")]
        ),
    ]

    private static func differs(_ field: String) -> AuditFinding { .differs(appeal: AppealNumber(1), field: field) }

    @Test(arguments: tampering.indices, [3, 10_000])
    func `an event that was changed, dropped, added or moved is found, and no other is blamed`(index: Int, slice: Int)
        async throws
    {
        let file = try TemporaryFile()
        let store = try Store(path: file.path)
        _ = try await store.record("1")
        _ = try await store.record("2", from: Fixtures.mobile(7))
        let intruder = try DatabaseQueue(path: file.path)
        try await intruder.write { db in
            try db.execute(sql: "DROP TRIGGER event_unchanged; DROP TRIGGER event_kept; " + Self.tampering[index].sql)
        }
        let findings = try await store.audit(slice: slice)
        guard slice < 10 else {
            #expect(findings == Self.tampering[index].findings)
            return
        }
        // A slice looks for itself, so what runs over its end may be told in other words; what is in order still is.
        #expect(findings.isEmpty == Self.tampering[index].findings.isEmpty)
        let innocent = AuditFinding.differs(appeal: AppealNumber(2), field: "status")
        #expect(!findings.contains(innocent))
    }

    @Test func `a log whose every row was renumbered is told of in few words, and soon`() async throws {
        let file = try TemporaryFile()
        let store = try Store(path: file.path)
        for index in 0..<300 { _ = try await store.record("\(index)", from: Fixtures.mobile(100 + index)) }
        let end = try await store.seal().event
        #expect(end >= 1200)
        try await DatabaseQueue(path: file.path).write { db in
            try db.execute(
                sql: """
                    DROP TRIGGER event_unchanged; DROP TRIGGER event_kept;
                    DELETE FROM event WHERE id = 1;
                    UPDATE event SET id = id - 1;
                    """
            )
        }
        let findings = try await store.auditEvents(from: 1, limit: 10_000).findings
        #expect(
            findings == [
                .changed(event: 1), .unchained(first: 2, last: end - 1), .dropped(first: end, last: end),
            ]
        )
    }

    @Test func `an event that was changed and hashed anew is given away by the next`() async throws {
        let file = try TemporaryFile()
        let store = try Store(path: file.path)
        let begun = try await store.record()
        let event = try #require(try await store.events(of: begun.appeal).first { $0.id == 3 })
        let forged = LogEntry(
            id: event.id,
            appeal: event.appeal.value,
            at: event.at.milliseconds,
            actor: "petrov",
            channel: event.channel,
            kind: event.kind,
            detail: event.detail
        )
        try await DatabaseQueue(path: file.path).write { db in
            let previous = try Data.fetchOne(db, sql: "SELECT hash FROM event WHERE id = 2") ?? Data()
            try db.execute(sql: "DROP TRIGGER event_unchanged")
            try db.execute(
                sql: "UPDATE event SET actor = 'petrov', hash = ? WHERE id = 3",
                arguments: [Data(forged.hash(after: Array(previous)))]
            )
        }
        #expect(try await store.audit() == [.changed(event: 4)])
    }

    @Test func `an act is one event, by the one who did it, with its time and channel`() async throws {
        let store = try Store.inMemory()
        let begun = try await store.record()
        let regulation = Fixtures.regulation()
        _ = try await store.handOver(at: Fixtures.now, limit: 10, by: regulation)
        let later = Fixtures.now + .seconds(60)
        let appeal = try await store.change(begun.appeal, at: later) { appeal, _ in
            try regulation.taking(appeal, by: Fixtures.person(.ejournal), through: .cli, at: later)
        }
        #expect(appeal.status == .inProgress)
        let event = try #require(try await store.events(of: begun.appeal).last)
        #expect(event.kind == "taken" && event.actor == "ejournal" && event.channel == "cli" && event.at == later)
        #expect(try await store.audit().isEmpty)
    }

    @Test func `an act on a state that somebody changed meanwhile is refused, and so is one on nothing`() async throws {
        let store = try Store.inMemory()
        let begun = try await store.record()
        let seen = try #require(try await store.appeal(begun.appeal)).version
        let regulation = Fixtures.regulation()
        _ = try await store.handOver(at: Fixtures.now, limit: 10, by: regulation)
        await #expect(throws: StoreError.refused(.changedMeanwhile(begun.appeal))) {
            try await store.change(begun.appeal, seen: seen, at: Fixtures.now) { appeal, _ in
                AppealChange(appeal: appeal, events: [])
            }
        }
        await #expect(throws: StoreError.refused(.unknown(AppealNumber(7)))) {
            try await store.change(AppealNumber(7), at: Fixtures.now) { appeal, _ in
                AppealChange(appeal: appeal, events: [])
            }
        }
    }

    @Test func `a refused act leaves nothing behind`() async throws {
        let store = try Store.inMemory()
        let begun = try await store.record()
        let before = try await store.appeal(begun.appeal)
        let regulation = Fixtures.regulation()
        await #expect(throws: StoreError.refused(.resultMissing(begun.appeal))) {
            try await store.change(begun.appeal, at: Fixtures.now) { appeal, _ in
                try regulation.closing(
                    appeal,
                    result: " ",
                    by: Fixtures.person(.ejournal),
                    through: .cli,
                    at: Fixtures.now
                )
            }
        }
        #expect(try await store.appeal(begun.appeal) == before)
        #expect(try await store.messages(limit: 10).isEmpty)
    }
}
