internal import GRDB
public import HotlineCore

extension Store {
    /// Takes messages that are due and holds them, so that no other sender takes them too.
    ///
    /// One message a recipient, the oldest, so that texts arrive in the order they were written. A message that was being sent
    /// when its hold ran out may have gone or not: it becomes ``MessageState/unknown`` and waits for a report; when that wait is
    /// over without one, it is sent again, and that is counted; after ``RetryPolicy/mostRepeats`` times it has failed.
    ///
    /// - Parameters:
    ///   - limit: The most messages.
    ///   - now: When.
    ///   - policy: How long an unanswered message waits for a report.
    ///   - hold: How long the messages are held.
    /// - Returns: The messages, oldest first.
    /// - Throws: ``StoreError`` where the store cannot be read or written.
    public func claimDueMessages(
        limit: Int,
        at now: Instant,
        by policy: RetryPolicy,
        heldFor hold: Duration
    ) async throws(StoreError) -> [OutboundMessage] {
        guard let due = try await nextMessageDue(), due <= now else { return [] }
        return try await write { db in
            try db.run(
                """
                UPDATE message SET state = 'unknown', dueAt = ?, changedAt = ?, reason = 'interrupted'
                WHERE state = 'sending' AND dueAt <= ?
                """,
                [(now + policy.waitForReport).milliseconds, now.milliseconds, now.milliseconds]
            )
            let failed = try db.rows(
                """
                UPDATE message SET state = 'failed', changedAt = ?, reason = 'unanswered'
                WHERE state = 'unknown' AND dueAt <= ? AND repeats >= ? RETURNING id
                """,
                [now.milliseconds, now.milliseconds, policy.mostRepeats]
            )
            for row in failed { try db.followUp(Identifier(row["id"]), at: now) }
            return try db.rows(
                """
                UPDATE message SET state = 'sending', attempts = attempts + 1,
                    repeats = repeats + (state = 'unknown'), dueAt = :heldUntil, changedAt = :now
                WHERE id IN (
                    SELECT id FROM message AS due
                    WHERE state IN ('queued', 'unknown') AND dueAt <= :now
                        AND NOT EXISTS (
                            SELECT 1 FROM message AS older
                            WHERE older.recipient = due.recipient AND older.id < due.id
                                AND older.state IN ('queued', 'sending', 'unknown'))
                    ORDER BY dueAt, id LIMIT :limit)
                RETURNING id, appeal, kind, recipient, attempts, gateway
                """,
                ["heldUntil": (now + hold).milliseconds, "now": now.milliseconds, "limit": limit]
            ).map { row in try db.outbound(row) }.sorted { $0.id.value < $1.id.value }
        }
    }

    /// Notes that a gateway took one part.
    ///
    /// - Returns: Whether all parts are with a gateway now.
    public func noteAccepted(
        _ message: Identifier<OutboundMessage>,
        part: Int,
        receipt: GatewayReceipt,
        at now: Instant
    ) async throws(StoreError) -> Bool {
        try await write { db in
            try db.run(
                "UPDATE messagePart SET state = ?, reference = ? WHERE message = ? AND part = ? AND state = 'queued'",
                [receipt.isDelivered ? "delivered" : "accepted", receipt.reference, message.value, part]
            )
            return try db.sumUp(message, at: now)
        }
    }

    /// Notes that a message could not be handed over now.
    ///
    /// - Parameters:
    ///   - message: The message.
    ///   - state: ``MessageState/queued`` to try again, ``MessageState/unknown`` to wait for a report, or
    ///     ``MessageState/failed``.
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
            // A report may have overtaken the answer: what it said stands.
            try db.run(
                """
                UPDATE message SET state = ?, reason = ?, dueAt = ?, gateway = ?, changedAt = ?
                WHERE id = ? AND state = 'sending'
                """,
                [state.rawValue, reason, due.milliseconds, gateway, now.milliseconds, message.value]
            )
            if state == .failed { try db.followUp(message, at: now) }
        }
    }

    /// Notes what a gateway reports of a part; a report that comes twice, late or out of order changes nothing.
    ///
    /// - Returns: Whether there is such a part.
    public func note(_ report: DeliveryReport, at now: Instant) async throws(StoreError) -> Bool {
        try await write { db in
            let part = try db.row(
                "SELECT state FROM messagePart WHERE message = ? AND part = ?",
                [report.message.value, report.part]
            )
            guard let part else { return false }
            let earlier =
                switch report.finding {
                case .accepted: ["queued"]
                case .delivered, .undelivered: ["queued", "accepted"]
                }
            guard earlier.contains(part["state"]) else { return true }
            try db.run(
                "UPDATE messagePart SET state = ? WHERE message = ? AND part = ?",
                [report.finding.rawValue, report.message.value, report.part]
            )
            _ = try db.sumUp(report.message, at: now)
            return true
        }
    }

    /// The messages of these appeals, or of all, newest first.
    public func messages(of appeals: Set<AppealNumber>? = nil, limit: Int) async throws(StoreError) -> [KeptMessage] {
        try await read { db in
            try db.rows(
                """
                SELECT message.*, (SELECT count(*) FROM messagePart WHERE message = message.id) AS parts FROM message
                \(appeals == nil ? "" : "WHERE appeal IN (SELECT value FROM json_each(:appeals))")
                ORDER BY id DESC LIMIT :limit
                """,
                appeals.map { ["appeals": $0.jsonArray, "limit": limit] } ?? ["limit": limit]
            ).map(KeptMessage.init)
        }
    }

    /// When the next message is due; `nil` where none waits.
    ///
    /// A message behind an older one to the same recipient waits for that one, however long it has been due itself.
    public func nextMessageDue() async throws(StoreError) -> Instant? {
        try await read { db in
            let row = try db.row(
                """
                SELECT min(dueAt) AS due FROM message AS waiting
                WHERE state IN ('queued', 'sending', 'unknown')
                    AND NOT EXISTS (
                        SELECT 1 FROM message AS older
                        WHERE older.recipient = waiting.recipient AND older.id < waiting.id
                            AND older.state IN ('queued', 'sending', 'unknown'))
                """
            )
            return (row?["due"] as Int64?).map(Instant.init(milliseconds:))
        }
    }
}

