internal import GRDB
public import HotlineCore

extension Store {
    /// How often a member of the staff is called about one appeal.
    public static let mostLadderAttempts = 2
    /// How long between two attempts.
    static let ladderPause = Duration.seconds(120)

    /// Takes a call that is due and holds it, so that no other program makes it too.
    ///
    /// One call at a time for each telephone. In the same transaction a call whose reason is gone is cancelled, one in the quiet
    /// hours is put off, and one of which nothing was heard any more counts as an attempt.
    ///
    /// - Parameters:
    ///   - now: When.
    ///   - rules: When it is quiet.
    ///   - regulation: Which calls are still worth making.
    ///   - hold: How long until the call counts as lost.
    /// - Returns: The call; `nil` where none is due.
    /// - Throws: ``StoreError`` where the store cannot be read or written.
    public func claimLadderCall(
        at now: Instant,
        by rules: OutboxRules,
        under regulation: Regulation,
        heldFor hold: Duration
    ) async throws(StoreError) -> LadderCall? {
        guard let due = try await nextLadderCallDue(), due <= now else { return nil }
        return try await write { db in
            for row in try db.rows(
                "SELECT * FROM ladderCall WHERE state = 'calling' AND dueAt <= ?",
                [now.milliseconds]
            ) {
                try db.noteFailure(.lost, of: KeptLadderCall(row), at: now)
            }
            while let row = try db.dueLadderCall(at: now) {
                let kept = try KeptLadderCall(row)
                if let call = try db.claim(kept, at: now, by: rules, under: regulation, heldFor: hold) { return call }
            }
            return nil
        }
    }

    /// When the next call is due; `nil` where none waits.
    public func nextLadderCallDue() async throws(StoreError) -> Instant? {
        try await read { db in
            Instant(try db.row("SELECT dueAt FROM ladderCall WHERE dueAt IS NOT NULL ORDER BY dueAt LIMIT 1")?["dueAt"])
        }
    }

    /// Puts a call back that Asterisk could not be asked to make; that is no attempt.
    public func postpone(_ call: LadderCall, until due: Instant, at now: Instant) async throws(StoreError) {
        try await write { db in
            try db.run(
                """
                UPDATE ladderCall SET state = 'queued', attempts = attempts - 1, dueAt = ?, changedAt = ?
                WHERE id = ? AND state = 'calling' AND attempts = ?
                """,
                [due.milliseconds, now.milliseconds, call.id.value, call.attempt]
            )
        }
    }

    /// Notes that a call ended without its appeal being taken; another attempt follows, unless this was the last.
    ///
    /// Nothing happens where the call has ended already.
    public func noteFailure(
        _ failure: LadderCallFailure,
        ofLadderCall id: Identifier<LadderCall>,
        at now: Instant
    ) async throws(StoreError) {
        try await write { db in
            guard let kept = try db.ladderCall(id), kept.state == "calling" else { return }
            try db.noteFailure(failure, of: kept, at: now)
        }
    }

    /// Does what a call asks for.
    ///
    /// - Parameters:
    ///   - work: What.
    ///   - now: When.
    ///   - regulation: The rules.
    ///   - completion: Told what came of it, from any thread.
    public func perform(
        _ work: LadderCallWork,
        at now: Instant,
        under regulation: Regulation,
        completion: @escaping @Sendable (Result<LadderCallFinding, StoreError>) -> Void
    ) {
        commits.submit(
            { db in
                switch work {
                case .find(let id):
                    guard let kept = try db.ladderCall(id), kept.state == "calling",
                        let appeal = try db.appeal(kept.appeal)
                    else { return .gone }
                    let reason = try db.moot(kept, appeal, at: now, under: regulation)
                    return reason == nil ? .waits(appeal.number) : .gone
                case .take(let id):
                    guard let kept = try db.ladderCall(id) else { return .gone }
                    return try db.take(kept, at: now, under: regulation)
                case .giveUp(let id):
                    if let kept = try db.ladderCall(id), kept.state == "calling" {
                        try db.noteFailure(.unacknowledged, of: kept, at: now)
                    }
                    return .noted
                }
            },
            completion: completion
        )
    }
}

/// A call to a member of the staff as it is kept.
private struct KeptLadderCall {
    let id: Identifier<LadderCall>
    let appeal: AppealNumber
    let login: String
    let phone: PhoneNumber
    let state: String
    let attempts: Int
    let expiresAt: Instant
    let createdAt: Instant

    init(_ row: Row) throws {
        id = Identifier(row["id"])
        appeal = AppealNumber(row["appeal"])
        login = row["login"]
        phone = try PhoneNumber(e164: row["phone"])
        state = row["state"]
        attempts = row["attempts"]
        expiresAt = Instant(milliseconds: row["expiresAt"])
        createdAt = Instant(milliseconds: row["createdAt"])
    }
}

