internal import Foundation
internal import GRDB
public import HotlineCore

/// A mail as it is kept.
public struct KeptMail: Hashable, Sendable {
    /// The mail's row.
    public var id: Identifier<OutboundMail>
    /// The appeal it tells of.
    public var appeal: AppealNumber
    /// The address it goes to; empty once that was taken out.
    public var recipient: String
    /// How far it has come: `queued`, `sending`, `unknown`, `sent`, `failed` or `cancelled`.
    public var state: String
    /// How often it was tried.
    public var attempts: Int
    /// How often it was tried again though it may have gone before.
    public var repeats: Int
    /// When it was written.
    public var createdAt: Instant
    /// When its state last changed.
    public var changedAt: Instant
    /// Why it waits or failed, in one word.
    public var reason: String?
}

extension KeptMail: CustomStringConvertible, CustomReflectable {
    /// The row and the state.
    public var description: String { "mail \(id): \(state)" }

    /// Keeps `dump` and a failed `#expect` as discreet as ``description``.
    public var customMirror: Mirror { Mirror(self, children: ["mail": description]) }
}

extension Store {
    /// Takes a mail that is due and holds it, so that no other sender takes it too.
    ///
    /// One that was being sent when its hold ran out may have gone: it waits for so long, and is sent once more under the same
    /// name, by which the receiver knows it again; after that it has failed. One whose result does not stand any more, because the
    /// appeal was opened again since, is cancelled.
    ///
    /// - Parameters:
    ///   - now: When.
    ///   - hold: How long the mail is held.
    ///   - wait: How long one that may have gone waits.
    ///   - regulation: What follows for the appeal of one that failed.
    /// - Returns: The mail; `nil` where none is due.
    /// - Throws: ``StoreError`` where the store cannot be read or written.
    public func claimDueMail(
        at now: Instant,
        heldFor hold: Duration,
        unknownFor wait: Duration,
        by regulation: Regulation
    ) async throws(StoreError) -> OutboundMail? {
        guard let due = try await nextMailDue(), due <= now else { return nil }
        return try await write { db in
            try db.run(
                """
                UPDATE mail SET state = 'unknown', dueAt = ?, changedAt = ?, reason = 'interrupted'
                WHERE state = 'sending' AND dueAt <= ?
                """,
                [(now + wait).milliseconds, now.milliseconds, now.milliseconds]
            )
            try db.run(
                """
                UPDATE mail SET state = 'cancelled', changedAt = :now, reason = 'reopened'
                WHERE state IN ('queued', 'unknown') AND dueAt <= :now AND appeal IS NOT NULL
                    AND NOT EXISTS (
                        SELECT 1 FROM appeal WHERE number = mail.appeal AND closedAt <= mail.createdAt)
                """,
                ["now": now.milliseconds]
            )
            let failed = try db.rows(
                """
                UPDATE mail SET state = 'failed', changedAt = ?, reason = 'unanswered'
                WHERE state = 'unknown' AND dueAt <= ? AND repeats >= 1 RETURNING appeal, createdAt
                """,
                [now.milliseconds, now.milliseconds]
            )
            for row in failed {
                try db.noteMailFailed(row, because: "unanswered", at: now, by: regulation)
            }
            let row = try db.row(
                """
                UPDATE mail SET state = 'sending', attempts = attempts + 1, repeats = repeats + (state = 'unknown'),
                    dueAt = :heldUntil, changedAt = :now
                WHERE id = (SELECT id FROM mail WHERE state IN ('queued', 'unknown') AND dueAt <= :now
                    ORDER BY dueAt, id LIMIT 1)
                RETURNING *
                """,
                ["heldUntil": (now + hold).milliseconds, "now": now.milliseconds]
            )
            return try row.map { row in
                OutboundMail(
                    id: Identifier(row["id"]),
                    recipient: row["recipient"],
                    subject: row["subject"],
                    text: row["text"],
                    html: row["html"],
                    pictures: try db.pictures(ofMail: row["id"]),
                    writtenAt: Instant(milliseconds: row["createdAt"]),
                    attempt: row["attempts"],
                    unanswered: row["repeats"]
                )
            }
        }
    }

    /// When the next mail is due; `nil` where none waits.
    public func nextMailDue() async throws(StoreError) -> Instant? {
        try await read { db in
            Instant(
                try db.row("SELECT min(dueAt) AS due FROM mail WHERE state IN ('queued', 'sending', 'unknown')")?["due"]
            )
        }
    }

