internal import GRDB
public import HotlineCore

/// What one look at the terms brought.
public struct AlarmReport: Hashable, Sendable {
    /// How many appeals had something due.
    public var appeals = 0
    /// How late the latest of it was told, counted from when the appeal was kept where it was due before; zero where nothing was.
    public var late = Duration.zero
    /// Whether the head was told that it was late.
    public var isLatenessTold = false
}

extension Store {
    /// When the next alarm is due; `nil` where none is ahead.
    public func nextAlarm() async throws(StoreError) -> Instant? {
        try await read { db in
            Instant(try db.row("SELECT min(nextAlarm) AS next FROM appeal WHERE nextAlarm IS NOT NULL")?["next"])
        }
    }

    /// Tells what is due of the terms: each alarm once, whoever asks and however often, because what was told is kept in the
    /// transaction that tells it.
    ///
    /// - Parameters:
    ///   - now: When.
    ///   - limit: The most appeals to deal with in this transaction.
    ///   - regulation: The rules.
    /// - Returns: What was told.
    /// - Throws: ``StoreError`` where the store cannot be read or written.
    public func tellAlarms(at now: Instant, limit: Int, by regulation: Regulation) async throws(StoreError)
        -> AlarmReport
    {
        guard let next = try await nextAlarm(), next <= now else { return AlarmReport() }
        return try await write { db in
            var report = AlarmReport()
            let due = try db.rows(
                """
                SELECT appeal.*, max(nextAlarm, coalesce(entered.at, 0)) AS watchedFrom
                FROM appeal LEFT JOIN entered ON entered.appeal = appeal.number
                WHERE nextAlarm <= ? ORDER BY nextAlarm, number LIMIT ?
                """,
                [now.milliseconds, limit]
            ).map { (appeal: Appeal($0), watchedFrom: Instant(milliseconds: $0["watchedFrom"])) }
            guard !due.isEmpty else { return report }
            let workload = try db.workload(at: now)
            var lateAppeals: [Appeal] = []
            for (appeal, watchedFrom) in due {
                let late = now - watchedFrom
                let change = regulation.alarming(appeal, at: now, given: workload)
                _ = try db.apply(change, at: now)
                report.appeals += 1
                guard late >= Regulation.lateness, !change.events.isEmpty else { continue }
                report.late = max(report.late, late)
                lateAppeals.append(appeal)
            }
            report.isLatenessTold = try db.tellLateness(report.late, of: lateAppeals, workload, at: now, by: regulation)
            return report
        }
    }

    /// Sets the next alarm of every open appeal as these terms have it, which may not be those it was set by.
    ///
    /// - Returns: How many appeals had another one.
    public func reschedule(by terms: Terms) async throws(StoreError) -> Int {
        try await write { db in
            var changed = 0
            for row in try db.rows("SELECT * FROM appeal WHERE status <> 'closed'") {
                let appeal = Appeal(row)
                let next = terms.alarmsAhead(of: appeal).first?.at
                guard next != appeal.nextAlarm else { continue }
                try db.run(
                    "UPDATE appeal SET nextAlarm = ? WHERE number = ?",
                    [next?.milliseconds, appeal.number.value]
                )
                changed += 1
            }
            return changed
        }
    }
}

extension Database {
    /// Tells the head that terms were watched late, unless that was told not long ago.
    fileprivate func tellLateness(
        _ late: Duration,
        of appeals: [Appeal],
        _ workload: Workload,
        at now: Instant,
        by regulation: Regulation
    ) throws -> Bool {
        guard let first = appeals.first else { return false }
        let silent = now + .seconds(-3600)
        guard
            try row("SELECT 1 FROM lateness WHERE at > ? AND at <= ?", [silent.milliseconds, now.milliseconds]) == nil
        else { return false }
        // Those this transaction has no room for are late too, and would be passed over in silence.
        let (more, earliest) = try stillLate(at: now)
        let count = appeals.count + more
        let late = max(late, earliest.map { now - $0 } ?? .zero)
        let texts = regulation.wordOfLateTimers(of: first, count: count, late: late, at: now, given: workload)
        for text in texts { try queue(text, for: first.number, at: now) }
        try run(
            "INSERT INTO lateness (at, late, alarms) VALUES (?, ?, ?)",
            [now.milliseconds, late.milliseconds, count]
        )
        return true
    }

    /// How many appeals have something due that is late already, and since when the latest of it.
    private func stillLate(at now: Instant) throws -> (count: Int, since: Instant?) {
        let row = try row(
            """
            SELECT count(*) AS count, min(max(nextAlarm, coalesce(entered.at, 0))) AS since
            FROM appeal LEFT JOIN entered ON entered.appeal = appeal.number
            WHERE nextAlarm <= :last AND coalesce(entered.at, 0) <= :last
            """,
            ["last": (now + (.zero - Regulation.lateness)).milliseconds]
        )
        return (row?["count"] ?? 0, Instant(row?["since"]))
    }
}
