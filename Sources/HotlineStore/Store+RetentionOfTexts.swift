internal import GRDB
internal import HotlineCore

extension Database {
    /// Takes the author's number and words out of what was texted either way about an appeal.
    ///
    /// - Parameters:
    ///   - number: The appeal.
    ///   - phones: The telephones its author called or wrote from.
    /// - Throws: Where the database cannot be written.
    func forgetTexts(of number: AppealNumber, phones: [String]) throws {
        let told = MessageKind.allCases.filter { $0.isForAuthor || $0 == .details || $0 == .noted }
        let kinds = told.map { "'\($0.rawValue)'" }.joined(separator: ", ")
        try scrub("appeal = ? AND kind IN (\(kinds))", [number.value], keeping: "kind IN ('details', 'noted')")
        for phone in phones { try scrub("recipient = ? AND appeal = ?", [phone, number.value], keeping: "0") }
        for phone in phones where try isNobodys(phone) {
            // What was answered about no appeal, and what was only asked.
            try scrub("recipient = ?", [phone], keeping: "0")
            try run("UPDATE inbox SET sender = NULL, phone = NULL, body = '' WHERE phone = ?", [phone])
            try run("DELETE FROM correspondent WHERE phone = ?", [phone])
        }
        try run(
            """
            UPDATE inbox SET body = '', sender = CASE WHEN login IS NULL THEN NULL ELSE sender END,
                phone = CASE WHEN login IS NULL THEN NULL ELSE phone END
            WHERE appeal = ?
            """,
            [number.value]
        )
        try run(
            "UPDATE correspondent SET resultFor = NULL, draft = NULL, since = NULL WHERE resultFor = ?",
            [number.value]
        )
        try run("DELETE FROM closeCode WHERE appeal = ?", [number.value])
    }

    /// Takes senders and words out of texts that came in before a time, whatever they were about.
    ///
    /// - Returns: How many texts that were.
    /// - Throws: Where the database cannot be written.
    func forgetTexts(receivedBefore before: Instant, limit: Int) throws -> Int {
        try run(
            """
            UPDATE inbox SET sender = NULL, phone = NULL, body = ''
            WHERE id IN (SELECT id FROM inbox WHERE receivedAt < ? AND sender IS NOT NULL LIMIT ?)
            """,
            [before.milliseconds, limit]
        )
        return changesCount
    }

    /// Whether no appeal and no call is left that has the number.
    private func isNobodys(_ phone: String) throws -> Bool {
        try row(
            "SELECT 1 FROM appeal WHERE phone = :phone UNION ALL SELECT 1 FROM call WHERE caller = :phone LIMIT 1",
            ["phone": phone]
        ) == nil
    }

    /// Takes the words out of texts, and the number but where it is one of the staff's.
    private func scrub(_ condition: String, _ values: StatementArguments, keeping staff: String) throws {
        try run(
            """
            UPDATE messagePart SET text = '', reference = NULL, askAt = NULL
            WHERE message IN (SELECT id FROM message WHERE \(condition))
            """,
            values
        )
        try run(
            """
            UPDATE message SET body = '', dueAt = NULL, recipient = CASE WHEN \(staff) THEN recipient END,
                state = CASE WHEN state IN ('queued', 'held', 'sending', 'unknown') THEN 'cancelled' ELSE state END
            WHERE \(condition)
            """,
            values
        )
    }
}
