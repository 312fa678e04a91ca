internal import GRDB
internal import HotlineCore

extension Database {
    /// Cancels what would still tell an author a result that does not stand any more.
    ///
    /// What is being sent goes, and what becomes of it says nothing of the result that comes next.
    func cancelResults(of appeal: AppealNumber, at now: Instant) throws {
        try run(
            """
            UPDATE mail SET state = 'cancelled', changedAt = ?, reason = 'reopened'
            WHERE appeal = ? AND state IN ('queued', 'unknown')
            """,
            [now.milliseconds, appeal.value]
        )
        try run(
            """
            UPDATE message SET state = 'cancelled', changedAt = ?, reason = 'reopened'
            WHERE appeal = ? AND kind = 'closed' AND state IN ('queued', 'held')
            """,
            [now.milliseconds, appeal.value]
        )
        try run("DELETE FROM handover WHERE kind = 'untold' AND appeal = ?", [appeal.value])
    }

    /// Whether the text with the result that stands did not arrive, as far as anybody knows.
    func isResultUndelivered(of appeal: Appeal) throws -> Bool {
        guard let closedAt = appeal.closedAt else { return false }
        return try row(
            """
            SELECT 1 FROM message
            WHERE appeal = ? AND kind = 'closed' AND createdAt >= ?
                AND (state IN ('undelivered', 'failed', 'unknown', 'accepted')
                    OR (state = 'cancelled' AND reason IS NOT 'reopened'))
            """,
            [appeal.number.value, closedAt.milliseconds]
        ) != nil
    }
}
