internal import GRDB
public import HotlineCore

extension Store {
    /// Takes texts that are due and holds them, so that no other sender takes them too.
    ///
    /// One text a recipient, the oldest, so that texts arrive in the order they were written. In the same transaction a text
    /// whose reason is gone is cancelled, one that can wait is held over the quiet hours, one too many for its telephone is put
    /// off, and several of one kind become one.
    ///
    /// - Parameters:
    ///   - limit: The most texts.
    ///   - now: When.
    ///   - rules: What holds for every text.
    ///   - regulation: Which texts are still worth sending.
    ///   - hold: How long the texts are held.
    /// - Returns: The texts, in the order they are due.
    /// - Throws: ``StoreError`` where the store cannot be read or written.
    public func claimDueMessages(
        limit: Int,
        at now: Instant,
        by rules: OutboxRules,
        under regulation: Regulation,
        heldFor hold: Duration
    ) async throws(StoreError) -> [OutboundMessage] {
        guard let due = try await nextMessageDue(), due <= now else { return [] }
        return try await write { db in
            try db.settleInterrupted(at: now, by: rules)
            try db.settleUnanswered(at: now, by: rules)
            var claimed: [OutboundMessage] = []
            while claimed.count < limit, let row = try db.dueMessage(at: now) {
                let waiting = try WaitingMessage(row)
                if let message = try db.claim(waiting, at: now, by: rules, under: regulation, heldFor: hold) {
                    claimed.append(message)
                }
            }
            return claimed
        }
    }

    /// When the next text is due; `nil` where none waits.
    ///
    /// A text behind an older one to the same recipient waits for that one, however long it has been due itself.
    public func nextMessageDue() async throws(StoreError) -> Instant? {
        try await read { db in
            let row = try db.row(
                """
                SELECT dueAt FROM message AS waiting INDEXED BY message_due
                WHERE state IN ('queued', 'held', 'sending', 'unknown') AND dueAt IS NOT NULL
                    AND NOT EXISTS (
                        SELECT 1 FROM message AS older
                        WHERE older.recipient = waiting.recipient AND older.id < waiting.id
                            AND older.state IN ('queued', 'sending', 'unknown') AND older.dueAt IS NOT NULL)
                ORDER BY dueAt, id LIMIT 1
                """
            )
            return Instant(row?["dueAt"])
        }
    }
}

/// A text that waits in the outbox.
struct WaitingMessage {
    let id: Identifier<OutboundMessage>
    let appeal: AppealNumber?
    let kind: MessageKind
    let recipient: PhoneNumber
    let state: MessageState
    let attempts: Int
    let gateway: Int
    let createdAt: Instant
    let expiresAt: Instant?
    let sentAt: Instant?
    /// Whether a gateway was given it and did not say whether it took it.
    let mayHaveGone: Bool

    init(_ row: Row) throws {
        id = Identifier(row["id"])
        appeal = (row["appeal"] as Int64?).map(AppealNumber.init)
        kind = MessageKind(rawValue: row["kind"]) ?? .noted
        recipient = try PhoneNumber(e164: row["recipient"])
        state = MessageState(rawValue: row["state"]) ?? .queued
        attempts = row["attempts"]
        gateway = row["gateway"]
        createdAt = Instant(milliseconds: row["createdAt"])
        expiresAt = Instant(row["expiresAt"])
        sentAt = Instant(row["sentAt"])
        let reason: String? = row["reason"]
        mayHaveGone = state == .unknown || (state == .queued && (reason == "interrupted" || reason == "unanswered"))
    }
}

extension Database {
    /// The text whose turn it is: due, and the oldest of its recipient.
    ///
    /// The states are named as the index has them, or SQLite would sort all that wait, each time.
    fileprivate func dueMessage(at now: Instant) throws -> Row? {
        try row(
            """
            SELECT * FROM message AS due INDEXED BY message_due
            WHERE state IN ('queued', 'held', 'sending', 'unknown') AND state <> 'sending' AND dueAt <= ?
                AND NOT EXISTS (
                    SELECT 1 FROM message AS older
                    WHERE older.recipient = due.recipient AND older.id < due.id
                        AND older.state IN ('queued', 'sending', 'unknown') AND older.dueAt IS NOT NULL)
            ORDER BY dueAt, id LIMIT 1
            """,
            [now.milliseconds]
        )
    }

