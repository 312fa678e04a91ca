internal import GRDB
public import HotlineCore

extension Store {
    /// Announces an outage to all who call; another one that was announced ends, the same one is left as it is.
    public func announceOutage(
        _ type: AppealType,
        by person: Person,
        request: StaffRequest? = nil,
        at now: Instant
    ) async throws(StoreError) -> Outage {
        try await write { db in
            if let request, let made = try db.obeyed(request), let outage = try made.flatMap(db.outage) {
                return outage
            }
            if let open = try db.openOutage() {
                guard open.type != type else {
                    if let request { try db.note(request, about: open.id.value, at: now) }
                    return open
                }
                try db.endOutage(by: person, at: now)
            }
            try db.run(
                "INSERT INTO outage (type, startedAt, startedBy) VALUES (?, ?, ?)",
                [type.rawValue, now.milliseconds, person.login]
            )
            let id = db.lastInsertedRowID
            if let request { try db.note(request, about: id, at: now) }
            return Outage(
                id: Identifier(id),
                type: type,
                startedAt: now,
                startedBy: person.login
            )
        }
    }

    /// Ends the announcement; `nil` where nothing was announced.
    public func endOutage(
        by person: Person,
        request: StaffRequest? = nil,
        at now: Instant
    ) async throws(StoreError) -> Outage? {
        try await write { db in
            if let request, let ended = try db.obeyed(request) { return try ended.flatMap(db.outage) }
            let open = try db.openOutage()
            if let request { try db.note(request, about: open?.id.value, at: now) }
            guard var outage = open else { return nil }
            try db.endOutage(by: person, at: now)
            outage.endedAt = now
            return outage
        }
    }

    /// The outage that is announced, with how many appeals joined it.
    public func outage() async throws(StoreError) -> Outage? {
        try await read { db in try db.openOutage() }
    }

    /// Proposes to the head to announce an outage, where many call about the same in a short time.
    ///
    /// Private appeals are none that an outage makes. What was proposed is not proposed again for four times as long.
    ///
    /// - Parameters:
    ///   - window: What a short time is.
    ///   - appeals: How many appeals of one type, by telephone and from different numbers, are many.
    ///   - now: When.
    ///   - regulation: The rules.
    /// - Returns: How many texts were written.
    /// - Throws: ``StoreError`` where the store cannot be read or written.
    public func proposeOutages(
        within window: Duration,
        appeals: Int,
        at now: Instant,
        by regulation: Regulation
    ) async throws(StoreError) -> Int {
        let bursts = try await read { db in try db.bursts(within: window, appeals: appeals, at: now) }
        guard !bursts.isEmpty else { return 0 }
        return try await write { db in
            var written = 0
            for burst in try db.bursts(within: window, appeals: appeals, at: now) {
                let texts = regulation.outageProposals(burst.type, count: burst.count, within: window)
                for text in texts { try db.queue(text, for: burst.newest, at: now) }
                guard !texts.isEmpty else { continue }
                try db.run(
                    "INSERT INTO proposal (type, at) VALUES (?, ?)",
                    [burst.type.rawValue, now.milliseconds]
                )
                written += texts.count
            }
            return written
        }
    }
}

/// Many appeals about the same.
private struct Burst {
    var type: AppealType
    var count: Int
    var newest: AppealNumber
}

extension Database {
    /// The row and the type of the outage that is announced.
    func announcedOutage() throws -> (id: Int64, type: AppealType)? {
        guard let row = try row("SELECT id, type FROM outage WHERE endedAt IS NULL") else { return nil }
        return (row["id"], AppealType(rawValue: row["type"]) ?? .other)
    }

    /// Joins an appeal to the outage that its caller was told of, or to the one that is announced.
    func joinOutage(_ appeal: AppealNumber, told: Int64?, at now: Instant) throws {
        guard let outage = try told ?? announcedOutage()?.id else { return }
        try run(
            "INSERT INTO outageAppeal (appeal, outage) VALUES (?, ?) ON CONFLICT DO NOTHING",
            [appeal.value, outage]
        )
        guard changesCount > 0 else { return }
        let detail = [NewEvent.Fact("outage", "\(outage)")]
        try log(NewEvent(.outageJoined, by: .caller, through: .agi, detail: detail), of: appeal, at: now)
    }

    fileprivate func openOutage() throws -> Outage? {
        try row("SELECT id FROM outage WHERE endedAt IS NULL").flatMap { try outage($0["id"]) }
    }

    fileprivate func outage(_ id: Int64) throws -> Outage? {
        try row(
            """
            SELECT id, type, startedAt, startedBy, endedAt,
                (SELECT count(*) FROM outageAppeal WHERE outage = outage.id) AS appeals
            FROM outage WHERE id = ?
            """,
            [id]
        ).map { row in
            var outage = Outage(
                id: Identifier(row["id"]),
                type: AppealType(rawValue: row["type"]) ?? .other,
                startedAt: Instant(milliseconds: row["startedAt"]),
                startedBy: row["startedBy"],
                appeals: row["appeals"]
            )
            outage.endedAt = Instant(row["endedAt"])
            return outage
        }
    }

    fileprivate func endOutage(by person: Person, at now: Instant) throws {
        try run(
            "UPDATE outage SET endedAt = ?, endedBy = ? WHERE endedAt IS NULL",
            [now.milliseconds, person.login]
        )
    }

    fileprivate func bursts(within window: Duration, appeals: Int, at now: Instant) throws -> [Burst] {
        try rows(
            """
            SELECT type, count(DISTINCT coalesce(caller, 'appeal ' || number)) AS count, max(receivedAt),
                number AS newest FROM (
                SELECT number, type, receivedAt,
                    (SELECT caller FROM call WHERE call.appeal = appeal.number ORDER BY id LIMIT 1) AS caller
                FROM appeal
                WHERE source = 'phone' AND type IS NOT NULL AND isPrivate = 0 AND receivedAt > :since AND receivedAt <= :now
            ) AS recent
            WHERE NOT EXISTS (SELECT 1 FROM outage WHERE endedAt IS NULL AND outage.type = recent.type)
                AND NOT EXISTS (SELECT 1 FROM proposal WHERE proposal.type = recent.type AND at > :silent)
            GROUP BY type HAVING count >= :appeals
            ORDER BY type
            """,
            [
                "since": now.milliseconds - window.milliseconds, "now": now.milliseconds,
                "silent": now.milliseconds - window.milliseconds * 4, "appeals": appeals,
            ]
        ).compactMap { row in
            AppealType(rawValue: row["type"]).map {
                Burst(type: $0, count: row["count"], newest: AppealNumber(row["newest"]))
            }
        }
    }
}
