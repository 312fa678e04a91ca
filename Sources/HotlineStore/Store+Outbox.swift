internal import GRDB
public import HotlineCore

extension Store {
    /// Notes that a gateway took parts of a text.
    ///
    /// - Parameters:
    ///   - message: The text.
    ///   - parts: Their places, counted from 0; several where it took the text whole.
    ///   - receipt: What it said.
    ///   - now: When.
    ///   - rules: The gateways.
    /// - Returns: Whether all parts are with a gateway now.
    /// - Throws: ``StoreError`` where the store cannot be written.
    @discardableResult
    public func noteAccepted(
        _ message: Identifier<OutboundMessage>,
        parts: [Int],
        receipt: GatewayReceipt,
        at now: Instant,
        by rules: OutboxRules
    ) async throws(StoreError) -> Bool {
        try await write { db in
            let row = try db.row("SELECT gateway FROM message WHERE id = ?", [message.value])
            let gateway = rules.gateway(row?["gateway"] ?? 0)
            let askAt = receipt.isDelivered ? nil : gateway.asksAfter.map { (now + $0).milliseconds }
            for part in parts {
                // A report may have overtaken the answer: what it said stands.
                try db.run(
                    """
                    UPDATE messagePart SET gateway = :gateway, reference = :reference, askAt = :askAt, asked = 0,
                        state = CASE WHEN state IN ('queued', 'unknown') THEN :state ELSE state END
                    WHERE message = :message AND part = :part
                    """,
                    [
                        "gateway": gateway.name, "reference": receipt.reference, "askAt": askAt,
                        "state": receipt.isDelivered ? "delivered" : "accepted", "message": message.value, "part": part,
                    ]
                )
            }
            if let reference = receipt.reference {
                try db.takeEarlyReports(of: reference, by: gateway.name, at: now, by: rules)
            }
            return try db.sumUp(message, at: now, by: rules)
        }
    }

    /// Notes that a gateway would not take a text.
    ///
    /// - Parameters:
    ///   - message: The text.
    ///   - state: ``MessageState/queued`` to try again, or ``MessageState/failed``.
    ///   - reason: Why, in one word.
    ///   - due: When its turn comes again.
    ///   - gateway: Whose turn it is then.
    ///   - now: When.
    /// - Throws: ``StoreError`` where the store cannot be written.
    public func noteNotAccepted(
        _ message: Identifier<OutboundMessage>,
        state: MessageState,
        reason: String,
        due: Instant,
        gateway: Int,
        at now: Instant
    ) async throws(StoreError) {
        try await write { db in
            // A report may have overtaken the answer: what it said stands, unless it only says that the gateway took nothing.
            let arguments: StatementArguments = [
                "state": state.rawValue, "reason": reason, "due": state == .failed ? nil : due.milliseconds,
                "gateway": gateway, "now": now.milliseconds, "id": message.value,
            ]
            let row = try db.row(
                """
                UPDATE message SET state = :state, reason = :reason, dueAt = :due, gateway = :gateway, changedAt = :now
                WHERE id = :id AND state = 'sending'
                RETURNING id
                """,
                arguments
            )
            if row != nil, state == .queued {
                try db.run(
                    "UPDATE messagePart SET state = 'queued' WHERE message = ? AND state = 'undelivered' AND gateway IS NULL",
                    [message.value]
                )
            }
            if row != nil, state == .failed { try db.followUp(message) }
        }
    }