    /// Notes that a mail was handed over, and with it the result.
    public func noteMailSent(_ id: Identifier<OutboundMail>, at now: Instant) async throws(StoreError) {
        try await write { db in
            let row = try db.row(
                """
                UPDATE mail SET state = 'sent', changedAt = ?, reason = NULL
                WHERE id = ? AND state IN ('sending', 'unknown') RETURNING appeal, createdAt
                """,
                [now.milliseconds, id.value]
            )
            guard let row, let number = row["appeal"] as Int64?, let appeal = try db.appeal(AppealNumber(number)) else {
                return
            }
            guard appeal.delivery == .email, appeal.toldAt == nil,
                let closedAt = appeal.closedAt, closedAt.milliseconds <= row["createdAt"] as Int64
            else { return }
            try db.noteTold(appeal.number, by: .email, at: now)
        }
    }

    /// Notes that a mail was not handed over.
    ///
    /// - Parameters:
    ///   - id: The mail.
    ///   - due: When it is tried again; `nil` for never.
    ///   - isUnknown: Whether it may have gone.
    ///   - reason: Why, in one word.
    ///   - now: When.
    ///   - regulation: What follows for the appeal of one that failed.
    /// - Throws: ``StoreError`` where the store cannot be written.
    public func noteMailNotSent(
        _ id: Identifier<OutboundMail>,
        due: Instant?,
        isUnknown: Bool,
        reason: String,
        at now: Instant,
        by regulation: Regulation
    ) async throws(StoreError) {
        try await write { db in
            let state = due == nil ? "failed" : isUnknown ? "unknown" : "queued"
            let row = try db.row(
                """
                UPDATE mail SET state = ?, dueAt = coalesce(?, dueAt), changedAt = ?, reason = ?
                WHERE id = ? AND state = 'sending' RETURNING appeal, createdAt
                """,
                [state, due?.milliseconds, now.milliseconds, reason, id.value]
            )
            guard due == nil, let row else { return }
            try db.noteMailFailed(row, because: reason, at: now, by: regulation)
        }
    }

    /// The mails of these appeals, newest first.
    public func mails(of appeals: Set<AppealNumber>) async throws(StoreError) -> [KeptMail] {
        try await read { db in
            try db.rows(
                "SELECT * FROM mail WHERE appeal IN (SELECT value FROM json_each(?)) ORDER BY id DESC",
                [appeals.jsonArray]
            ).map { row in
                KeptMail(
                    id: Identifier(row["id"]),
                    appeal: AppealNumber(row["appeal"]),
                    recipient: row["recipient"],
                    state: row["state"],
                    attempts: row["attempts"],
                    repeats: row["repeats"],
                    createdAt: Instant(milliseconds: row["createdAt"]),
                    changedAt: Instant(milliseconds: row["changedAt"]),
                    reason: row["reason"]
                )
            }
        }
    }
}

extension Database {
    /// Puts a mail in the outbox, due at once.
    ///
    /// - Parameters:
    ///   - draft: The mail.
    ///   - appeal: The appeal it tells of; `nil` where it tells of none.
    ///   - now: When.
    /// - Returns: The mail's row.
    /// - Throws: What the database throws.
    @discardableResult
    func queue(_ draft: DraftMail, for appeal: AppealNumber?, at now: Instant) throws -> Int64 {
        try run(
            """
            INSERT INTO mail (appeal, recipient, subject, text, html, state, dueAt, createdAt, changedAt)
            VALUES (?, ?, ?, ?, ?, 'queued', ?, ?, ?)
            """,
            [
                appeal?.value, draft.recipient, draft.subject, draft.text, draft.html, now.milliseconds,
                now.milliseconds, now.milliseconds,
            ]
        )
        let id = lastInsertedRowID
        for (place, picture) in draft.pictures.enumerated() {
            try run(
                "INSERT INTO mailPicture (mail, place, name, bytes) VALUES (?, ?, ?, ?)",
                [id, place, picture.name, Data(picture.bytes)]
            )
        }
        return id
    }

    fileprivate func pictures(ofMail id: Int64) throws -> [MailPicture] {
        try rows("SELECT name, bytes FROM mailPicture WHERE mail = ? ORDER BY place", [id]).map(MailPicture.init)
    }

    /// Notes that a mail failed, unless the appeal moved on since it was written.
    fileprivate func noteMailFailed(
        _ row: Row,
        because reason: String,
        at now: Instant,
        by regulation: Regulation
    ) throws {
        // Of what is no result nobody else is told: the log has it, and of a report `hotline doctor` tells it.
        guard let number = row["appeal"] as Int64?, let appeal = try appeal(AppealNumber(number)),
            let closedAt = appeal.closedAt, closedAt.milliseconds <= row["createdAt"] as Int64
        else { return }
        let change = regulation.resultFailed(of: appeal, by: .email, because: reason, at: now)
        if let change { _ = try apply(change, at: now) }
    }
}

extension MailPicture {
    /// Reads a row with a name and bytes.
    init(_ row: Row) {
        self.init(name: row["name"], bytes: Array(row["bytes"] as Data))
    }
}
