internal import GRDB
public import HotlineCore

/// How the database is, as far as a quick look tells.
public struct StoreHealth: Hashable, Sendable {
    /// When the newest event was logged.
    public var newestEvent: Instant?
    /// How many texts wait to be sent.
    public var waiting: Int
    /// When the oldest text that waits became due, where one is due.
    public var oldestDue: Instant?
}

extension Store {
    /// Looks how the database is, and whether it can be written.
    ///
    /// - Parameter now: When.
    /// - Returns: What was seen.
    /// - Throws: ``StoreError`` where it cannot be read or written.
    public func health(at now: Instant) async throws(StoreError) -> StoreHealth {
        // Takes the right to write and leaves everything as it is.
        try await write { db in
            StoreHealth(
                newestEvent: Instant(try db.row("SELECT at FROM event ORDER BY id DESC LIMIT 1")?["at"]),
                waiting: try db.row(
                    "SELECT count(*) AS waiting FROM message WHERE state IN ('queued', 'sending', 'unknown') AND dueAt IS NOT NULL"
                )?["waiting"] ?? 0,
                oldestDue: Instant(
                    try db.row(
                        "SELECT min(dueAt) AS due FROM message WHERE state = 'queued' AND dueAt <= ?",
                        [now.milliseconds]
                    )?["due"]
                )
            )
        }
    }
}
