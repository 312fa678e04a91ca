internal import GRDB
public import HotlineCore

/// What a look at a copy of the database found.
public struct CopyReport: Hashable, Sendable {
    /// What is wrong with it; none where it is whole.
    public var findings: [String]
    /// How many appeals there are.
    public var appeals: Int
    /// How many events there are.
    public var events: Int
    /// The end of the log: the number of its last event and that one's hash; `nil` where there is none.
    public var seal: String?
}

extension Store {
    /// Writes all that is kept, as of one moment, into a new file, while others go on writing.
    ///
    /// What was taken out of the database is not in the copy, not even in its free pages.
    ///
    /// - Parameter path: The file, which must not be there.
    /// - Throws: ``StoreError`` where it cannot be written.
    public func copy(to path: String) async throws(StoreError) {
        let source = database.path
        do {
            // On a connection of its own: it takes as long as it takes, and keeps nobody from writing.
            var configuration = Configuration()
            configuration.readonly = true
            configuration.label = "hotline.copy"
            let queue = try DatabaseQueue(path: source, configuration: configuration)
            try await queue.writeWithoutTransaction { db in
                try db.execute(sql: "VACUUM INTO ?", arguments: [path])
            }
            try queue.close()
        } catch {
            throw StoreError(error, path: path)
        }
    }

    /// Looks whether a copy is whole: its pages, what its rows refer to, the chain of its log, and what its appeals say of it.
    ///
    /// - Parameter path: The copy, which nobody else uses.
    /// - Returns: What was found.
    /// - Throws: ``StoreError`` where it is no database, or cannot be read.
    public static func verify(copyAt path: String) async throws(StoreError) -> CopyReport {
        let store = try Store(copyAt: path)
        var findings = try await store.read { db in
            try String.fetchAll(db, sql: "PRAGMA integrity_check(20)").filter { $0 != "ok" }
                + Row.fetchAll(db, sql: "PRAGMA foreign_key_check").prefix(20).map {
                    "a row of \($0[0] as String? ?? "") refers to nothing"
                }
        }
        var counts = (appeals: 0, events: 0)
        // A database whose pages are not in order is not read further.
        if findings.isEmpty {
            var next: Int64? = 1
            while let first = next {
                let slice = try await store.auditEvents(from: first, limit: 20_000)
                findings += slice.findings.map { "\($0)" }
                counts.events += slice.count
                next = slice.next
            }
            next = 1
            while let first = next {
                let slice = try await store.auditAppeals(from: AppealNumber(first), limit: 2_000)
                findings += slice.findings.map { "\($0)" }
                counts.appeals += slice.count
                next = slice.next
            }
        }
        let seal = findings.isEmpty ? try await store.seal() : (0, [])
        try? store.close()
        return CopyReport(
            findings: findings,
            appeals: counts.appeals,
            events: counts.events,
            seal: seal.0 == 0 ? nil : "\(seal.0):\(seal.1.hexadecimal)"
        )
    }

    /// Sees to it that a database that takes another's place gives out no number that the other did.
    ///
    /// - Parameters:
    ///   - last: The last number that may have been given out; `nil` where nobody knows any more.
    ///   - ahead: How far beyond what it gave out itself it goes on then.
    ///   - path: The one that comes, which nobody else uses.
    /// - Throws: ``StoreError`` where it cannot be written.
    public static func skipNumbers(
        upTo last: AppealNumber?,
        orAhead ahead: Int,
        inCopyAt path: String
    ) async throws(StoreError) {
        let store = try Store(copyAt: path)
        try await store.write { db in
            let skipped = try last?.value ?? (db.lastNumber().value + Int64(ahead))
            try db.run("UPDATE counter SET last = max(last, ?) WHERE name = 'appeal'", [skipped])
        }
        try? store.close()
    }

    /// The last number that a database may have given out, reserved ones with them.
    ///
    /// - Parameter path: The database, which nobody else uses.
    /// - Returns: The number.
    /// - Throws: ``StoreError`` where it is none, or another program uses it.
    public static func lastNumber(inFileAt path: String) async throws(StoreError) -> AppealNumber {
        do {
            var configuration = Configuration()
            configuration.busyMode = .timeout(1)
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            // Leaving write-ahead logging takes the file for oneself: another program that has it open keeps one from that.
            let last = try await queue.writeWithoutTransaction { db in
                try db.execute(sql: "PRAGMA journal_mode = DELETE")
                return try db.lastNumber()
            }
            try queue.close()
            return last
        } catch {
            throw StoreError(error, path: path)
        }
    }

    /// Opens a copy that only we use.
    init(copyAt path: String) throws(StoreError) {
        do {
            var configuration = Configuration()
            configuration.label = "hotline.copy"
            self = try Store(file: DatabaseQueue(path: path, configuration: configuration))
        } catch {
            throw StoreError(error, path: path)
        }
    }
}
