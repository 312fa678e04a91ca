internal import GRDB
public import HotlineCore

extension Store {
    /// Keeps a call and the appeal it makes, or finds both again where the call was kept before.
    ///
    /// - Parameters:
    ///   - start: What is known of the call.
    ///   - now: When it arrived; the appeal's terms start.
    ///   - terms: How long each step may take.
    ///   - completion: Told, on the database's own thread, once the record is durable.
    public func begin(
        _ start: CallStart,
        at now: Instant,
        terms: Terms,
        completion: @escaping @Sendable (Result<BegunCall, StoreError>) -> Void
    ) {
        commits.submit({ db in try db.begin(start, at: now, terms: terms) }, completion: completion)
    }

    /// Adds what one step of a call brought to its record.
    ///
    /// - Parameters:
    ///   - progress: What the step brought.
    ///   - now: When.
    ///   - completion: Told, on the database's own thread, once the record is durable.
    public func note(
        _ progress: CallProgress,
        at now: Instant,
        completion: @escaping @Sendable (Result<Void, StoreError>) -> Void
    ) {
        commits.submit({ db in try db.note(progress, at: now) }, completion: completion)
    }

    /// The call that Asterisk names so, or `nil` where there is none.
    public func call(uniqueID: String) async throws(StoreError) -> Call? {
        try await read { db in
            try db.row(
                """
                SELECT id, uniqueID, appeal, caller, line, dialled, startedAt, endedAt, step, keys, outcome FROM call
                WHERE uniqueID = ?
                """,
                [uniqueID]
            ).map(Call.init)
        }
    }

    /// The calls of these appeals, or of all, newest first.
    public func calls(of appeals: Set<AppealNumber>? = nil, limit: Int) async throws(StoreError) -> [Call] {
        try await read { db in
            try db.rows(
                """
                SELECT id, uniqueID, appeal, caller, line, dialled, startedAt, endedAt, step, keys, outcome FROM call
                \(appeals == nil ? "" : "WHERE appeal IN (SELECT value FROM json_each(:appeals))")
                ORDER BY startedAt DESC, id DESC LIMIT :limit
                """,
                appeals.map { ["appeals": $0.jsonArray, "limit": limit] } ?? ["limit": limit]
            ).map(Call.init)
        }
    }
}

extension Set<AppealNumber> {
    /// The numbers as a list that SQL can look into.
    var jsonArray: String { "[\(map(\.description).joined(separator: ","))]" }
}

extension Database {
    fileprivate func begin(_ start: CallStart, at now: Instant, terms: Terms) throws -> BegunCall {
        if let begun = try takeUp(start) { return begun }
        let caller = start.caller.number
        let consent = try caller.flatMap { try knownConsent(of: $0) }
        let number = try nextAppealNumber()
        let deadlines = terms.deadlines(receivedAt: now)
        try run(
            """
            INSERT INTO appeal (number, source, status, phone, consent, receivedAt, distributeDue, closeDue)
            VALUES (?, 'phone', 'received', ?, ?, ?, ?, ?)
            """,
            [
                number.value, caller?.e164, consent, now.milliseconds, deadlines.distribute.milliseconds,
                deadlines.close.milliseconds,
            ]
        )
        let id = try row(
            """
            INSERT INTO call (uniqueID, appeal, callerRaw, caller, line, dialled, startedAt, step)
            VALUES (?, ?, ?, ?, ?, ?, ?, 'answer') RETURNING id
            """,
            [
                start.uniqueID, number.value, start.caller.raw, caller?.e164, start.caller.lineKind.rawValue,
                start.dialled,
                now.milliseconds,
            ]
        )
        guard let id: Int64 = id?["id"] else { throw StoreError.unknownCall }
        try log(NewEvent(.received, by: .caller, through: .agi), of: number, at: now)
        return BegunCall(id: Identifier(id), appeal: number, caller: caller, consent: consent)
    }

    /// The call as it was left, where another program took it before.
    private func takeUp(_ start: CallStart) throws -> BegunCall? {
        let row = try row(
            """
            SELECT call.id, call.appeal, call.step, call.caller, appeal.type, appeal.route, appeal.consent
            FROM call JOIN appeal ON appeal.number = call.appeal WHERE call.uniqueID = ?
            """,
            [start.uniqueID]
        )
        guard let row else { return nil }
        return BegunCall(
            id: Identifier(row["id"]),
            appeal: AppealNumber(row["appeal"]),
            step: CallStep(rawValue: row["step"]) ?? .answer,
            type: (row["type"] as String?).flatMap(AppealType.init(rawValue:)),
            route: (row["route"] as String?).flatMap(AppealRoute.init(rawValue:)),
            caller: (row["caller"] as String?).flatMap { try? PhoneNumber(e164: $0) },
            consent: row["consent"],
            isTakenUp: true
        )
    }

    private func nextAppealNumber() throws -> AppealNumber {
        let row = try row("UPDATE counter SET last = last + 1 WHERE name = 'appeal' RETURNING last")
        guard let last: Int64 = row?["last"] else { throw StoreError.unknownCall }
        return AppealNumber(last)
    }

