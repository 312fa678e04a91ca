internal import GRDB
public import HotlineCore

extension Store {
    /// Keeps a text that came in; one that comes twice is kept once.
    ///
    /// - Returns: Whether it is new.
    /// - Throws: ``StoreError`` where the store cannot be written.
    @discardableResult
    public func keep(_ text: IncomingText, at now: Instant) async throws(StoreError) -> Bool {
        try await write { db in
            try db.row(
                """
                INSERT INTO inbox (gateway, gatewayID, sender, phone, body, sentAt, receivedAt)
                VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING id
                """,
                [
                    text.gateway, text.id, text.sender, (try? PhoneNumber(dialled: text.sender))?.e164, text.text,
                    text.sentAt?.milliseconds, now.milliseconds,
                ]
            ) != nil
        }
    }

    /// Makes something of the oldest text that nothing was made of yet, in one transaction with what it changes.
    ///
    /// - Parameters:
    ///   - now: When.
    ///   - regulation: The rules.
    ///   - own: The telephones of our own gateways, whose texts are not answered.
    ///   - drawn: A number drawn from 10 to 99, for a code.
    /// - Returns: The text afterwards; `nil` where there is none.
    /// - Throws: ``StoreError`` where the store cannot be read or written.
    public func handleNextText(
        at now: Instant,
        under regulation: Regulation,
        own: Set<PhoneNumber> = [],
        drawing drawn: Int
    ) async throws(StoreError) -> KeptText? {
        let isWaiting = try await read { db in try db.row("SELECT 1 FROM inbox WHERE handledAt IS NULL LIMIT 1") != nil
        }
        guard isWaiting else { return nil }
        return try await write { db in
            let row = try db.row("SELECT * FROM inbox WHERE handledAt IS NULL ORDER BY id LIMIT 1")
            guard let row else { return nil }
            let text = try KeptText(row)
            guard let sender = text.phone else {
                return try db.settle(text, ReplyDecision(.notAPhone), by: nil, at: now)
            }
            guard !own.contains(sender) else { return try db.settle(text, ReplyDecision(.ourselves), by: nil, at: now) }
            let command = IncomingCommand(reading: text.body)
            let context = try db.context(of: command, from: sender, at: now, under: regulation, drawing: drawn)
            let decision = regulation.deciding(command, in: context)
            return try db.carryOut(decision, of: text, in: context)
        }
    }

    /// Sets aside the oldest text that nothing was made of yet, because trying fails again and again.
    public func setNextTextAside(at now: Instant) async throws(StoreError) {
        try await write { db in
            try db.run(
                """
                UPDATE inbox SET handledAt = ?, outcome = 'failed'
                WHERE id = (SELECT min(id) FROM inbox WHERE handledAt IS NULL)
                """,
                [now.milliseconds]
            )
        }
    }

    /// The texts that came in, newest first.
    ///
    /// - Parameters:
    ///   - appeals: Only those about these appeals; `nil` for all.
    ///   - limit: The most.
    /// - Returns: The texts.
    /// - Throws: ``StoreError`` where the store cannot be read.
    public func texts(about appeals: Set<AppealNumber>? = nil, limit: Int) async throws(StoreError) -> [KeptText] {
        try await read { db in
            try db.rows(
                """
                SELECT * FROM inbox
                \(appeals == nil ? "" : "WHERE appeal IN (SELECT value FROM json_each(:appeals))")
                ORDER BY id DESC LIMIT :limit
                """,
                appeals.map { ["appeals": $0.jsonArray, "limit": limit] } ?? ["limit": limit]
            ).map(KeptText.init)
        }
    }
}

