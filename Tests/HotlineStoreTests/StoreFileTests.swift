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
}
