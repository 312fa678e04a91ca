import Foundation
import GRDB
import HotlineCore
import HotlineTesting
import Testing

@testable import HotlineStore

/// A copy is one moment of the database, whole, however much is written meanwhile.
@Suite struct StoreBackupTests {
    private let file: TemporaryFile
    private let store: Store

    init() throws {
        file = try TemporaryFile()
        store = try Store(path: file.path)
    }

    private var copy: String { "\(file.path).copy" }

    @Test func `a copy made while others write is whole, and of one moment`() async throws {
        for place in 0..<20 { _ = try await store.record("a\(place)", from: Fixtures.mobile(place)) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                for place in 20..<60 { _ = try await store.record("b\(place)", from: Fixtures.mobile(place)) }
            }
            group.addTask { try await store.copy(to: copy) }
            try await group.waitForAll()
        }
        let report = try await Store.verify(copyAt: copy)
        #expect(report.findings.isEmpty && (20...60).contains(report.appeals), "\(report)")
        #expect(report.events > report.appeals && report.seal?.contains(":") == true)
        // Nothing was left beside it, and the original goes on.
        #expect(!FileManager.default.fileExists(atPath: "\(copy)-wal"))
        #expect(try await store.audit().isEmpty)
        await #expect(throws: StoreError.self) { try await store.copy(to: copy) }
    }

    @Test func `what was done to a copy is found`() async throws {
        let number = try await store.record().appeal
        for (sql, word) in [
            ("UPDATE appeal SET closeDue = closeDue + 1", "не сходится"),
            ("DELETE FROM appeal", "refers to nothing"),
            ("DROP TRIGGER event_unchanged; UPDATE event SET actor = 'x' WHERE id = 2", "изменено после записи"),
        ] {
            try? FileManager.default.removeItem(atPath: copy)
            try await store.copy(to: copy)
            var configuration = Configuration()
            configuration.foreignKeysEnabled = false
            let queue = try DatabaseQueue(path: copy, configuration: configuration)
            try await queue.write { db in try db.execute(sql: sql) }
            try queue.close()
            let report = try await Store.verify(copyAt: copy)
            #expect(report.findings.contains { $0.contains(word) }, "\(sql): \(report.findings) \(number)")
        }
        try Data("no database".utf8).write(to: URL(filePath: copy))
        await #expect(throws: StoreError.self) { _ = try await Store.verify(copyAt: copy) }
    }

    @Test func `a database that others use is not for replacing, and its last number is not given again`() async throws
    {
        _ = try await store.record()
        let block = try await store.reserveNumbers(10, ahead: 5)
        await #expect(throws: StoreError.locked(path: file.path)) {
            _ = try await Store.lastNumber(inFileAt: file.path)
        }
        try await store.copy(to: copy)
        try store.close()
        #expect(try await Store.lastNumber(inFileAt: file.path) == block.last)
        try await Store.skipNumbers(upTo: AppealNumber(5000), orAhead: 100, inCopyAt: copy)
        try await Store.skipNumbers(upTo: AppealNumber(3), orAhead: 100, inCopyAt: copy)
        // Where nobody knows what the other gave out, it goes on well ahead of what it knows itself.
        try await Store.skipNumbers(upTo: nil, orAhead: 100, inCopyAt: copy)
        let restored = try Store(path: copy)
        #expect(try await restored.record("9.9", from: Fixtures.mobile(9)).appeal == AppealNumber(5101))
        #expect(try await restored.audit().isEmpty)
        try restored.close()
    }
}
