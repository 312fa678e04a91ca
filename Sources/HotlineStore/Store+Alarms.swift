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
    /// The appeals whose alarms could not be told, each with why.
    public var setAside: [AppealNumber: StoreError] = [:]
}

extension Store {
    /// When the next alarm is due; `nil` where none is ahead.
    ///
    /// - Parameter aside: Appeals to leave alone.
    /// - Returns: When.
    /// - Throws: ``StoreError`` where the store cannot be read.
    public func nextAlarm(except aside: Set<AppealNumber> = []) async throws(StoreError) -> Instant? {
        try await read { db in
            let row = try db.row(
                """
                SELECT nextAlarm FROM appeal
                WHERE nextAlarm IS NOT NULL AND number NOT IN (SELECT value FROM json_each(?))
                ORDER BY nextAlarm LIMIT 1
                """,
                [aside.jsonArray]
            )
            return Instant(row?["nextAlarm"])
        }
    }

    /// Tells what is due of the terms: each alarm once, whoever asks and however often, because what was told is kept in the
    /// transaction that tells it.
    ///
    /// An appeal whose alarms cannot be told holds no other up.
    ///
    /// - Parameters:
    ///   - now: When.
    ///   - limit: The most appeals to deal with in this transaction.
    ///   - aside: Appeals to leave alone.
    ///   - regulation: The rules.
    /// - Returns: What was told.
    /// - Throws: ``StoreError`` where the store cannot be read or written.
    public func tellAlarms(
        at now: Instant,
        limit: Int,
        except aside: Set<AppealNumber> = [],
        by regulation: Regulation
    ) async throws(StoreError) -> AlarmReport {
        guard let next = try await nextAlarm(except: aside), next <= now else { return AlarmReport() }
        let path = database.path
        return try await write { db in
            var report = AlarmReport()
            let due = try db.rows(
                """
                SELECT \(Appeal.columns), max(nextAlarm, coalesce(entered.at, 0)) AS watchedFrom
                FROM appeal LEFT JOIN entered ON entered.appeal = appeal.number
                WHERE nextAlarm <= ? AND number NOT IN (SELECT value FROM json_each(?))
                ORDER BY nextAlarm, number LIMIT ?
                """,
                [now.milliseconds, aside.jsonArray, limit]
            ).map { (appeal: Appeal($0), watchedFrom: Instant(milliseconds: $0["watchedFrom"])) }
            guard !due.isEmpty else { return report }
            let workload = try db.workload(at: now)
            // All at once, which is quicker; where one cannot be told, each by itself, so that it holds up no other.
            var hadEvents: [Bool] = []
            let fault = try db.trying(at: path) {
                hadEvents = try due.map { try db.tell($0.appeal, workload, at: now, by: regulation) }
            }
            if fault != nil {
                hadEvents = try due.map { appeal, _ in
                    var had = false
                    report.setAside[appeal.number] = try db.trying(at: path) {
                        had = try db.tell(appeal, workload, at: now, by: regulation)
                    }
                    return had
                }
            }
            report.appeals = due.count - report.setAside.count
            let late = zip(due, hadEvents).filter { $1 && now - $0.watchedFrom >= Regulation.lateness }.map(\.0)
            report.late = late.map { now - $0.watchedFrom }.max() ?? .zero
            let lateAppeals = late.map(\.appeal)
            report.isLatenessTold = try db.tellLateness(report.late, of: lateAppeals, workload, at: now, by: regulation)
            return report
        }
    }

    /// Sets the next alarm of every open appeal as these terms and this time have it, which may not be those it was set by.
    ///
    /// - Returns: How many appeals had another one.
    public func reschedule(by terms: Terms, at now: Instant) async throws(StoreError) -> Int {
        let path = database.path
        return try await write { db in
            var changed = 0
            for row in try db.rows("SELECT \(Appeal.columns) FROM appeal WHERE status <> 'closed'") {
                let appeal = Appeal(row)
                let next = terms.alarmsAhead(of: appeal, at: now).first?.at
                guard next != appeal.nextAlarm else { continue }
                // What is wrong with a row shows when its alarms are to be told.
                let fault = try db.trying(at: path) {
                    try db.run(
                        "UPDATE appeal SET nextAlarm = ? WHERE number = ?",
                        [next?.milliseconds, appeal.number.value]
                    )
                }
                if fault == nil { changed += 1 }
            }
            return changed
        }
    }
}

extension Database {
    /// Tells what is due of one appeal's terms.
    ///
    /// - Returns: Whether there was anything.
    fileprivate func tell(_ appeal: Appeal, _ workload: Workload, at now: Instant, by regulation: Regulation) throws
        -> Bool
    {
        let change = regulation.alarming(appeal, at: now, given: workload)
        _ = try apply(change, at: now)
        return !change.events.isEmpty
    }

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
