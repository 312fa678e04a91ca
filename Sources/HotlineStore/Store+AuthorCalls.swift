internal import GRDB
public import HotlineCore

/// A call to an author that is to be put in hand, or one that was by a request that came before.
public enum BegunAuthorCall: Hashable, Sendable {
    /// It is to be put in hand, to this telephone.
    case fresh(AuthorCall, PhoneNumber)
    /// The same request came before.
    case known(AuthorCall)
}

extension Store {
    /// Begins a call from a member of the staff to an appeal's author.
    ///
    /// One of theirs in which they talk is over by that: nobody asks for a call from a telephone that is in use.
    ///
    /// - Parameters:
    ///   - number: The appeal.
    ///   - person: Who calls.
    ///   - request: The request it comes from; one that comes twice begins one call.
    ///   - now: When.
    ///   - hold: How long until it counts as lost, where nobody talks.
    ///   - regulation: Who may call whom.
    /// - Returns: The call, and the author's telephone.
    /// - Throws: ``StoreError/refused(_:)`` where the rules say no, or a call of this member's rings somewhere.
    public func beginAuthorCall(
        to number: AppealNumber,
        by person: Person,
        request: StaffRequest?,
        at now: Instant,
        heldFor hold: Duration,
        under regulation: Regulation
    ) async throws(StoreError) -> BegunAuthorCall {
        try await write { db in
            try db.endLostAuthorCalls(at: now, under: regulation)
            if let request, let subject = try db.obeyed(request) {
                guard let id = subject, let call = try db.authorCall(Identifier(id)) else {
                    throw AppealFault.requestReused
                }
                return .known(call)
            }
            guard let appeal = try db.appeal(number) else { throw AppealFault.unknown(number) }
            let deputy = regulation.standingIn(person, given: try db.workload(at: now), at: now)
            let phone = try regulation.phoneOfAuthor(of: appeal, for: deputy)
            if let going = try db.authorCallGoing(of: person.login) {
                guard going.state == .talking else { throw AppealFault.calling(going.appeal, login: person.login) }
                try db.endUnheard(going, at: now, under: regulation)
            }
            try db.run(
                "INSERT INTO authorCall (appeal, login, token, state, askedAt, dueAt) VALUES (?, ?, ?, 'ringing', ?, ?)",
                [number.value, person.login, person.token?.value, now.milliseconds, (now + hold).milliseconds]
            )
            let call = AuthorCall(
                id: Identifier(db.lastInsertedRowID),
                appeal: number,
                login: person.login,
                token: person.token,
                askedAt: now
            )
            if let request { try db.note(request, about: call.id.value, at: now) }
            return .fresh(call, phone)
        }
    }

    /// Keeps what the exchange tells of a call; of one that has ended nothing more is kept.
    ///
    /// - Parameters:
    ///   - news: What it tells.
    ///   - id: The call.
    ///   - now: When.
    ///   - regulation: What follows from calls in vain.
    /// - Throws: ``StoreError`` where the store cannot be written.
    public func note(
        _ news: AuthorCallNews,
        ofAuthorCall id: Identifier<AuthorCall>,
        at now: Instant,
        under regulation: Regulation
    ) async throws(StoreError) {
        try await write { db in
            guard let call = try db.authorCall(id), call.state != .ended else { return }
            switch news {
            case .dialling:
                try db.run("UPDATE authorCall SET state = 'dialling' WHERE id = ? AND state = 'ringing'", [id.value])
            case .talking:
                try db.run(
                    "UPDATE authorCall SET state = 'talking', dueAt = ? WHERE id = ? AND state <> 'talking'",
                    [(now + AuthorCall.longestTalk).milliseconds, id.value]
                )
            case .ended(let outcome, let talked):
                try db.end(call, outcome, talked: talked, at: now, under: regulation)
            }
        }
    }

    /// The call of that number, or `nil` where there is none.
    public func authorCall(_ id: Identifier<AuthorCall>) async throws(StoreError) -> AuthorCall? {
        try await read { db in try db.authorCall(id) }
    }

    /// Ends the calls of which nothing was heard any more; where both talked, the author was reached.
    ///
    /// - Returns: When the next one counts as lost; `nil` where none goes on.
    /// - Throws: ``StoreError`` where the store cannot be read or written.
    public func endLostAuthorCalls(at now: Instant, under regulation: Regulation) async throws(StoreError) -> Instant? {
        let next = try await read { db in try db.nextAuthorCallDue() }
        guard let next, next <= now else { return next }
        return try await write { db in
            try db.endLostAuthorCalls(at: now, under: regulation)
            return try db.nextAuthorCallDue()
        }
    }