extension Database {
    /// What must be known to decide about a text.
    fileprivate func context(
        of command: IncomingCommand,
        from sender: PhoneNumber,
        at now: Instant,
        under regulation: Regulation,
        drawing drawn: Int
    ) throws -> ReplyContext {
        let member = regulation.staff.first { $0.phone == sender }
        var context = ReplyContext(now: now, sender: sender, member: member, drawnCode: drawn)
        context.authored = try rows(
            "SELECT \(Appeal.columns) FROM appeal WHERE phone = ? AND anonymisedAt IS NULL ORDER BY receivedAt DESC, number DESC LIMIT 20",
            [sender.e164]
        ).map(Appeal.init)
        if let member {
            context.held = try rows(
                """
                SELECT \(Appeal.columns) FROM appeal WHERE assignee = ? AND status IN ('distributed', 'inProgress')
                ORDER BY closeDue, number
                """,
                [member.login]
            ).map(Appeal.init)
            context.workload = try workload(at: now)
            let person = regulation.standingIn(Person(member), given: context.workload, at: now)
            if person.rights.contains(.decideExtension) {
                context.asking = try rows(
                    "SELECT \(Appeal.columns) FROM appeal WHERE extensionBy IS NOT NULL ORDER BY number"
                )
                .map(Appeal.init)
            }
        }
        if let known = try row("SELECT * FROM correspondent WHERE phone = ?", [sender.e164]) {
            context.correspondent = Correspondent(
                resultFor: (known["resultFor"] as Int64?).map(AppealNumber.init),
                draft: known["draft"],
                mistakes: known["mistakes"]
            )
        }
        context.named = try command.number.flatMap { try appeal($0) }
        context.resultOf = try context.correspondent.resultFor.flatMap { try appeal($0) }
        let about = context.held.map(\.number) + [context.named?.number, context.resultOf?.number].compactMap(\.self)
        for row in try rows(
            "SELECT * FROM closeCode WHERE appeal IN (SELECT value FROM json_each(?))",
            [Set(about).jsonArray]
        ) {
            context.closeCodes[AppealNumber(row["appeal"])] = CloseCode(
                login: row["login"],
                code: row["code"],
                wrong: row["wrong"]
            )
        }
        return context
    }

    /// Does what was decided about a text, and notes it with the text.
    fileprivate func carryOut(_ decision: ReplyDecision, of text: KeptText, in context: ReplyContext) throws -> KeptText
    {
        let now = context.now
        if let change = decision.change { _ = try apply(change, at: now) }
        if let isGiven = decision.consent { try note(isGiven, from: context, in: text, at: now) }
        if let answer = decision.answer { try queue(answer, for: decision.appeal, at: now) }
        if let code = decision.closeCode, let appeal = decision.appeal {
            try run(
                """
                INSERT INTO closeCode (appeal, login, code, wrong) VALUES (:appeal, :login, :code, :wrong)
                ON CONFLICT (appeal) DO UPDATE SET login = :login, code = :code, wrong = :wrong
                """,
                ["appeal": appeal.value, "login": code.login, "code": code.code, "wrong": code.wrong]
            )
        }
        let after = decision.correspondent
        if after != context.correspondent {
            try run(
                """
                INSERT INTO correspondent (phone, mistakes, resultFor, draft, since)
                VALUES (:phone, :mistakes, :resultFor, :draft, :since)
                ON CONFLICT (phone) DO UPDATE SET mistakes = :mistakes, resultFor = :resultFor, draft = :draft, since = :since
                """,
                [
                    "phone": context.sender.e164, "mistakes": after.mistakes, "resultFor": after.resultFor?.value,
                    "draft": after.draft, "since": after.resultFor == nil ? nil : now.milliseconds,
                ]
            )
        }
        return try settle(text, decision, by: context.member?.login, at: now)
    }

    private func note(_ isGiven: Bool, from context: ReplyContext, in text: KeptText, at now: Instant) throws {
        try run(
            "INSERT INTO consent (phone, isGiven, at, channel, inbox) VALUES (?, ?, ?, 'sms', ?)",
            [context.sender.e164, isGiven, now.milliseconds, text.id.value]
        )
        for appeal in context.authored {
            var after = try self.appeal(appeal.number) ?? appeal
            after.consent = isGiven
            let event = NewEvent(
                .consent,
                by: .author,
                through: .sms,
                detail: [NewEvent.Fact("given", isGiven ? "yes" : "no")]
            )
            _ = try apply(AppealChange(appeal: after, events: [event]), at: now)
        }
    }

    fileprivate func settle(
        _ text: KeptText,
        _ decision: ReplyDecision,
        by login: String?,
        at now: Instant
    ) throws -> KeptText {
        let isThere = try decision.appeal.flatMap { try appeal($0) } != nil
        let row = try row(
            "UPDATE inbox SET handledAt = ?, outcome = ?, appeal = ?, login = ? WHERE id = ? RETURNING *",
            [
                now.milliseconds, decision.outcome.rawValue, isThere ? decision.appeal?.value : nil, login,
                text.id.value,
            ]
        )
        return try row.map(KeptText.init) ?? text
    }
}

extension IncomingCommand {
    /// The appeal it names.
    fileprivate var number: AppealNumber? {
        switch self {
        case .act(let reply): reply.number
        case .status(let number): number
        case .stop, .start, .words: nil
        }
    }
}
