import Foundation
import GRDB
import HotlineCore
import HotlineTesting
import Testing

@testable import HotlineStore

/// What happens to a database of an earlier version, and to the one that made it.
@Suite(.timeLimit(.minutes(1)))
struct DatabaseUpgradeTests {
    private let file: TemporaryFile
    private var kept: String { "\(file.path).before-upgrade-of-0011-reports" }

    init() throws {
        file = try TemporaryFile()
        let before = try DatabaseQueue(path: file.path)
        try DatabaseMigrator.hotline.migrate(before, upTo: "0011-reports")
        try before.write { db in
            try db.execute(
                sql: """
                    INSERT INTO appeal (number, source, status, phone, receivedAt, distributeFrom, distributeDue,
                            closeFrom, closeDue)
                        VALUES (7, 'phone', 'received', '+79000000042', 1, 1, 1, 1, 1);
                    """
            )
        }
        try before.close()
    }

    /// The last migration in a file, and the numbers of the appeals in it.
    private func content(of path: String) throws -> [String] {
        let queue = try DatabaseQueue(path: path)
        defer { try? queue.close() }
        return try queue.read { db in
            try String.fetchAll(db, sql: "SELECT max(identifier) FROM grdb_migrations")
                + String.fetchAll(db, sql: "SELECT number FROM appeal")
        }
    }

    private func names() throws -> [String] {
        let url = URL(filePath: file.path)
        let all = try FileManager.default.contentsOfDirectory(atPath: url.deletingLastPathComponent().path())
        return all.filter { $0.hasPrefix(url.lastPathComponent) && !$0.hasSuffix(".lock") }.sorted()
    }

    @Test func `a database of an earlier version is brought up to date, and kept as it was beside it`() throws {
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: file.path)
        #expect(try Store.upgrade(path: file.path, busyTimeout: .seconds(5)) == .done(kept: kept))
        #expect(try content(of: file.path) == ["0012-web", "7"])
        #expect(try content(of: kept) == ["0011-reports", "7"])
        #expect(try names().count == 2)
        let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int
        #expect(mode == 0o640)
        #expect(try Store.upgrade(path: file.path, busyTimeout: .seconds(5)) == .notNeeded)
    }

    @Test func `opening does the same, and where a kept one has the name already takes another`() throws {
        try Data().write(to: URL(filePath: kept))
        try Store(path: file.path).close()
        #expect(try content(of: file.path) == ["0012-web", "7"])
        #expect(try content(of: "\(kept)-2") == ["0011-reports", "7"])
    }

    @Test func `who leaves that to others does not open it`() throws {
        #expect(throws: StoreError.olderVersion(path: file.path)) { try Store(path: file.path, older: .refused) }
        #expect(try content(of: file.path) == ["0011-reports", "7"])
    }

    @Test func `a migration that fails leaves the database as it was, and nothing beside it`() throws {
        let before = try DatabaseQueue(path: file.path)
        // The migration wants to make a table of this name itself.
        try before.write { db in try db.execute(sql: "CREATE TABLE secret (x)") }
        try before.close()
        for _ in 0..<2 {
            #expect(throws: StoreError.notUpgraded(path: file.path, code: 1)) { try Store(path: file.path) }
        }
        #expect(try content(of: file.path) == ["0011-reports", "7"])
        #expect(try names().filter { $0.contains("upgrad") } == [])
    }

    @Test func `while another program has it open it is left alone`() throws {
        let other = try DatabasePool(path: file.path)
        _ = try other.read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM appeal") }
        #expect(throws: StoreError.locked(path: file.path)) {
            try Store.upgrade(path: file.path, busyTimeout: .milliseconds(100))
        }
        try other.close()
        #expect(try content(of: file.path) == ["0011-reports", "7"])
        #expect(try Store.upgrade(path: file.path, busyTimeout: .seconds(5)) == .done(kept: kept))
    }

    @Test func `what an interrupted try left is in nobody's way`() throws {
        try Data("half of it".utf8).write(to: URL(filePath: "\(file.path).upgrading"))
        #expect(try Store.upgrade(path: file.path, busyTimeout: .seconds(5)) == .done(kept: kept))
        #expect(try content(of: file.path) == ["0012-web", "7"])
    }

    @Test func `where there is no database none is made`() throws {
        let path = "\(file.path).none"
        #expect(try Store.upgrade(path: path, busyTimeout: .seconds(5)) == .notMade)
        #expect(!FileManager.default.fileExists(atPath: path))
    }
}