    /// Notes that a gateway did not say whether it took a part; what follows depends on the gateway.
    ///
    /// - Parameters:
    ///   - message: The text.
    ///   - parts: The parts that were in hand.
    ///   - reference: What the gateway calls the first of them, where that is known: a report may come by it.
    ///   - now: When.
    ///   - rules: The gateways.
    /// - Throws: ``StoreError`` where the store cannot be written.
    public func noteUnanswered(
        _ message: Identifier<OutboundMessage>,
        parts: [Int],
        reference: String? = nil,
        at now: Instant,
        by rules: OutboxRules
    ) async throws(StoreError) {
        try await write { db in
            let row = try db.row("SELECT * FROM message WHERE id = ? AND state = 'sending'", [message.value])
            guard let row else { return }
            let gateway = rules.gateway(row["gateway"]).name
            if let reference {
                for part in parts {
                    try db.run(
                        "UPDATE messagePart SET gateway = ?, reference = ? WHERE message = ? AND part = ?",
                        [gateway, reference, message.value, part]
                    )
                }
            }
            try db.leaveUnanswered(row, parts, because: "unanswered", at: now, by: rules)
            if let reference { try db.takeEarlyReports(of: reference, by: gateway, at: now, by: rules) }
        }
    }

    /// The texts of these appeals, or of all, newest first.
    ///
    /// - Parameters:
    ///   - appeals: Of which appeals; `nil` for all.
    ///   - state: Only those in this state.
    ///   - limit: The most.
    /// - Returns: The texts; one that stands for several is among those of each.
    /// - Throws: ``StoreError`` where the store cannot be read.
    public func messages(
        of appeals: Set<AppealNumber>? = nil,
        state: MessageState? = nil,
        limit: Int
    ) async throws(StoreError) -> [KeptMessage] {
        try await read { db in
            var conditions: [String] = []
            var arguments: [String: (any DatabaseValueConvertible)?] = ["limit": limit]
            if let appeals {
                conditions.append(
                    """
                    id IN (SELECT id FROM message WHERE appeal IN (SELECT value FROM json_each(:appeals))
                        UNION SELECT bundle FROM message WHERE appeal IN (SELECT value FROM json_each(:appeals)))
                    """
                )
                arguments["appeals"] = appeals.jsonArray
            }
            if let state {
                conditions.append("state = :state")
                arguments["state"] = state.rawValue
            }
            return try db.rows(
                """
                SELECT message.*, (SELECT count(*) FROM messagePart WHERE message = message.id) AS parts FROM message
                \(conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND "))
                ORDER BY id DESC LIMIT :limit
                """,
                StatementArguments(arguments)
            ).map(KeptMessage.init)
        }
    }
}

extension Database {
    /// Puts a text in the outbox, cut into its parts, due at once.
    func queue(_ draft: DraftMessage, for number: AppealNumber?, at now: Instant) throws {
        try queue(draft, about: try number.flatMap { try self.appeal($0) }, at: now)
    }

    /// Puts a text in the outbox, cut into its parts, due at once.
    func queue(_ draft: DraftMessage, about appeal: Appeal?, at now: Instant) throws {
        _ = try insert(draft, for: appeal?.number, expiring: draft.kind.expiry(of: appeal, at: now), at: now)
    }

    /// Puts a text in the outbox.
    ///
    /// - Returns: Its row; `nil` where the author was told the same already.
    func insert(
        _ draft: DraftMessage,
        for appeal: AppealNumber?,
        expiring expiry: Instant?,
        at now: Instant
    ) throws -> Identifier<OutboundMessage>? {
        // Without RETURNING, for which SQLite makes a table of its own each time.
        try run(
            """
            INSERT INTO message (appeal, kind, recipient, body, state, dueAt, expiresAt, createdAt, changedAt)
            VALUES (?, ?, ?, ?, 'queued', ?, ?, ?, ?) ON CONFLICT DO NOTHING
            """,
            [
                appeal?.value, draft.kind.rawValue, draft.recipient.e164, draft.body,
                max(now, draft.notBefore ?? now).milliseconds,
                expiry?.milliseconds, now.milliseconds, now.milliseconds,
            ]
        )
        guard changesCount == 1 else { return nil }
        let id = lastInsertedRowID
        for (index, text) in SMSParts.cut(draft.body).enumerated() {
            try run("INSERT INTO messagePart (message, part, text) VALUES (?, ?, ?)", [id, index, text])
        }
        return Identifier(id)
    }
}
