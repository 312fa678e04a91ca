internal import GRDB
public import HotlineCore

/// A recording whose sound is to be erased.
public struct ErasableSound: Hashable, Sendable {
    /// The recording's row.
    public var id: Identifier<CallRecording>
    /// The file, without its folder.
    public var file: String
}

extension Store {
    /// Takes names, numbers and words out of an appeal, and of everything that belongs to it; what is left cannot be brought back.
    ///
    /// - Parameters:
    ///   - number: The appeal, which must be closed.
    ///   - actor: Who asks for it.
    ///   - channel: Through what.
    ///   - request: The request it comes from; one that comes twice changes nothing the second time.
    ///   - now: When.
    ///   - regulation: The rules.
    /// - Returns: The appeal afterwards.
    /// - Throws: ``StoreError/refused(_:)`` where it is not closed or unknown.
    public func anonymise(
        _ number: AppealNumber,
        by actor: Actor,
        through channel: EventChannel,
        request: StaffRequest? = nil,
        at now: Instant,
        under regulation: Regulation
    ) async throws(StoreError) -> Appeal {
        try await write { db in
            guard let appeal = try db.appeal(number) else { throw AppealFault.unknown(number) }
            if let request {
                if try db.wasObeyed(request) { return appeal }
                try db.note(request, of: number, at: now)
            }
            return try db.anonymise(appeal, by: actor, through: channel, at: now, under: regulation)
        }
    }

    /// Does the same with appeals that were closed before an age, some at a time.
    ///
    /// - Parameters:
    ///   - before: What was closed earlier than this is old.
    ///   - limit: The most appeals in this transaction.
    ///   - now: When.
    ///   - regulation: The rules.
    /// - Returns: How many were dealt with.
    /// - Throws: ``StoreError`` where the store cannot be read or written.
    public func anonymiseOld(
        closedBefore before: Instant,
        limit: Int,
        at now: Instant,
        under regulation: Regulation
    ) async throws(StoreError) -> Int {
        let old =
            "SELECT \(Appeal.columns) FROM appeal WHERE status = 'closed' AND anonymisedAt IS NULL AND closedAt < ? LIMIT ?"
        guard try await read({ db in try db.row(old, [before.milliseconds, 1]) != nil }) else { return 0 }
        return try await write { db in
            let appeals = try db.rows(old, [before.milliseconds, limit]).map(Appeal.init)
            for appeal in appeals {
                _ = try db.anonymise(appeal, by: .system, through: .system, at: now, under: regulation)
            }
            return appeals.count
        }
    }

    /// Takes the numbers out of old calls that belong to no appeal, those turned away and those in the exchange's account, and the
    /// numbers and words out of old texts that came in.
    ///
    /// - Parameters:
    ///   - before: What is older than this is old.
    ///   - limit: The most of either kind in this transaction.
    /// - Returns: How many numbers were taken out.
    /// - Throws: ``StoreError`` where the store cannot be read or written.
    public func forgetNumbers(before: Instant, limit: Int) async throws(StoreError) -> Int {
        let arguments: StatementArguments = [before.milliseconds, before.milliseconds, before.milliseconds]
        let isThere = try await read { db in
            let any = """
                SELECT 1 WHERE EXISTS (SELECT 1 FROM turnedAway WHERE at < ? AND caller IS NOT NULL)
                    OR EXISTS (SELECT 1 FROM exchangeCall WHERE endedAt < ? AND caller IS NOT NULL)
                    OR EXISTS (SELECT 1 FROM inbox WHERE receivedAt < ? AND sender IS NOT NULL)
                """
            return try db.row(any, arguments) != nil
        }
        guard isThere else { return 0 }
        return try await write { db in
            try db.run("PRAGMA secure_delete = ON")
            var count = 0
            for (table, age) in [("turnedAway", "at"), ("exchangeCall", "endedAt")] {
                let old = "SELECT uniqueID FROM \(table) WHERE \(age) < ? AND caller IS NOT NULL LIMIT ?"
                try db.run(
                    "UPDATE \(table) SET caller = NULL WHERE uniqueID IN (\(old))",
                    [before.milliseconds, limit]
                )
                count += db.changesCount
            }
            return try count + db.forgetTexts(receivedBefore: before, limit: limit)
        }
    }

