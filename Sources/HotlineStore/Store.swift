internal import GRDB
internal import HotlineCore

/// The hotline's memory: one SQLite file, which several programs may have open at once.
///
/// Each method is one transaction and keeps every rule the schema states. Writes of one program that come at the same time are
/// made durable together.
public struct Store: Sendable {
    let database: any DatabaseWriter
    let commits: GroupCommit

    /// What is done with a file that an earlier version of these programs made.
    public enum OlderVersion: Sendable {
        /// It is brought up to date.
        case upgraded
        /// It is not opened.
        case refused
    }

    /// Opens the store at `path`, bringing its schema up to date.
    ///
    /// - Parameters:
    ///   - path: The file, made where it is missing; its folder must be there.
    ///   - busyTimeout: How long to wait for another program that holds the file.
    ///   - older: What to do with one of an earlier version.
    /// - Throws: ``StoreError``, which says what is wrong with the file.
    public init(
        path: String,
        busyTimeout: Duration = .seconds(5),
        older: OlderVersion = .upgraded
    ) throws(StoreError) {
        FreedMemory.keep()
        do {
            var configuration = Configuration()
            configuration.busyMode = .timeout(Double(busyTimeout.milliseconds) / 1000)
            configuration.label = "hotline.store"
            self = try Opening.alone(besideStore: path, waiting: busyTimeout) {
                DatabaseFile.make(at: path)
                var pool = try Self.pool(path, configuration)
                if case .older = try pool.read(SchemaState.init) {
                    try pool.close()
                    guard older == .upgraded else { throw StoreError.olderVersion(path: path) }
                    _ = try DatabaseUpgrade(path: path, patience: busyTimeout).run()
                    pool = try Self.pool(path, configuration)
                }
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
        switch try database.read(SchemaState.init) {
        case .newer: throw StoreError.newerVersion(path: database.path)
        case .foreign: throw StoreError.damaged(path: database.path)
        // An older one is a copy that only we use: what others may have open was brought up to date before.
        case .empty, .older: try DatabaseMigrator.hotline.migrate(database)
        case .current: break
        }
    }

    private static func pool(_ path: String, _ configuration: Configuration) throws -> DatabasePool {
        let pool = try DatabasePool(path: path, configuration: configuration)
        // The pool sets NORMAL when it turns on write-ahead logging; FULL makes a commit outlive a power cut.
        try pool.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA synchronous = FULL") }
        return pool
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
