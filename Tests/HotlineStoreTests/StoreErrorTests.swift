import Foundation
import GRDB
import Glibc
import HotlineCore
import HotlineTesting
import Testing

@testable import HotlineStore

@Suite struct StoreErrorTests {
    private let file: TemporaryFile

    init() throws { file = try TemporaryFile() }

    private func open(_ path: String? = nil) throws(StoreError) -> Store {
        try Store(path: path ?? file.path, busyTimeout: .milliseconds(20))
    }

    private func makeStore() throws { try Store(path: file.path).close() }

    @Test func `a folder that is missing is told`() {
        let path = file.path + "/missing/hotline.sqlite"
        #expect(throws: StoreError.cannotOpen(path: path, reason: "No such file or directory")) { try open(path) }
    }

    @Test func `a folder in the place of the file is told`() throws {
        try FileManager.default.createDirectory(atPath: file.path, withIntermediateDirectories: true)
        #expect {
            try open()
        } throws: { error in
            if case StoreError.cannotOpen = error { true } else { false }
        }
    }

    @Test(arguments: [5, 100, 511, 512, 8192])
    func `a file that is no database is told, and left as it is`(size: Int) throws {
        let bytes = Data(repeating: UInt8(ascii: "x"), count: size)
        try bytes.write(to: URL(fileURLWithPath: file.path))
        #expect(throws: StoreError.damaged(path: file.path)) { try open() }
        #expect(try Data(contentsOf: URL(fileURLWithPath: file.path)) == bytes)
    }

    @Test func `a database that somebody else made is told, and left as it is`() throws {
        try DatabaseQueue(path: file.path).write { db in try db.execute(sql: "CREATE TABLE other (a)") }
        #expect(throws: StoreError.damaged(path: file.path)) { try open() }
        let tables = try DatabaseQueue(path: file.path).read { db in
            try String.fetchAll(db, sql: "SELECT name FROM sqlite_master")
        }
        #expect(tables == ["other"])
    }

    @Test func `an empty file becomes a database`() async throws {
        try Data().write(to: URL(fileURLWithPath: file.path))
        #expect(try await open().begin(Fixtures.callStart()).appeal == AppealNumber(1))
    }

    @Test func `a database of a later version is told, and left as it is`() throws {
        try makeStore()
        try DatabaseQueue(path: file.path).write { db in
            try db.execute(sql: "INSERT INTO grdb_migrations (identifier) VALUES ('9999-later')")
        }
        #expect(throws: StoreError.newerVersion(path: file.path)) { try open() }
    }

    @Test(arguments: [true, false])
    func `a database that another program holds is told`(isMade: Bool) throws {
        if isMade { try makeStore() }
        let other = try DatabaseQueue(path: file.path, configuration: .unsafe)
        try other.writeWithoutTransaction { db in
            if !isMade { try db.execute(sql: "CREATE TABLE grdb_migrations (identifier TEXT)") }
            try db.execute(sql: "BEGIN EXCLUSIVE")
        }
        #expect(throws: StoreError.locked(path: file.path)) { try open() }
        try other.writeWithoutTransaction { db in try db.execute(sql: "ROLLBACK") }
    }

    @Test func `a database that another program is opening for too long is told`() throws {
        let descriptor = Glibc.open("\(file.path).lock", O_RDONLY | O_CREAT, 0o660)
        #expect(flock(descriptor, LOCK_EX) == 0)
        #expect(throws: StoreError.locked(path: file.path)) { try open() }
        close(descriptor)
        #expect(throws: Never.self) { try open() }
    }

    @Test func `a full disk is told, what was kept stays, and the next call is kept when there is room`() async throws {
        let store = try open()
        let begun = try await store.begin(Fixtures.callStart("1"))
        let pages = try await store.database.writeWithoutTransaction { db in
            try Int.fetchOne(db, sql: "PRAGMA max_page_count = 1") ?? 0
        }
        #expect(pages > 0)
        await #expect(throws: StoreError.full(path: file.path)) {
            for index in 0..<1000 {
                _ = try await store.begin(Fixtures.callStart("full-\(index)", from: Fixtures.withheld))
            }
        }
        #expect(try await store.appeal(begun.appeal)?.number == begun.appeal)
        _ = try await store.database.writeWithoutTransaction { db in
            try Int.fetchOne(db, sql: "PRAGMA max_page_count = 1000000")
        }
        let count = try await store.calls(limit: 10_000).count
        #expect(
            try await store.begin(Fixtures.callStart("after", from: Fixtures.withheld)).appeal.value == Int64(count) + 1
        )
        #expect(try await store.audit().isEmpty)
    }

    // MARK: - Rights

    /// Does `body` with the rights of an account that owns nothing.
    ///
    /// Rights do not stop root, so this thread, and it alone, asks the file system as somebody else meanwhile.
    private func asNobody<Value>(_ body: () throws -> Value) throws -> Value {
        typealias SetFileSystemUser = @convention(c) (UInt32) -> Int32
        let symbol = try #require(dlsym(nil, "setfsuid"))
        let setUser = unsafeBitCast(symbol, to: SetFileSystemUser.self)
        let before = setUser(65534)
        defer { _ = setUser(UInt32(bitPattern: before)) }
        return try body()
    }

    private func setMode(_ mode: Int, of path: String) throws {
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    }

    @Test func `a file that may only be read is told when it is opened`() throws {
        try makeStore()
        try setMode(0o777, of: URL(fileURLWithPath: file.path).deletingLastPathComponent().path)
        try setMode(0o444, of: file.path)
        try setMode(0o666, of: "\(file.path).lock")
        #expect(throws: StoreError.readOnly(path: file.path)) { try asNobody { try open() } }
    }

    @Test func `a file that may not even be read is told`() throws {
        try makeStore()
        try setMode(0o777, of: URL(fileURLWithPath: file.path).deletingLastPathComponent().path)
        try setMode(0, of: file.path)
        try setMode(0o666, of: "\(file.path).lock")
        #expect {
            try asNobody { try open() }
        } throws: { error in
            if case StoreError.cannotOpen = error { true } else { false }
        }
    }

    @Test(arguments: [true, false])
    func `a folder that may only be read is told`(isMade: Bool) throws {
        if isMade { try makeStore() }
        try setMode(0o555, of: URL(fileURLWithPath: file.path).deletingLastPathComponent().path)
        #expect {
            try asNobody { try open() }
        } throws: { error in
            switch error {
            case StoreError.cannotOpen, StoreError.readOnly: true
            default: false
            }
        }
        try setMode(0o755, of: URL(fileURLWithPath: file.path).deletingLastPathComponent().path)
    }

    @Test(arguments: [
        StoreError.cannotOpen(path: "/x", reason: "why"), .readOnly(path: "/x"), .locked(path: "/x"),
        .newerVersion(path: "/x"), .damaged(path: "/x"), .full(path: "/x"), .failed(path: "/x", code: 787),
        .olderVersion(path: "/x"), .notUpgraded(path: "/x", code: 19),
    ])
    func `each fault is one line with the file in front`(error: StoreError) {
        #expect(
            "\(error)".hasPrefix("/x: the ") || "\(error)".hasPrefix("/x: this ")
                || "\(error)".hasPrefix("/x: another ")
        )
        #expect(!"\(error)".contains("\n"))
    }
}
