internal import GRDB
public import HotlineCore

extension Store {
    /// How the texts stand.
    public func outboxFigures() async throws(StoreError) -> OutboxFigures {
        try await read { db in
            var states: [MessageState: Int] = [:]
            for row in try db.rows("SELECT state, count(*) AS texts FROM message GROUP BY state") {
                if let state = MessageState(rawValue: row["state"]) { states[state] = row["texts"] }
            }
            let repeats = try db.row("SELECT coalesce(sum(repeats), 0) AS repeats FROM message WHERE repeats > 0")
            let oldest = try db.row(
                "SELECT min(dueAt) AS due FROM message WHERE state IN ('queued', 'held', 'sending', 'unknown')"
            )
            var incoming: [String: Int] = [:]
            for row in try db.rows(
                "SELECT coalesce(outcome, 'new') AS outcome, count(*) AS texts FROM inbox GROUP BY 1"
            ) {
                incoming[row["outcome"]] = row["texts"]
            }
            return OutboxFigures(
                states: states,
                repeats: repeats?["repeats"] ?? 0,
                oldestDue: Instant(oldest?["due"]),
                incoming: incoming
            )
        }
    }
}
