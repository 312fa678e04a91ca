import Foundation
import GRDB
import HotlineCore
import HotlineTesting
import Testing

@testable import HotlineStore

/// The file beneath the store, when something happens to it.
@Suite struct StoreFileTests {
    private let file: TemporaryFile

    init() throws { file = try TemporaryFile() }

    @Test(.timeLimit(.minutes(1)))
    func `a file that was deleted while it was open fails every write that follows`() async throws {
        let store = try Store(path: file.path)
        _ = try await store.begin(Fixtures.callStart("1"))
        try FileManager.default.removeItem(atPath: file.path)
        for index in 2...3 {
            await #expect(throws: StoreError.gone(path: file.path)) {
                _ = try await store.begin(Fixtures.callStart("\(index)"))
            }
        }
    }

    @Test(.timeLimit(.minutes(1)))
    func `a file that was replaced while it was open fails the write, and is found whole when opened anew`()
        async throws
    {
        let store = try Store(path: file.path)
        _ = try await store.begin(Fixtures.callStart("1"))
        let other = try TemporaryFile()
        try Store(path: other.path).close()
        try FileManager.default.removeItem(atPath: file.path)
        try FileManager.default.moveItem(atPath: other.path, toPath: file.path)
        await #expect(throws: StoreError.gone(path: file.path)) {
            _ = try await store.begin(Fixtures.callStart("2"))
        }
        #expect(StoreError.gone(path: "/x").description.hasPrefix("/x: the "))
    }

    @Test func `what cannot be written where there is no room is a full disk`() {
        let fault = DatabaseError(resultCode: .SQLITE_IOERR)
        // The kernel's own folder has no blocks, and so none that are free.
        #expect(StoreError(fault, path: "/proc/hotline.sqlite") == .full(path: "/proc/hotline.sqlite"))
        let code = ResultCode.SQLITE_IOERR.rawValue
        #expect(StoreError(fault, path: file.path) == .failed(path: file.path, code: code))
        let moved = DatabaseError(resultCode: .SQLITE_READONLY_DBMOVED)
        #expect(StoreError(moved, path: "/x") == .gone(path: "/x"))
    }

    @Test func `a database of the first version is brought up to date with all that is in it`() async throws {
        let before = try DatabaseQueue(path: file.path)
        try DatabaseMigrator.hotline.migrate(before, upTo: "0001-spine")
        try await before.write { db in
            try db.execute(
                sql: """
                    UPDATE counter SET last = 1;
                    INSERT INTO appeal (number, source, status, phone, receivedAt, distributeDue, closeDue)
                        VALUES (1, 'phone', 'received', '+79000000042', 1, 1, 1);
                    INSERT INTO call (uniqueID, appeal, line, startedAt, step) VALUES ('1', 1, 'mobile', 1, 'type');
                    INSERT INTO handover (kind, appeal) VALUES ('register', 1), ('distribute', 1);
                    """
            )
        }
        try before.close()
        let store = try Store(path: file.path)
        let call = try #require(try await store.call(uniqueID: "1"))
        #expect(call.link == .made && call.recordings.isEmpty && call.appeal == AppealNumber(1))
        #expect(try await store.handOver(at: Fixtures.now, limit: 9, by: Fixtures.regulation()) == 2)
        #expect(try await store.begin(Fixtures.callStart("2")).link == .known)
    }

    @Test func `a database of before the tokens keeps its calls to authors, which no token asked for`() async throws {
        let before = try DatabaseQueue(path: file.path)
        try DatabaseMigrator.hotline.migrate(before, upTo: "0009-author-calls")
        try await before.write { db in
            try db.execute(
                sql: """
                    INSERT INTO appeal (number, source, status, phone, receivedAt, distributeFrom, distributeDue,
                            closeFrom, closeDue)
                        VALUES (1, 'phone', 'received', '+79000000042', 1, 1, 1, 1, 1);
                    INSERT INTO authorCall (appeal, login, state, askedAt, dueAt) VALUES (1, 'head', 'talking', 1, 2);
                    """
            )
        }
        try before.close()
        let store = try Store(path: file.path)
        let call = try #require(try await store.authorCall(Identifier(1)))
        #expect(call.state == .talking && call.login == "head" && call.token == nil)
        #expect(try await store.tokens(of: nil).isEmpty)
    }

    @Test func `a database of before the reports keeps its mails, and sends those that wait`() async throws {
        let before = try DatabaseQueue(path: file.path)
        try DatabaseMigrator.hotline.migrate(before, upTo: "0010-tokens")
        try await before.write { db in
            try db.execute(
                sql: """
                    INSERT INTO appeal (number, source, status, phone, receivedAt, distributeFrom, distributeDue,
                            closeFrom, closeDue, closedAt, result, delivery)
                        VALUES (1, 'phone', 'closed', '+79000000042', 1, 1, 1, 1, 1, 2, 'Готово', 'email');
                    INSERT INTO mail (id, appeal, recipient, subject, text, html, state, dueAt, createdAt, changedAt)
                        VALUES (3, 1, 'a@b.example', 'с', 'т', 'h', 'queued', 3, 3, 3),
                            (7, 1, '', '', '', '', 'sent', 2, 2, 2);
                    """
            )
        }
        try before.close()
        let store = try Store(path: file.path)
        #expect(try await store.mails(of: [AppealNumber(1)]).map(\.id.value) == [7, 3])
        let mail = try await store.claimDueMail(
            at: Instant(milliseconds: 9),
            heldFor: .seconds(1),
            unknownFor: .seconds(1),
            by: Fixtures.regulation()
        )
        #expect(mail?.id.value == 3 && mail?.subject == "с" && mail?.pictures == [])
    }

    @Test func `a database of before the regulation keeps all its appeals, texts and events, and their terms run on`()
        async throws
    {
        let before = try DatabaseQueue(path: file.path)
        try DatabaseMigrator.hotline.migrate(before, upTo: "0003-transcripts")
        let hash = LogEntry(
            id: 1,
            appeal: 1,
            at: 1000,
            actor: "caller",
            channel: "agi",
            kind: "received",
            detail: ""
        ).hash(after: [])
        try await before.write { db in
            try db.execute(
                sql: """
                    UPDATE counter SET last = 3;
                    INSERT INTO appeal (number, source, status, type, route, phone, assignee, receivedAt, distributedAt, takenAt,
                            closedAt, distributeDue, takeDue, closeDue, result, delivery)
                        VALUES (1, 'phone', 'received', NULL, NULL, '+79000000042', NULL, 1000, NULL, NULL, NULL, 1801000,
                            NULL, 86401000, NULL, NULL),
                        (2, 'phone', 'inProgress', 'technical', 'technical', NULL, 'technician', 1000, 2000, 3000, NULL,
                            1801000, 1802000, 86401000, NULL, NULL),
                        (3, 'phone', 'closed', 'other', 'other', NULL, 'head', 1000, 2000, 3000, 4000, 1801000, 1802000,
                            86401000, 'Готово.', 'sms');
                    INSERT INTO message (appeal, kind, recipient, body, state, dueAt, createdAt, changedAt)
                        VALUES (1, 'registered', '+79000000042', 'текст', 'delivered', 1, 1, 1);
                    INSERT INTO messagePart (message, part, text) VALUES (1, 0, 'текст');
                    """
            )
            try db.execute(
                sql: "INSERT INTO event VALUES (1, 1, 1000, 'caller', 'agi', 'received', '', ?)",
                arguments: [Data(hash)]
            )
        }
        try before.close()
        let store = try Store(path: file.path)
        #expect(
            try await store.appeals(AppealFilter(isOpen: false)).map(\.status) == [.received, .inProgress, .closed]
        )
        #expect(try await store.appeal(AppealNumber(2))?.deadlines.take?.due == Instant(milliseconds: 1_802_000))
        #expect(try await store.messages(limit: 9).map(\.state) == [.delivered])
        #expect(try await store.nextAlarm() == nil)
        #expect(try await store.reschedule(by: .regulation, at: Fixtures.now) == 2)
        #expect(try await store.nextAlarm() == Instant(milliseconds: 1_201_000))
        // What was told of terms that the log does not know is no difference.
        let regulation = Fixtures.regulation()
        let warned = Instant(milliseconds: 1_201_000)
        #expect(try await store.tellAlarms(at: warned, limit: 9, by: regulation).appeals == 1)
        #expect(
            try await store.audit() == [
                .differs(appeal: AppealNumber(2), field: "events"), .differs(appeal: AppealNumber(3), field: "events"),
            ]
        )
        let broken = try await store.read { db in try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").count }
        #expect(broken == 0)
        let indexes = try await store.read { db in
            try String.fetchSet(
                db,
                sql: "SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name IN ('appeal', 'message')"
            )
        }
        #expect(
            indexes.isSuperset(of: [
                "appeal_open", "appeal_load", "appeal_phone", "appeal_alarm", "appeal_kept", "appeal_untold",
                "appeal_received",
                "message_due", "message_waiting", "message_appeal", "message_registered", "message_dropped",
            ])
        )
    }
}
