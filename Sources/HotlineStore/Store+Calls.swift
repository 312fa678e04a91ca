internal import GRDB
public import HotlineCore

extension Store {
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
            try db.calls(of: try db.rows("SELECT * FROM call WHERE uniqueID = ?", [uniqueID])).first
        }
    }

    /// The calls of these appeals, or of all, newest first.
    public func calls(of appeals: Set<AppealNumber>? = nil, limit: Int) async throws(StoreError) -> [Call] {
        try await read { db in
            let rows = try db.rows(
                """
                SELECT * FROM call
                \(appeals == nil ? "" : "WHERE appeal IN (SELECT value FROM json_each(:appeals))")
                ORDER BY startedAt DESC, id DESC LIMIT :limit
                """,
                appeals.map { ["appeals": $0.jsonArray, "limit": limit] } ?? ["limit": limit]
            )
            return try db.calls(of: rows)
        }
    }
}

extension Set<AppealNumber> {
    /// The numbers as a list that SQL can look into.
    var jsonArray: String { "[\(map(\.description).joined(separator: ","))]" }
}

extension Database {
    /// Adds what a step brought; what is kept already is not taken back.
    func note(_ progress: CallProgress, at now: Instant) throws {
        let row = try row("SELECT appeal, link, outage, outcome FROM call WHERE id = ?", [progress.call.value])
        guard let row else { throw StoreError.unknownCall }
        let appeal = AppealNumber(row["appeal"])
        let outcome: String? = row["outcome"]
        // Where a call that has ended stood then, is where it stands.
        try run(
            """
            UPDATE call SET step = CASE WHEN outcome IS NULL THEN :step ELSE step END, keys = keys || :keys,
                outcome = coalesce(outcome, :outcome),
                endedAt = CASE WHEN :outcome IS NULL THEN endedAt ELSE coalesce(endedAt, :now) END
            WHERE id = :call
            """,
            [
                "step": progress.step.rawValue, "keys": progress.keys, "outcome": progress.outcome?.rawValue,
                "now": now.milliseconds, "call": progress.call.value,
            ]
        )
        if progress.type != nil || progress.route != nil { try setType(of: appeal, by: progress, at: now) }
        if progress.role != nil || progress.className != nil { try fillForm(of: appeal, by: progress, at: now) }
        if let contact = progress.contact { try setContact(of: appeal, to: contact, by: progress.call, at: now) }
        let earlier = CallLink(rawValue: row["link"]) ?? .made
        let link =
            try progress.link.map { try setLink(of: progress.call, from: earlier, to: $0, appeal, at: now) } ?? earlier
        if progress.joinsOutage { try joinOutage(appeal, told: row["outage"], at: now) }
        if let transfer = progress.transfer {
            try note(transfer, of: progress.call, by: .caller, through: .agi, at: now)
        }
        if let recording = progress.recording {
            _ = try keep(recording, of: progress.call, by: .caller, through: .agi, at: now)
        }
        if let ending = progress.outcome, outcome == nil {
            let event = NewEvent.callEnded(ending, lastStep: progress.step, by: .caller, through: .agi)
            try log(event, of: appeal, at: now)
            if ending == .dropped { try leaveDropped(appeal, link: link) }
        }
    }

    /// Leaves word that the author of a call that broke off may be told the number.
    func leaveDropped(_ appeal: AppealNumber, link: CallLink) throws {
        switch link {
        case .made, .again: try leave(.dropped, for: appeal)
        case .known, .status, .added: break
        }
    }

    /// Fills what the caller keyed of the form; what a specialist has written stands.
    private func fillForm(of appeal: AppealNumber, by progress: CallProgress, at now: Instant) throws {
        let row = try row("SELECT status, role, className FROM appeal WHERE number = ?", [appeal.value])
        guard let row else { return }
        let isReceived = row["status"] == AppealStatus.received.rawValue
        func keyed(_ value: String?, over kept: String?) -> String? {
            guard let value, value != kept, isReceived || kept == nil else { return nil }
            return value
        }
        let role = keyed(progress.role?.rawValue, over: row["role"])
        let className = keyed(progress.className, over: row["className"])
        guard role != nil || className != nil else { return }
        try run(
            """
            UPDATE appeal SET role = coalesce(?, role), className = coalesce(?, className), version = version + 1
            WHERE number = ?
            """,
            [role, className, appeal.value]
        )
        let fields = [role.map { _ in FormField.role }, className.map { _ in FormField.className }].compactMap { $0 }
        let detail = [NewEvent.Fact("fields", fields.map(\.rawValue).joined(separator: " "))]
        try log(NewEvent(.completed, by: .caller, through: .agi, detail: detail), of: appeal, at: now)
    }

    /// Keeps what the caller wants with the appeal they did not make.
    private func setLink(
        of call: Identifier<Call>,
        from earlier: CallLink,
        to link: CallLink,
        _ appeal: AppealNumber,
        at now: Instant
    ) throws -> CallLink {
        let kind: EventKind
        switch (earlier, link) {
        case (.made, _), (_, .made), (_, .again), (_, .known), (.status, .status), (.added, .added): return earlier
        case (.again, .status), (.known, .status), (.added, .status): kind = .statusAsked
        case (.again, .added), (.known, .added), (.status, .added): kind = .added
        }
        try log(NewEvent(kind, by: .caller, through: .agi), of: appeal, at: now)
        guard earlier != .added else { return earlier }
        try run("UPDATE call SET link = ? WHERE id = ?", [link.rawValue, call.value])
        return link
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
        if kept != nil { try leave(.distribute, for: appeal) }
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
        if consent.isGiven { try leave(.register, for: appeal) }
    }

    /// Leaves word for the companion.
    func leave(_ kind: HandoverKind, for appeal: AppealNumber) throws {
        try run(
            "INSERT INTO handover (kind, appeal) VALUES (?, ?) ON CONFLICT DO NOTHING",
            [kind.rawValue, appeal.value]
        )
    }

    fileprivate func calls(of rows: [Row]) throws -> [Call] {
        let calls = rows.map(Call.init)
        let recordings = try recordings(of: Set(calls.map(\.id)))
        return calls.map { call in
            var call = call
            call.recordings = recordings[call.id] ?? []
            return call
        }
    }
}

extension NewEvent {
    /// The event that a call ended.
    static func callEnded(
        _ outcome: CallOutcome,
        lastStep: CallStep,
        by actor: Actor,
        through channel: EventChannel
    ) -> NewEvent {
        let detail = [Fact("outcome", outcome.rawValue), Fact("lastStep", lastStep.rawValue)]
        return NewEvent(.callEnded, by: actor, through: channel, detail: detail)
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
            outcome: (row["outcome"] as String?).flatMap(CallOutcome.init(rawValue:)),
            link: CallLink(rawValue: row["link"]) ?? .made,
            answeredBy: row["answeredBy"],
            rang: (row["rang"] as Int64?).map { .milliseconds($0) },
            talked: (row["talked"] as Int64?).map { .milliseconds($0) }
        )
    }
}