    /// Whom to call another day, of these appeals.
    public func callTasks(of numbers: Set<AppealNumber>) async throws(StoreError) -> [CallTask] {
        guard !numbers.isEmpty else { return [] }
        return try await read { db in
            try db.rows(
                "SELECT * FROM callTask WHERE appeal IN (SELECT value FROM json_each(?)) ORDER BY appeal",
                [numbers.jsonArray]
            ).map { row in
                CallTask(
                    appeal: AppealNumber(row["appeal"]),
                    due: Instant(milliseconds: row["dueAt"]),
                    attempts: row["attempts"]
                )
            }
        }
    }
}

extension Database {
    /// Ends what was to be done because an author was called in vain: they were reached, or need no call any more.
    func endCallTask(of number: AppealNumber, at now: Instant) throws {
        try run("DELETE FROM callTask WHERE appeal = ?", [number.value])
        guard changesCount > 0 else { return }
        try run(
            """
            UPDATE message SET state = 'cancelled', reason = 'done', dueAt = NULL, changedAt = ?
            WHERE appeal = ? AND kind = 'callTomorrow' AND state IN ('queued', 'held')
            """,
            [now.milliseconds, number.value]
        )
    }

    fileprivate func authorCall(_ id: Identifier<AuthorCall>) throws -> AuthorCall? {
        try row("SELECT * FROM authorCall WHERE id = ?", [id.value]).map(AuthorCall.init)
    }

    /// The call of this member's that has not ended; there is one at most.
    fileprivate func authorCallGoing(of login: String) throws -> AuthorCall? {
        try row("SELECT * FROM authorCall WHERE login = ? AND state <> 'ended'", [login]).map(AuthorCall.init)
    }

    fileprivate func nextAuthorCallDue() throws -> Instant? {
        Instant(
            try row(
                "SELECT dueAt FROM authorCall INDEXED BY authorCall_due WHERE dueAt IS NOT NULL ORDER BY dueAt LIMIT 1"
            )?["dueAt"]
        )
    }

    fileprivate func endLostAuthorCalls(at now: Instant, under regulation: Regulation) throws {
        let lost = try rows(
            "SELECT * FROM authorCall INDEXED BY authorCall_due WHERE dueAt IS NOT NULL AND dueAt <= ?",
            [now.milliseconds]
        )
        for row in lost { try endUnheard(AuthorCall(row), at: now, under: regulation) }
    }

    /// Ends a call of whose end nothing was heard.
    fileprivate func endUnheard(_ call: AuthorCall, at now: Instant, under regulation: Regulation) throws {
        try end(call, call.state == .talking ? .reached : .lost, talked: nil, at: now, under: regulation)
    }

    fileprivate func end(
        _ call: AuthorCall,
        _ outcome: AuthorCall.Outcome,
        talked: Duration?,
        at now: Instant,
        under regulation: Regulation
    ) throws {
        var ended = call
        ended.state = .ended
        ended.outcome = outcome
        ended.endedAt = now
        ended.talked = talked
        try run(
            """
            UPDATE authorCall SET state = 'ended', outcome = ?, endedAt = ?, talked = ?, dueAt = NULL WHERE id = ?
            """,
            [outcome.rawValue, now.milliseconds, talked.map(\.milliseconds), call.id.value]
        )
        guard let appeal = try appeal(call.appeal) else { return }
        if outcome == .reached { try endCallTask(of: call.appeal, at: now) }
        let before = try attemptsInVain(before: call)
        let (change, task) = regulation.ended(ended, about: appeal, afterAttempts: before, at: now)
        if task != nil { try endCallTask(of: call.appeal, at: now) }
        _ = try apply(change, at: now)
        if let task {
            try run(
                "INSERT INTO callTask (appeal, dueAt, attempts) VALUES (?, ?, ?)",
                [task.appeal.value, task.due.milliseconds, task.attempts]
            )
        }
    }

    /// How many calls in a row were in vain before this one, since the author was last reached or a task was made.
    private func attemptsInVain(before call: AuthorCall) throws -> Int {
        let outcomes = try rows(
            """
            SELECT outcome FROM authorCall WHERE appeal = ? AND id < ?
                AND outcome IN ('reached', 'noAnswer', 'busy', 'unreachable') ORDER BY id DESC LIMIT 100
            """,
            [call.appeal.value, call.id.value]
        ).map { AuthorCall.Outcome(rawValue: $0["outcome"]) }
        return outcomes.prefix { $0?.isInVain == true }.count % Regulation.mostAuthorCalls
    }
}

extension AuthorCall {
    fileprivate init(_ row: Row) {
        self.init(
            id: Identifier(row["id"]),
            appeal: AppealNumber(row["appeal"]),
            login: row["login"],
            token: (row["token"] as Int64?).map { Identifier($0) },
            state: State(rawValue: row["state"]) ?? .ended,
            outcome: (row["outcome"] as String?).flatMap(Outcome.init(rawValue:)),
            askedAt: Instant(milliseconds: row["askedAt"]),
            endedAt: Instant(row["endedAt"]),
            talked: (row["talked"] as Int64?).map { .milliseconds($0) }
        )
    }
}
