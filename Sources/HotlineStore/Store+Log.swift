internal import Foundation
internal import GRDB
public import HotlineCore

/// An event as it is kept.
public struct LoggedEvent: Hashable, Sendable {
    /// Its place in the log, without gaps.
    public var id: Int64
    /// The appeal.
    public var appeal: AppealNumber
    /// When.
    public var at: Instant
    /// Who: `system`, `caller` or a login.
    public var actor: String
    /// Through what.
    public var channel: String
    /// What happened.
    public var kind: String
    /// The facts, `name=value` with semicolons between.
    public var detail: String
}

extension Store {
    /// The events of an appeal, oldest first.
    public func events(of appeal: AppealNumber) async throws(StoreError) -> [LoggedEvent] {
        try await read { db in
            try db.rows(
                "SELECT id, appeal, at, actor, channel, kind, detail FROM event WHERE appeal = ? ORDER BY id",
                [appeal.value]
            ).map { row in
                LoggedEvent(
                    id: row["id"],
                    appeal: AppealNumber(row["appeal"]),
                    at: Instant(milliseconds: row["at"]),
                    actor: row["actor"],
                    channel: row["channel"],
                    kind: row["kind"],
                    detail: row["detail"]
                )
            }
        }
    }

    /// The first event that was changed, dropped or put elsewhere since it was logged, by its place; `nil` where all are whole.
    public func firstBrokenEvent() async throws(StoreError) -> Int64? {
        try await read { db in
            var previous: [UInt8] = []
            var expected: Int64 = 1
            let rows = try Row.fetchCursor(
                db,
                sql: "SELECT id, appeal, at, actor, channel, kind, detail, hash FROM event ORDER BY id"
            )
            while let row = try rows.next() {
                let entry = LogEntry(
                    id: row["id"],
                    appeal: row["appeal"],
                    at: row["at"],
                    actor: row["actor"],
                    channel: row["channel"],
                    kind: row["kind"],
                    detail: row["detail"]
                )
                let hash = Array(row["hash"] as Data)
                guard entry.id == expected, entry.hash(after: previous) == hash else { return expected }
                previous = hash
                expected += 1
            }
            return nil
        }
    }
}