    /// Takes one text, or does with it what there is to do instead.
    fileprivate func claim(
        _ waiting: WaitingMessage,
        at now: Instant,
        by rules: OutboxRules,
        under regulation: Regulation,
        heldFor hold: Duration
    ) throws -> OutboundMessage? {
        if let reason = try moot(waiting, at: now, under: regulation) {
            if waiting.mayHaveGone {
                try leave(waiting, because: reason, at: now, by: rules)
            } else {
                try cancel(waiting.id, because: reason, at: now)
            }
            return nil
        }
        if let until = rules.waitsUntil(waiting.kind, expiring: waiting.expiresAt, at: now) {
            try put(waiting.id, .held, until: until, because: "quietHours", at: now)
            return nil
        }
        if try bundle(waiting, at: now, by: rules, under: regulation) { return nil }
        if waiting.sentAt == nil, let until = try overLimit(waiting.recipient, at: now, by: rules) {
            try put(waiting.id, .queued, until: until, because: "limit", at: now)
            return nil
        }
        let row = try row(
            """
            UPDATE message SET state = 'sending', attempts = attempts + 1, repeats = repeats + (state = 'unknown'),
                dueAt = ?, changedAt = ?, sentAt = coalesce(sentAt, ?), isWhole = ?
            WHERE id = ? RETURNING *
            """,
            [
                (now + hold).milliseconds, now.milliseconds, now.milliseconds,
                rules.gateway(waiting.gateway).takesWholeTexts, waiting.id.value,
            ]
        )
        return try row.map(outbound)
    }

    /// Why a text is not worth sending any more.
    func moot(_ waiting: WaitingMessage, at now: Instant, under regulation: Regulation) throws -> MootReason? {
        if let expiry = waiting.expiresAt, expiry <= now { return .expired }
        if waiting.kind == .bundle { return try mootBundle(waiting, at: now, under: regulation) }
        guard let number = waiting.appeal, let appeal = try appeal(number) else { return nil }
        return regulation.moot(
            waiting.kind,
            to: waiting.recipient,
            of: appeal,
            writtenAt: waiting.createdAt,
            at: now
        )
    }

    /// Puts a text off.
    fileprivate func put(
        _ message: Identifier<OutboundMessage>,
        _ state: MessageState,
        until due: Instant,
        because reason: String,
        at now: Instant
    ) throws {
        try run(
            "UPDATE message SET state = ?, dueAt = ?, reason = ?, changedAt = ? WHERE id = ?",
            [state.rawValue, due.milliseconds, reason, now.milliseconds, message.value]
        )
    }

    /// Cancels a text that was not sent.
    func cancel(
        _ message: Identifier<OutboundMessage>,
        because reason: MootReason,
        bundle: Identifier<OutboundMessage>? = nil,
        at now: Instant
    ) throws {
        try run(
            "UPDATE message SET state = 'cancelled', dueAt = NULL, reason = ?, bundle = ?, changedAt = ? WHERE id = ?",
            [reason.rawValue, bundle?.value, now.milliseconds, message.value]
        )
        try followUp(message)
    }

    /// Leaves a text that is not to be sent again, and of which nobody knows whether it went: a report may still tell.
    private func leave(
        _ waiting: WaitingMessage,
        because reason: MootReason,
        at now: Instant,
        by rules: OutboxRules
    ) throws {
        try run(
            """
            UPDATE messagePart SET state = 'unknown', gateway = coalesce(gateway, ?), askAt = NULL
            WHERE message = ? AND state = 'queued'
            """,
            [rules.gateway(waiting.gateway).name, waiting.id.value]
        )
        try run(
            "UPDATE message SET state = 'unknown', dueAt = NULL, reason = ?, changedAt = ? WHERE id = ?",
            [reason.rawValue, now.milliseconds, waiting.id.value]
        )
        try followUp(waiting.id)
    }

    /// When a telephone, or all together, may get a text again; `nil` where they may now.
    fileprivate func overLimit(_ phone: PhoneNumber, at now: Instant, by rules: OutboxRules) throws -> Instant? {
        if let limit = rules.perPhone {
            let since = (now + (.zero - limit.within)).milliseconds
            let row = try row(
                "SELECT count(*) AS sent, min(sentAt) AS first FROM message WHERE recipient = ? AND sentAt > ?",
                [phone.e164, since]
            )
            if let row, row["sent"] >= limit.count, let first = Instant(row["first"]) { return first + limit.within }
        }
        if let limit = rules.overall {
            let since = (now + (.zero - limit.within)).milliseconds
            let row = try row("SELECT count(*) AS sent, min(sentAt) AS first FROM message WHERE sentAt > ?", [since])
            if let row, row["sent"] >= limit.count, let first = Instant(row["first"]) { return first + limit.within }
        }
        return nil
    }

    private func outbound(_ row: Row) throws -> OutboundMessage {
        let id: Int64 = row["id"]
        let parts = try rows("SELECT text, state FROM messagePart WHERE message = ? ORDER BY part", [id])
        return OutboundMessage(
            id: Identifier(id),
            appeal: (row["appeal"] as Int64?).map(AppealNumber.init),
            kind: MessageKind(rawValue: row["kind"]) ?? .noted,
            recipient: try PhoneNumber(e164: row["recipient"]),
            parts: parts.map { $0["text"] },
            unsentParts: parts.indices.filter { parts[$0]["state"] == "queued" },
            attempt: row["attempts"],
            gateway: row["gateway"],
            writtenAt: Instant(milliseconds: row["createdAt"]),
            expiresAt: Instant(row["expiresAt"])
        )
    }
}
