internal import GRDB
public import HotlineCore

extension Store {
    /// From when on reports of these kinds are mailed: the first time they were wanted.
    ///
    /// What is not wanted any more begins anew when it is, so that nobody gets what was due while nobody wanted it.
    public func reportStart(
        of kinds: Set<ReportPeriod.Kind>,
        at now: Instant
    ) async throws(StoreError) -> [ReportPeriod.Kind: Instant] {
        let kept = try await read { db in try db.reportStarts() }
        if Set(kept.keys) == kinds, kept.values.allSatisfy({ $0 <= now }) { return kept }
        return try await write { db in
            for kind in ReportPeriod.Kind.allCases {
                guard kinds.contains(kind) else {
                    try db.run("DELETE FROM reportStart WHERE kind = ?", [kind.rawValue])
                    continue
                }
                // One that lies ahead is of a clock that was wrong.
                try db.run(
                    """
                    INSERT INTO reportStart (kind, since) VALUES (?1, ?2)
                        ON CONFLICT DO UPDATE SET since = min(since, excluded.since)
                    """,
                    [kind.rawValue, now.milliseconds]
                )
            }
            return try db.reportStarts()
        }
    }

    /// Notes that all reports of a kind that were due until a time have been sent.
    public func noteReportsSent(_ kind: ReportPeriod.Kind, until due: Instant) async throws(StoreError) {
        try await write { db in
            try db.run(
                "UPDATE reportStart SET since = ?2 WHERE kind = ?1 AND since < ?2",
                [kind.rawValue, due.milliseconds]
            )
        }
    }

    /// Whether a report was sent.
    public func wasSent(_ sending: ReportSending) async throws(StoreError) -> Bool {
        try await read { db in try db.wasSent(sending) }
    }

    /// Sends a report, unless it was: the mail and the mark that it went are written together.
    ///
    /// - Returns: Whether it was not sent before.
    public func send(
        _ sending: ReportSending,
        as mail: DraftMail,
        at now: Instant
    ) async throws(StoreError) -> Bool {
        try await write { db in
            guard try !db.wasSent(sending) else { return false }
            let id = try db.queue(mail, for: nil, at: now)
            try db.run(
                """
                INSERT INTO reportSending (kind, source, period, recipient, dueAt, sentAt, mail) VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
                sending.key + [sending.dueAt.milliseconds, now.milliseconds, id]
            )
            return true
        }
    }

    /// Takes addresses and words out of mails about no appeal that were done with before a time.
    ///
    /// What the director was sent stays: it is kept by itself.
    ///
    /// - Returns: How many mails that were.
    public func forgetReportMails(before: Instant, limit: Int) async throws(StoreError) -> Int {
        try await write { db in
            let rows = try db.rows(
                """
                UPDATE mail SET recipient = '', subject = '', text = '', html = ''
                WHERE id IN (SELECT id FROM mail WHERE appeal IS NULL AND text <> '' AND changedAt < ?
                    AND state IN ('sent', 'failed', 'cancelled') LIMIT ?)
                RETURNING id
                """,
                [before.milliseconds, limit]
            )
            for row in rows { try db.run("DELETE FROM mailPicture WHERE mail = ?", [row["id"] as Int64]) }
            return rows.count
        }
    }
}

extension ReportSending {
    /// The columns that no two have alike.
    fileprivate var key: StatementArguments { [kind.rawValue, source?.rawValue ?? "", period, recipient] }
}

extension Database {
    fileprivate func wasSent(_ sending: ReportSending) throws -> Bool {
        try row(
            "SELECT 1 FROM reportSending WHERE kind = ? AND source = ? AND period = ? AND recipient = ?",
            sending.key
        ) != nil
    }

    fileprivate func reportStarts() throws -> [ReportPeriod.Kind: Instant] {
        let rows = try rows("SELECT kind, since FROM reportStart")
        return [ReportPeriod.Kind: Instant](
            uniqueKeysWithValues: rows.compactMap { row in
                ReportPeriod.Kind(rawValue: row["kind"]).map { ($0, Instant(milliseconds: row["since"])) }
            }
        )
    }
}
