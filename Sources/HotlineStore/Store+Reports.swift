internal import GRDB
public import HotlineCore

extension Store {
    /// Notes what a gateway reports of a part; a report that comes twice, late or out of order changes nothing.
    ///
    /// - Returns: Whether there is such a part.
    public func note(
        _ report: DeliveryReport,
        at now: Instant,
        by rules: OutboxRules
    ) async throws(StoreError) -> Bool {
        try await write { db in try db.note(report, at: now, by: rules) }
    }

    /// Notes what a gateway reports of a part by its own name for it.
    ///
    /// A report that comes before the answer to the submit it belongs to is kept until that does.
    ///
    /// - Returns: Whether there is such a part already.
    public func note(
        _ report: ReferencedReport,
        at now: Instant,
        by rules: OutboxRules
    ) async throws(StoreError) -> Bool {
        try await write { db in
            let parts = try db.rows(
                "SELECT message, part FROM messagePart WHERE gateway = ? AND reference = ?",
                [report.gateway, report.reference]
            )
            guard !parts.isEmpty else {
                try db.run("DELETE FROM earlyReport WHERE at < ?", [(now + .seconds(-86_400)).milliseconds])
                try db.run(
                    "INSERT INTO earlyReport (gateway, reference, finding, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                    [report.gateway, report.reference, report.finding.rawValue, now.milliseconds]
                )
                return false
            }
            for row in parts {
                let one = DeliveryReport(
                    message: Identifier(row["message"]),
                    part: row["part"],
                    finding: report.finding
                )
                _ = try db.note(one, at: now, by: rules)
            }
            return true
        }
    }

    /// The parts a gateway is to be asked about now.
    public func partsToAskAbout(
        _ gateway: String,
        at now: Instant,
        limit: Int
    ) async throws(StoreError) -> [SubmittedPart] {
        try await read { db in
            try db.rows(
                """
                SELECT messagePart.message, part, reference, recipient, createdAt FROM messagePart
                    JOIN message ON message.id = messagePart.message
                WHERE messagePart.gateway = ? AND askAt <= ? AND recipient IS NOT NULL ORDER BY askAt LIMIT ?
                """,
                [gateway, now.milliseconds, limit]
            ).map { row in
                let id = Identifier<OutboundMessage>(row["message"])
                let recipient = try PhoneNumber(e164: row["recipient"])
                let part = MessagePart(
                    message: id,
                    writtenAt: Instant(milliseconds: row["createdAt"]),
                    index: row["part"],
                    count: 1,
                    recipient: recipient,
                    text: ""
                )
                return SubmittedPart(
                    message: id,
                    index: part.index,
                    key: part.key,
                    reference: row["reference"],
                    recipient: recipient
                )
            }
        }
    }

    /// Notes what a gateway answered about parts, and when those are asked about again of which it has no news.
    public func note(
        _ answers: [PartAnswer],
        about parts: [SubmittedPart],
        at now: Instant,
        by rules: OutboxRules
    ) async throws(StoreError) {
        try await write { db in
            for part in parts {
                // Twice as long each time, up to an hour, and for three days in all.
                try db.run(
                    """
                    UPDATE messagePart SET asked = asked + 1,
                        askAt = CASE WHEN asked < 80 THEN :now + min(3600000, 10000 * (1 << min(asked, 10))) END
                    WHERE message = :message AND part = :part
                    """,
                    ["now": now.milliseconds, "message": part.message.value, "part": part.index]
                )
            }
            for answer in answers {
                switch answer.finding {
                case .report(let finding):
                    let report = DeliveryReport(message: answer.message, part: answer.index, finding: finding)
                    _ = try db.note(report, at: now, by: rules)
                case .neverTaken: try db.noteNeverTaken(answer, at: now, by: rules)
                }
            }
        }
    }
}

extension Database {
    /// Notes a report.
    ///
    /// - Returns: Whether there is such a part.
    fileprivate func note(_ report: DeliveryReport, at now: Instant, by rules: OutboxRules) throws -> Bool {
        let message = report.message.value
        let part = try row(
            """
            SELECT messagePart.state, isWhole, message.state AS messageState
            FROM messagePart JOIN message ON message.id = messagePart.message
            WHERE message = ? AND part = ?
            """,
            [message, report.part]
        )
        guard let part else { return false }
        // Kannel reports as refused what it also answered that it did not take: of a part that no gateway has there is no news.
        let isWaiting = part["state"] == "queued" && ["queued", "held"].contains(part["messageState"] as String)
        if report.finding == .undelivered, isWaiting { return true }
        let earlier =
            switch report.finding {
            case .accepted: ["queued", "unknown"]
            case .delivered, .undelivered: ["queued", "unknown", "accepted"]
            }
        guard earlier.contains(part["state"]) else { return true }
        let isFinal = report.finding != .accepted
        try run(
            """
            UPDATE messagePart SET state = :state, askAt = CASE WHEN :isFinal THEN NULL ELSE askAt END
            WHERE message = :message AND (part = :part OR :isWhole)
            """,
            [
                "state": report.finding.rawValue, "isFinal": isFinal, "message": message, "part": report.part,
                "isWhole": part["isWhole"] as Bool,
            ]
        )
        // While it is being handed over the answer decides: it may be that nothing was taken.
        if report.finding == .undelivered, part["state"] == "queued", part["messageState"] == "sending" { return true }
        if part["messageState"] == "unknown" {
            try goOn(report.message, at: now, by: rules)
        } else {
            _ = try sumUp(report.message, at: now, by: rules)
        }
        return true
    }

    /// Sends again what a gateway says it never took: it was not sent, so this is no repeat.
    fileprivate func noteNeverTaken(_ answer: PartAnswer, at now: Instant, by rules: OutboxRules) throws {
        try run(
            """
            UPDATE messagePart SET state = 'queued', gateway = NULL, reference = NULL, askAt = NULL
            WHERE message = ? AND (part = ? OR (SELECT isWhole FROM message WHERE id = message))
                AND state IN ('queued', 'unknown')
            """,
            [answer.message.value, answer.index]
        )
        try goOn(answer.message, at: now, by: rules)
    }

    /// Notes what a gateway reported of a part before it answered the submit.
    func takeEarlyReports(of reference: String, by gateway: String, at now: Instant, by rules: OutboxRules) throws {
        let early = try rows(
            "DELETE FROM earlyReport WHERE gateway = ? AND reference = ? RETURNING finding",
            [gateway, reference]
        )
        guard !early.isEmpty else { return }
        let parts = try rows(
            "SELECT message, part FROM messagePart WHERE gateway = ? AND reference = ?",
            [gateway, reference]
        )
        for row in early {
            guard let finding = DeliveryReport.Finding(rawValue: row["finding"]) else { continue }
            for part in parts {
                let report = DeliveryReport(message: Identifier(part["message"]), part: part["part"], finding: finding)
                _ = try note(report, at: now, by: rules)
            }
        }
    }
}
