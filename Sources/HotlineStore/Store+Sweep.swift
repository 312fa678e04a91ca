internal import GRDB
public import HotlineCore

/// What a sweep put right.
public struct SweepReport: Hashable, Sendable {
    /// How many calls the exchange knew of and we did not.
    public var found: Int
    /// How many calls had no outcome though they were over.
    public var settled: Int

    /// Creates a report.
    public init(found: Int = 0, settled: Int = 0) {
        self.found = found
        self.settled = settled
    }
}

extension Store {
    /// Keeps what the exchange says of calls that are over, with how far its account was read; a call told twice is kept once.
    public func noteExchangeCalls(
        _ calls: [ExchangeCall],
        upTo position: ExchangePosition? = nil
    ) async throws(StoreError) {
        try await write { db in
            for call in calls {
                try db.run(
                    """
                    INSERT INTO exchangeCall (uniqueID, startedAt, endedAt, caller) VALUES (?, ?, ?, ?)
                    ON CONFLICT DO UPDATE SET startedAt = min(startedAt, excluded.startedAt),
                        endedAt = max(endedAt, excluded.endedAt), caller = coalesce(caller, excluded.caller)
                    """,
                    [call.uniqueID, call.startedAt.milliseconds, call.endedAt.milliseconds, call.callerRaw]
                )
            }
            guard let position else { return }
            try db.run(
                """
                INSERT INTO exchangeFile (path, inode, offset) VALUES (?, ?, ?)
                ON CONFLICT DO UPDATE SET inode = excluded.inode, offset = excluded.offset
                """,
                [position.path, Int64(bitPattern: position.inode), position.offset]
            )
        }
    }

    /// How far the exchange's account at `path` was read; `nil` where it never was.
    public func exchangePosition(of path: String) async throws(StoreError) -> ExchangePosition? {
        try await read { db in
            try db.row("SELECT inode, offset FROM exchangeFile WHERE path = ?", [path]).map { row in
                ExchangePosition(
                    path: path,
                    inode: UInt64(bitPattern: row["inode"]),
                    offset: row["offset"]
                )
            }
        }
    }

    /// Matches the exchange's account with ours: a call without a record gets one, and a record without an end gets that.
    ///
    /// - Parameters:
    ///   - before: Only calls that ended before this: what is younger may still be on its way here.
    ///   - now: When.
    ///   - terms: How long each step may take, from when the call arrived.
    ///   - cityCode: The code that seven-digit numbers stand in.
    /// - Returns: What was put right.
    /// - Throws: ``StoreError`` where the store cannot be read or written.
    public func sweep(
        before: Instant,
        at now: Instant,
        terms: Terms,
        cityCode: String?
    ) async throws(StoreError) -> SweepReport {
        let isClean = try await read { db in
            try db.lost(before: before).isEmpty && db.unended(before: before).isEmpty
        }
        guard !isClean else { return SweepReport() }
        return try await write { db in
            var report = SweepReport()
            for call in try db.lost(before: before) {
                try db.keepLost(call, at: now, terms: terms, cityCode: cityCode)
                report.found += 1
            }
            for row in try db.unended(before: before) {
                try db.end(
                    Identifier(row["id"]),
                    of: AppealNumber(row["appeal"]),
                    as: .failed,
                    step: row["step"],
                    at: Instant(milliseconds: row["endedAt"]),
                    noted: now
                )
                report.settled += 1
            }
            return report
        }
    }

    /// The exchange's calls against ours, of those that arrived from `start` on and before `end`.
    public func callBalance(from start: Instant, to end: Instant) async throws(StoreError) -> CallBalance {
        try await read { db in
            let row = try db.row(
                """
                SELECT
                    (SELECT count(*) FROM exchangeCall WHERE startedAt >= :from AND startedAt < :to) AS exchange,
                    (SELECT count(*) FROM call WHERE startedAt >= :from AND startedAt < :to) AS records,
                    (SELECT count(*) FROM turnedAway WHERE at >= :from AND at < :to) AS turnedAway,
                    (SELECT count(*) FROM exchangeCall WHERE startedAt >= :from AND startedAt < :to
                        AND NOT EXISTS (SELECT 1 FROM call WHERE call.uniqueID = exchangeCall.uniqueID)
                        AND NOT EXISTS (SELECT 1 FROM turnedAway WHERE turnedAway.uniqueID = exchangeCall.uniqueID)
                    ) AS lost
                """,
                ["from": start.milliseconds, "to": end.milliseconds]
            )
            return CallBalance(
                exchange: row?["exchange"] ?? 0,
                records: row?["records"] ?? 0,
                turnedAway: row?["turnedAway"] ?? 0,
                lost: row?["lost"] ?? 0
            )
        }
    }
}

extension Database {
    /// Calls that are over and were neither kept nor turned away.
    fileprivate func lost(before: Instant) throws -> [ExchangeCall] {
        try rows(
            """
            SELECT * FROM exchangeCall WHERE endedAt < ?
                AND NOT EXISTS (SELECT 1 FROM call WHERE call.uniqueID = exchangeCall.uniqueID)
                AND NOT EXISTS (SELECT 1 FROM turnedAway WHERE turnedAway.uniqueID = exchangeCall.uniqueID)
            ORDER BY startedAt, uniqueID
            """,
            [before.milliseconds]
        ).map { row in
            ExchangeCall(
                uniqueID: row["uniqueID"],
                startedAt: Instant(milliseconds: row["startedAt"]),
                endedAt: Instant(milliseconds: row["endedAt"]),
                callerRaw: row["caller"]
            )
        }
    }

    /// Calls that are over and have no outcome.
    fileprivate func unended(before: Instant) throws -> [Row] {
        try rows(
            """
            SELECT call.id, call.appeal, call.step, max(call.startedAt, exchangeCall.endedAt) AS endedAt
            FROM call JOIN exchangeCall ON exchangeCall.uniqueID = call.uniqueID
            WHERE call.outcome IS NULL AND exchangeCall.endedAt < ? ORDER BY call.id
            """,
            [before.milliseconds]
        )
    }

    /// Makes a task of a call that nobody took down: its caller is called back.
    fileprivate func keepLost(_ call: ExchangeCall, at now: Instant, terms: Terms, cityCode: String?) throws {
        let caller = CallerNumber(callerID: call.callerRaw, presentation: 0, cityCode: cityCode)
        let start = CallStart(uniqueID: call.uniqueID, caller: caller, dialled: nil)
        var new = NewAppeal(at: call.startedAt, terms: terms, enteredAt: now)
        new.event = NewEvent(.found, by: .system, through: .system, detail: [NewEvent.Fact("in", "exchange")])
        let appeal = try makeAppeal(new, for: caller.number).number
        let id = try keep(start, with: appeal, link: .made, outage: nil, at: call.startedAt)
        try end(id, of: appeal, as: .failed, step: "answer", at: max(call.endedAt, call.startedAt), noted: now)
    }
}
