internal import GRDB
internal import HotlineCore

/// The hotline's memory: one SQLite file, which several programs may have open at once.
///
/// Each method is one transaction and keeps every rule the schema states. Writes of one program that come at the same time are
/// made durable together.
public struct Store: Sendable {
    let database: any DatabaseWriter
    let commits: GroupCommit

    /// Opens the store at `path`, bringing its schema up to date.
    ///
    /// - Parameters:
    ///   - path: The file, made where it is missing; its folder must be there.
    ///   - busyTimeout: How long to wait for another program that holds the file.
    /// - Throws: ``StoreError``, which says what is wrong with the file.
    public init(path: String, busyTimeout: Duration = .seconds(5)) throws(StoreError) {
        FreedMemory.keep()
        do {
            var configuration = Configuration()
            configuration.busyMode = .timeout(Double(busyTimeout.milliseconds) / 1000)
            configuration.label = "hotline.store"
            self = try Opening.alone(besideStore: path, waiting: busyTimeout) {
                let pool = try DatabasePool(path: path, configuration: configuration)
                // The pool sets NORMAL when it turns on write-ahead logging; FULL makes a commit outlive a power cut.
                try pool.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA synchronous = FULL") }
                return try Store(pool, file: FileIdentity(path: path))
            }
            // A file that may only be read opens well; a write that changes nothing tells at the start.
            try database.write { db in try db.execute(sql: "UPDATE counter SET last = last WHERE name = ''") }
        } catch {
            throw StoreError(error, path: path)
        }
    }

    /// A store in a file that only we use.
    init(file queue: DatabaseQueue) throws { try self.init(queue, file: nil) }

    /// A store that lives in memory, for tests and trials.
    public static func inMemory() throws(StoreError) -> Store {
        do {
            return try Store(DatabaseQueue(), file: nil)
        } catch {
            throw StoreError(error, path: ":memory:")
        }
    }

    private init(_ database: any DatabaseWriter, file: FileIdentity?) throws {
        self.database = database
        commits = GroupCommit(database: database, file: file)
        let migrator = DatabaseMigrator.hotline
        let state = try database.read { db in
            (
                isNewer: try migrator.hasBeenSuperseded(db), isCurrent: try migrator.hasCompletedMigrations(db),
                isOurs: try db.isNewOrOurs()
            )
        }
        guard !state.isNewer else { throw StoreError.newerVersion(path: database.path) }
        guard state.isOurs else { throw StoreError.damaged(path: database.path) }
        if !state.isCurrent { try migrator.migrate(database) }
    }

    /// Closes the file; what is in hand is finished first.
    public func close() throws {
        try database.close()
    }

    /// The settings that make a commit durable, as SQLite has them, for a test and for `doctor`.
    public func durability() async throws(StoreError) -> (journalMode: String, synchronous: Int) {
        try await write { db in
            let mode = try String.fetchOne(db, sql: "PRAGMA journal_mode") ?? ""
            let level = try Int.fetchOne(db, sql: "PRAGMA synchronous") ?? -1
            return (mode, level)
        }
    }
}

extension Database {
    /// Whether nothing is in the file yet, or something that a migration put there; what others made is left alone.
    fileprivate func isNewOrOurs() throws -> Bool {
        let objects = try Int.fetchOne(self, sql: "SELECT count(*) FROM sqlite_master")
        return try objects == 0 || tableExists("grdb_migrations")
    }
}

extension Store {
    /// Runs `body` in a transaction, which becomes durable with others that come at the same time.
    func write<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(StoreError) -> Value {
        let result: Result<Value, StoreError> = await withCheckedContinuation { continuation in
            commits.submit(body) { continuation.resume(returning: $0) }
        }
        return try result.get()
    }

    /// Runs `body` on a state of the database that no write changes meanwhile.
    func read<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws(StoreError) -> Value
    {
        do {
            return try await database.read(body)
        } catch {
            throw StoreError(error, path: database.path)
        }
    }
}
