internal import GRDB

/// Tells whether anybody changed the store since somebody looked, on a connection of its own.
///
/// Only SQLite may look: a file of a database that is opened and closed by anything else in this program takes the locks with
/// it that SQLite holds there (SQLite, "How To Corrupt An SQLite Database File", 2.2).
public final class StoreVersion: Sendable {
    private let queue: DatabaseQueue

    /// Opens a store that is there.
    ///
    /// - Throws: ``StoreError`` where it cannot be read.
    public init(path: String) throws(StoreError) {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.label = "hotline.version"
        do {
            queue = try DatabaseQueue(path: path, configuration: configuration)
        } catch {
            throw StoreError(error, path: path)
        }
    }

    /// The version, which every transaction of others changes as soon as it counts (`PRAGMA data_version`).
    ///
    /// - Throws: ``StoreError`` where the store cannot be read.
    public func current() async throws(StoreError) -> Int64 {
        do {
            return try await queue.read { db in try Int64.fetchOne(db, sql: "PRAGMA data_version") ?? 0 }
        } catch {
            throw StoreError(error, path: queue.path)
        }
    }
}
