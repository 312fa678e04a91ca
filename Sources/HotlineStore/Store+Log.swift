internal import GRDB
public import HotlineCore

extension Store {
    /// The events of an appeal, oldest first, with what was written with them.
    public func events(of appeal: AppealNumber) async throws(StoreError) -> [LoggedEvent] {
        try await read { db in
            try db.rows(
                """
                SELECT event.*, words.text FROM event LEFT JOIN words ON words.event = event.id
                WHERE event.appeal = ? ORDER BY event.id
                """,
                [appeal.value]
            ).map(LoggedEvent.init)
        }
    }

    /// The notes about these appeals as events with their words, newest first.
    public func notes(of appeals: Set<AppealNumber>) async throws(StoreError) -> [LoggedEvent] {
        try await read { db in
            try db.rows(
                """
                SELECT event.*, words.text FROM event LEFT JOIN words ON words.event = event.id
                WHERE event.appeal IN (SELECT value FROM json_each(?)) AND event.kind = 'noted' ORDER BY event.id DESC
                """,
                [appeals.jsonArray]
            ).map(LoggedEvent.init)
        }
    }
}

extension LoggedEvent {
    /// Reads a row of the log, with its words in the column `text`.
    init(_ row: Row) {
        self.init(
            id: row["id"],
            appeal: AppealNumber(row["appeal"]),
            at: Instant(milliseconds: row["at"]),
            actor: row["actor"],
            channel: row["channel"],
            kind: row["kind"],
            detail: row["detail"],
            words: row["text"]
        )
    }
}