    /// What the number's owner last said to text messages.
    private func knownConsent(of phone: PhoneNumber) throws -> Bool? {
        try row("SELECT isGiven FROM consent WHERE phone = ? ORDER BY id DESC LIMIT 1", [phone.e164])?["isGiven"]
    }

    fileprivate func note(_ progress: CallProgress, at now: Instant) throws {
        let row = try row(
            """
            UPDATE call SET step = ?, keys = keys || ?, outcome = coalesce(outcome, ?),
                endedAt = CASE WHEN ? IS NULL THEN endedAt ELSE coalesce(endedAt, ?) END
            WHERE id = ? RETURNING appeal
            """,
            [
                progress.step.rawValue, progress.keys, progress.outcome?.rawValue, progress.outcome?.rawValue,
                now.milliseconds, progress.call.value,
            ]
        )
        guard let appeal = (row?["appeal"] as Int64?).map(AppealNumber.init) else { throw StoreError.unknownCall }
        if progress.type != nil || progress.route != nil { try setType(of: appeal, by: progress, at: now) }
        if let contact = progress.contact { try setContact(of: appeal, to: contact, by: progress.call, at: now) }
        if let outcome = progress.outcome {
            let detail = [
                NewEvent.Fact("outcome", outcome.rawValue), NewEvent.Fact("lastStep", progress.step.rawValue),
            ]
            try log(NewEvent(.callEnded, by: .caller, through: .agi, detail: detail), of: appeal, at: now)
        }
    }

    private func setType(of appeal: AppealNumber, by progress: CallProgress, at now: Instant) throws {
        let route = progress.route ?? progress.type?.route
        // A specialist may have handed the appeal over while the caller still was on the line: his word stands.
        let row = try row(
            """
            UPDATE appeal SET type = coalesce(?, type), route = coalesce(?, route), isPrivate = max(isPrivate, ?),
                version = version + 1
            WHERE number = ? AND status = 'received' RETURNING type, route
            """,
            [
                (progress.type ?? progress.route?.type)?.rawValue, route?.rawValue, route?.isPrivate == true,
                appeal.value,
            ]
        )
        guard let type = (row?["type"] as String?).flatMap(AppealType.init(rawValue:)) else { return }
        let kept = (row?["route"] as String?).flatMap(AppealRoute.init(rawValue:))
        try log(.typed(type, kept, by: .caller, through: .agi), of: appeal, at: now)
        if kept != nil { try leave("distribute", for: appeal) }
    }

    private func setContact(
        of appeal: AppealNumber,
        to choice: ContactChoice,
        by call: Identifier<Call>,
        at now: Instant
    ) throws {
        // What was said for one number does not hold for another.
        let row = try row(
            """
            UPDATE appeal SET phone = coalesce(:phone, phone),
                consent = coalesce(:consent, CASE WHEN :phone IS NULL OR :phone IS phone THEN consent END),
                version = version + 1
            WHERE number = :appeal RETURNING phone
            """,
            ["phone": choice.phone?.e164, "consent": choice.consent?.isGiven, "appeal": appeal.value]
        )
        let phone: String? = row?["phone"]
        let whose = choice.phone == nil ? (phone == nil ? "none" : "caller") : "keyed"
        let chosen = NewEvent(.contact, by: .caller, through: .agi, detail: [NewEvent.Fact("phone", whose)])
        try log(chosen, of: appeal, at: now)
        guard let consent = choice.consent, let phone else { return }
        try run(
            "INSERT INTO consent (phone, isGiven, at, channel, call, digit, promptVersion) VALUES (?, ?, ?, 'agi', ?, ?, ?)",
            [phone, consent.isGiven, now.milliseconds, call.value, consent.digit, consent.promptVersion]
        )
        let said = NewEvent(
            .consent,
            by: .caller,
            through: .agi,
            detail: [NewEvent.Fact("given", consent.isGiven ? "yes" : "no")]
        )
        try log(said, of: appeal, at: now)
        if consent.isGiven { try leave("register", for: appeal) }
    }

    /// Leaves word for the companion.
    private func leave(_ kind: String, for appeal: AppealNumber) throws {
        try run("INSERT INTO handover (kind, appeal) VALUES (?, ?) ON CONFLICT DO NOTHING", [kind, appeal.value])
    }
}

extension Call {
    fileprivate init(_ row: Row) {
        self.init(
            id: Identifier(row["id"]),
            uniqueID: row["uniqueID"],
            appeal: AppealNumber(row["appeal"]),
            caller: (row["caller"] as String?).flatMap { try? PhoneNumber(e164: $0) },
            line: LineKind(rawValue: row["line"]) ?? .none,
            dialled: row["dialled"],
            startedAt: Instant(milliseconds: row["startedAt"]),
            endedAt: (row["endedAt"] as Int64?).map(Instant.init(milliseconds:)),
            step: CallStep(rawValue: row["step"]) ?? .answer,
            keys: row["keys"],
            outcome: (row["outcome"] as String?).flatMap(CallOutcome.init(rawValue:))
        )
    }
}