extension Database {
    /// Puts a call in hand, unless the same one waits already.
    func queue(_ call: DraftCall, about appeal: Appeal, at now: Instant) throws {
        try run(
            """
            INSERT INTO ladderCall (appeal, login, phone, dueAt, expiresAt, createdAt, changedAt)
            VALUES (:appeal, :login, :phone, :now, :expires, :now, :now) ON CONFLICT DO NOTHING
            """,
            [
                "appeal": appeal.number.value, "login": call.login, "phone": call.phone.e164, "now": now.milliseconds,
                "expires": max(appeal.deadlines.close.due, now + .seconds(3600)).milliseconds,
            ]
        )
    }

    fileprivate func ladderCall(_ id: Identifier<LadderCall>) throws -> KeptLadderCall? {
        try row("SELECT * FROM ladderCall WHERE id = ?", [id.value]).map(KeptLadderCall.init)
    }

    /// The call whose turn it is: due, and to a telephone that is not called about anything else now.
    fileprivate func dueLadderCall(at now: Instant) throws -> Row? {
        try row(
            """
            SELECT * FROM ladderCall AS due
            WHERE state = 'queued' AND dueAt <= ?
                AND NOT EXISTS (SELECT 1 FROM ladderCall AS other WHERE other.phone = due.phone AND other.state = 'calling')
            ORDER BY dueAt, id LIMIT 1
            """,
            [now.milliseconds]
        )
    }

    fileprivate func claim(
        _ kept: KeptLadderCall,
        at now: Instant,
        by rules: OutboxRules,
        under regulation: Regulation,
        heldFor hold: Duration
    ) throws -> LadderCall? {
        guard let appeal = try appeal(kept.appeal) else {
            try end(kept, "cancelled", because: "unknown", at: now)
            return nil
        }
        if let reason = try moot(kept, appeal, at: now, under: regulation) {
            try end(kept, "cancelled", because: reason.rawValue, at: now)
            return nil
        }
        if let until = rules.quietUntil(at: now) {
            try run(
                "UPDATE ladderCall SET dueAt = ?, changedAt = ?, reason = 'quietHours' WHERE id = ?",
                [until.milliseconds, now.milliseconds, kept.id.value]
            )
            return nil
        }
        try run(
            "UPDATE ladderCall SET state = 'calling', attempts = attempts + 1, dueAt = ?, changedAt = ? WHERE id = ?",
            [(now + hold).milliseconds, now.milliseconds, kept.id.value]
        )
        return LadderCall(
            id: kept.id,
            appeal: kept.appeal,
            login: kept.login,
            phone: kept.phone,
            attempt: kept.attempts + 1
        )
    }

    fileprivate func moot(
        _ kept: KeptLadderCall,
        _ appeal: Appeal,
        at now: Instant,
        under regulation: Regulation
    ) throws -> MootReason? {
        if kept.expiresAt <= now { return .expired }
        return regulation.mootCall(
            about: appeal,
            to: kept.login,
            writtenAt: kept.createdAt,
            at: now,
            given: try workload(at: now)
        )
    }

    /// Logs how an attempt ended, and puts the call off or gives it up.
    fileprivate func noteFailure(_ failure: LadderCallFailure, of kept: KeptLadderCall, at now: Instant) throws {
        let event = NewEvent(
            .phoned,
            by: .system,
            through: .system,
            detail: [
                NewEvent.Fact("to", kept.login), NewEvent.Fact("attempt", "\(kept.attempts)"),
                NewEvent.Fact("outcome", failure.rawValue),
            ]
        )
        try log(event, of: kept.appeal, at: now)
        guard kept.attempts < Store.mostLadderAttempts else {
            return try end(kept, "givenUp", because: failure.rawValue, at: now)
        }
        try run(
            "UPDATE ladderCall SET state = 'queued', dueAt = ?, reason = ?, changedAt = ? WHERE id = ?",
            [(now + Store.ladderPause).milliseconds, failure.rawValue, now.milliseconds, kept.id.value]
        )
    }

    /// Whoever was called takes the appeal, where it still waits for them.
    fileprivate func take(_ kept: KeptLadderCall, at now: Instant, under regulation: Regulation) throws
        -> LadderCallFinding
    {
        guard let appeal = try appeal(kept.appeal),
            let member = regulation.staff.first(where: { $0.login == kept.login })
        else { return .gone }
        if appeal.status == .inProgress, appeal.assignee == kept.login { return .taken }
        guard try moot(kept, appeal, at: now, under: regulation) == nil else {
            try end(kept, "cancelled", because: "moved", at: now)
            return .gone
        }
        let person = regulation.standingIn(Person(member), given: try workload(at: now), at: now)
        let change: AppealChange
        do throws(AppealFault) {
            change = try regulation.taking(appeal, by: person, through: .agi, at: now)
        } catch {
            try end(kept, "cancelled", because: "moved", at: now)
            return .gone
        }
        _ = try apply(change, at: now)
        try end(kept, "taken", because: nil, at: now)
        return .taken
    }

    private func end(_ kept: KeptLadderCall, _ state: String, because reason: String?, at now: Instant) throws {
        try run(
            "UPDATE ladderCall SET state = ?, dueAt = NULL, reason = ?, changedAt = ? WHERE id = ?",
            [state, reason, now.milliseconds, kept.id.value]
        )
    }
}
