internal import GRDB
public import HotlineCore

/// How the database is, as far as a quick look tells.
public struct StoreHealth: Hashable, Sendable {
    /// When the newest event was logged.
    public var newestEvent: Instant?
    /// How the texts stand.
    public var outbox: OutboxFigures
}

extension Store {
    /// Looks how the database is, and whether it can be written.
    ///
    /// - Returns: What was seen.
    /// - Throws: ``StoreError`` where it cannot be read or written.
    public func health() async throws(StoreError) -> StoreHealth {
        // Takes the right to write and leaves everything as it is. The texts are counted without it, so that no call waits.
        let newestEvent = try await write { db in
            Instant(try db.row("SELECT at FROM event ORDER BY id DESC LIMIT 1")?["at"])
        }
        return StoreHealth(newestEvent: newestEvent, outbox: try await outboxFigures())
    }
}