extension Database {
    /// Puts a text in the outbox, cut into its parts, due at once.
    func queue(_ draft: DraftMessage, for appeal: AppealNumber, at now: Instant) throws {
        let row = try row(
            """
            INSERT INTO message (appeal, kind, recipient, body, state, dueAt, createdAt, changedAt)
            VALUES (?, ?, ?, ?, 'queued', ?, ?, ?) ON CONFLICT DO NOTHING RETURNING id
            """,
            [
                appeal.value, draft.kind.rawValue, draft.recipient.e164, draft.body, now.milliseconds, now.milliseconds,
                now.milliseconds,
            ]
        )
        // No row: the author was told already that the appeal was accepted.
        guard let id: Int64 = row?["id"] else { return }
        for (index, text) in SMSParts.cut(draft.body).enumerated() {
            try run("INSERT INTO messagePart (message, part, text) VALUES (?, ?, ?)", [id, index, text])
        }
    }

    fileprivate func outbound(_ row: Row) throws -> OutboundMessage {
        let id: Int64 = row["id"]
        let parts = try rows("SELECT text, state FROM messagePart WHERE message = ? ORDER BY part", [id])
        return OutboundMessage(
            id: Identifier(id),
            appeal: AppealNumber(row["appeal"]),
            kind: MessageKind(rawValue: row["kind"]) ?? .assigned,
            recipient: try PhoneNumber(e164: row["recipient"]),
            parts: parts.map { $0["text"] },
            unsentParts: parts.indices.filter { parts[$0]["state"] == "queued" },
            attempt: row["attempts"],
            gateway: row["gateway"]
        )
    }

    /// Derives a message's state from its parts: it is as far as its last part, and one lost part loses it.
    ///
    /// - Returns: Whether all parts are with a gateway.
    fileprivate func sumUp(_ message: Identifier<OutboundMessage>, at now: Instant) throws -> Bool {
        let row = try row(
            """
            SELECT count(*) AS parts, sum(state = 'queued') AS queued, sum(state = 'delivered') AS delivered,
                sum(state = 'undelivered') AS undelivered FROM messagePart WHERE message = ?
            """,
            [message.value]
        )
        guard let row, (row["queued"] as Int) == 0 else { return false }
        let state: MessageState =
            (row["undelivered"] as Int) > 0
            ? .undelivered
            : (row["delivered"] as Int) == (row["parts"] as Int) ? .delivered : .accepted
        try run(
            """
            UPDATE message SET state = ?, changedAt = ?, reason = NULL
            WHERE id = ? AND state IN ('queued', 'sending', 'unknown', 'accepted')
            """,
            [state.rawValue, now.milliseconds, message.value]
        )
        try followUp(message, at: now)
        return true
    }

    /// Notes with the appeal what became of the text with its result, unless the appeal moved on since that was written.
    fileprivate func followUp(_ message: Identifier<OutboundMessage>, at now: Instant) throws {
        let row = try row(
            """
            SELECT appeal, message.state AS state FROM message JOIN appeal ON appeal.number = message.appeal
            WHERE message.id = ? AND message.kind = 'closed' AND message.createdAt >= appeal.closedAt
                AND appeal.delivery = 'sms' AND appeal.toldAt IS NULL
            """,
            [message.value]
        )
        guard let row, let state = MessageState(rawValue: row["state"]) else { return }
        let number = AppealNumber(row["appeal"])
        switch state {
        case .delivered: try noteTold(number, by: .sms, at: now)
        case .undelivered, .failed: try leave(.untold, for: number)
        case .queued, .held, .sending, .unknown, .accepted, .cancelled: break
        }
    }

    /// Notes that the result reached its author.
    func noteTold(_ number: AppealNumber, by way: ResultDelivery, at now: Instant) throws {
        guard var appeal = try appeal(number) else { return }
        let event = NewEvent.told(by: way, .system, through: .system)
        appeal.apply(event, at: now)
        _ = try apply(AppealChange(appeal: appeal, events: [event]), at: now)
    }
}