    /// Recordings whose sound is to be erased: old ones, and those of appeals without anything personal, in the order of their
    /// rows.
    ///
    /// - Parameters:
    ///   - before: What was recorded earlier than this is old.
    ///   - last: Only recordings behind this one, so that one which cannot be erased does not stand before the others.
    ///   - limit: The most to give.
    /// - Returns: The recordings.
    /// - Throws: ``StoreError`` where the store cannot be read.
    public func erasableSounds(
        recordedBefore before: Instant,
        after last: Identifier<CallRecording>? = nil,
        limit: Int
    ) async throws(StoreError) -> [ErasableSound] {
        try await read { db in
            try db.rows(
                """
                SELECT recording.id, recording.file FROM recording
                    JOIN call ON call.id = recording.call JOIN appeal ON appeal.number = call.appeal
                WHERE recording.erasedAt IS NULL AND recording.id > ?
                    AND (recording.at < ? OR appeal.anonymisedAt IS NOT NULL)
                ORDER BY recording.id LIMIT ?
                """,
                [last?.value ?? 0, before.milliseconds, limit]
            ).map { ErasableSound(id: Identifier($0["id"]), file: $0["file"]) }
        }
    }

    /// Notes that a recording's sound is gone, and forgets what was written down of it; what is still being written down of it is
    /// not kept.
    public func noteErased(_ sound: ErasableSound, at now: Instant) async throws(StoreError) {
        try await write { db in
            let row = try db.row(
                """
                UPDATE recording SET erasedAt = ?, transcript = ''
                WHERE id = ? AND erasedAt IS NULL RETURNING (SELECT appeal FROM call WHERE call.id = recording.call) AS appeal
                """,
                [now.milliseconds, sound.id.value]
            )
            guard let appeal: Int64 = row?["appeal"] else { return }
            let event = NewEvent(
                .soundErased,
                by: .system,
                through: .system,
                detail: [NewEvent.Fact("recording", "\(sound.id)")]
            )
            try db.log(event, of: AppealNumber(appeal), at: now)
        }
    }
}

extension Database {
    fileprivate func anonymise(
        _ appeal: Appeal,
        by actor: Actor,
        through channel: EventChannel,
        at now: Instant,
        under regulation: Regulation
    ) throws -> Appeal {
        let change = try regulation.anonymising(appeal, by: actor, through: channel, at: now)
        guard !change.events.isEmpty else { return appeal }
        // What is overwritten is overwritten with zeros, and does not linger in free pages.
        try run("PRAGMA secure_delete = ON")
        let after = try apply(change, at: now)
        let number = appeal.number.value
        let phones = try rows(
            """
            SELECT :phone AS phone WHERE :phone IS NOT NULL
            UNION SELECT caller FROM call WHERE appeal = :number AND caller IS NOT NULL
            UNION SELECT consent.phone FROM consent JOIN call ON call.id = consent.call WHERE call.appeal = :number
            """,
            ["phone": appeal.form.phone?.e164, "number": number]
        ).map { $0["phone"] as String }
        try run(
            "UPDATE exchangeCall SET caller = NULL WHERE uniqueID IN (SELECT uniqueID FROM call WHERE appeal = ?)",
            [number]
        )
        try run("UPDATE call SET callerRaw = NULL, caller = NULL, keys = '' WHERE appeal = ?", [number])
        try run(
            """
            UPDATE recording SET transcript = ''
            WHERE call IN (SELECT id FROM call WHERE appeal = ?)
            """,
            [number]
        )
        try run("DELETE FROM words WHERE appeal = ?", [number])
        try scrubMails(of: number, at: now)
        try forgetTexts(of: appeal.number, phones: phones)
        for phone in phones { try forgetConsent(of: phone) }
        return after
    }

    /// Takes the author's address and words out of what was mailed to them.
    private func scrubMails(of number: Int64, at now: Instant) throws {
        try run(
            """
            UPDATE mail SET recipient = '', subject = '', text = '', html = '', changedAt = ?,
                state = CASE WHEN state IN ('queued', 'sending', 'unknown') THEN 'cancelled' ELSE state END
            WHERE appeal = ?
            """,
            [now.milliseconds, number]
        )
    }

    /// Forgets what a number's owner said to texts, where no appeal of theirs is left that still has the number.
    private func forgetConsent(of phone: String) throws {
        try run(
            """
            DELETE FROM consent WHERE phone = :phone
                AND NOT EXISTS (SELECT 1 FROM appeal WHERE appeal.phone = :phone)
                AND NOT EXISTS (SELECT 1 FROM call WHERE call.caller = :phone)
            """,
            ["phone": phone]
        )
    }
}
