internal import GRDB
internal import HotlineCore

#if canImport(Glibc)
internal import Glibc
#endif

/// Brings a database of an earlier version up to date.
///
/// A copy is migrated and looked through, and takes the database's place in one step. Whatever fails, and whenever the power
/// goes, the path leads to the old database or to the new one, whole; the old one is kept beside it. Nobody else may open the
/// database meanwhile, which ``Opening`` sees to.
struct DatabaseUpgrade {
    /// How long between two tries to have the file for ourselves, in milliseconds.
    private static let pause: Int64 = 50

    let path: String
    /// How long to wait for programs that still have the file open.
    let patience: Duration

    /// Does it where there is something to do.
    ///
    /// - Returns: What there was to do.
    /// - Throws: ``StoreError``; the database is then as it was.
    func run() throws -> Store.Upgrade {
        var configuration = Configuration()
        configuration.label = "hotline.upgrade"
        let old = try DatabaseQueue(path: path, configuration: configuration)
        defer { try? old.close() }
        let last: String
        switch try old.read(SchemaState.init) {
        case .current: return .notNeeded
        case .empty: return .notMade
        case .newer: throw StoreError.newerVersion(path: path)
        case .foreign: throw StoreError.damaged(path: path)
        case .older(let migration): last = migration
        }
        try takeForOurselves(old)
        let fresh = "\(path).upgrading"
        // What an interrupted try left.
        remove(fresh)
        do {
            try migrate(old, into: fresh, configuration)
            try old.close()
            let kept = DatabaseFile.freeName("\(path).before-upgrade-of-\(last)")
            try DatabaseFile.exchange(fresh, for: path, keeping: kept)
            return .done(kept: kept)
        } catch {
            remove(fresh)
            throw error
        }
    }

    /// Leaves write-ahead logging, which goes only when no other program has the file open, and puts all of it into the one file.
    private func takeForOurselves(_ old: DatabaseQueue) throws {
        var left = patience.milliseconds / Self.pause
        while true {
            do {
                let mode = try old.writeWithoutTransaction { db in
                    try String.fetchOne(db, sql: "PRAGMA journal_mode = DELETE")
                }
                if mode == "delete" { return }
            } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
                // Somebody has it.
            }
            guard left > 0 else { throw StoreError.locked(path: path) }
            left -= 1
            usleep(UInt32(Self.pause) * 1000)
        }
    }

    private func migrate(_ old: DatabaseQueue, into fresh: String, _ configuration: Configuration) throws {
        let copy = try DatabaseQueue(path: fresh, configuration: configuration)
        defer { try? copy.close() }
        try old.backup(to: copy)
        do {
            try DatabaseMigrator.hotline.migrate(copy)
        } catch {
            guard case .failed(_, let code) = StoreError(error, path: path) else { throw error }
            throw StoreError.notUpgraded(path: path, code: code)
        }
        let findings = try copy.read { db in try String.fetchAll(db, sql: "PRAGMA integrity_check(1)") }
        guard findings == ["ok"] else { throw StoreError.damaged(path: path) }
        try copy.close()
        try DatabaseFile.give(fresh, theRightsOf: path)
    }

    private func remove(_ fresh: String) {
        for end in ["", "-journal"] { unlink(fresh + end) }
    }
}

extension Store {
    /// What there was to do to bring a database up to date.
    public enum Upgrade: Hashable, Sendable {
        /// It was done, and the old database is kept in a file beside it.
        case done(kept: String)
        /// It is up to date.
        case notNeeded
        /// There is none yet.
        case notMade
    }

    /// Brings the database at `path` up to date, as opening it does.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - busyTimeout: How long to wait for other programs that have the file open.
    /// - Returns: What there was to do.
    /// - Throws: ``StoreError``; the database is then as it was.
    public static func upgrade(path: String, busyTimeout: Duration) throws(StoreError) -> Upgrade {
        guard access(path, F_OK) == 0 else { return .notMade }
        do {
            return try Opening.alone(besideStore: path, waiting: busyTimeout) {
                try DatabaseUpgrade(path: path, patience: busyTimeout).run()
            }
        } catch {
            throw StoreError(error, path: path)
        }
    }
}
