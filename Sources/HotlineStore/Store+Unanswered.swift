internal import GRDB
internal import HotlineCore

extension Database {
    /// Deals with texts that were being sent when their hold ran out: the sender died, and the part in hand may have gone.
    func settleInterrupted(at now: Instant, by rules: OutboxRules) throws {
        for row in try rows("SELECT * FROM message WHERE state = 'sending' AND dueAt <= ?", [now.milliseconds]) {
            let id: Int64 = row["id"]
            let isWhole: Bool = row["isWhole"]
            let queued = try rows(
                "SELECT part FROM messagePart WHERE message = ? AND state = 'queued' ORDER BY part",
                [id]
            ).map { $0["part"] as Int }
            // Parts go one after the other, so only the first that is left can have gone.
            let inHand = isWhole ? queued : Array(queued.prefix(1))
            try leaveUnanswered(row, inHand, because: "interrupted", at: now, by: rules)
        }
    }

    /// Ends the wait of texts of which nobody learned whether they went, where it was waited for long enough.
    ///
    /// A gateway that reports of all it took and was silent may get the text again, a few times; one that can only be asked and
    /// did not know by then has it left as it is.
    func settleUnanswered(at now: Instant, by rules: OutboxRules) throws {
        for row in try rows(
            "SELECT * FROM message INDEXED BY message_unknown WHERE state = 'unknown' AND dueAt IS NOT NULL AND dueAt <= ?",
            [now.milliseconds]
        ) {
            let id: Int64 = row["id"]
            let repeats: Int = row["repeats"]
            switch rules.gateway(row["gateway"]).unansweredSubmit {
            case .repeatable: continue
            case .reported:
                guard repeats >= rules.retry.mostRepeats else { continue }
                try run(
                    "UPDATE message SET state = 'failed', dueAt = NULL, reason = 'unanswered', changedAt = ? WHERE id = ?",
                    [now.milliseconds, id]
                )
                try followUp(Identifier(id))
            case .askable, .left:
                try run(
                    """
                    UPDATE messagePart SET state = 'unknown', askAt = NULL
                    WHERE message = ? AND state = 'queued' AND gateway IS NOT NULL
                    """,
                    [id]
                )
                try goOn(Identifier(id), at: now, by: rules)
            }
        }
    }

    /// Leaves a text whose parts may have gone, as its gateway wants it.
    func leaveUnanswered(
        _ row: Row,
        _ parts: [Int],
        because reason: String,
        at now: Instant,
        by rules: OutboxRules
    ) throws {
        let id: Int64 = row["id"]
        let attempts: Int = row["attempts"]
        let gateway = rules.gateway(row["gateway"])
        // What a report has settled meanwhile needs nothing more.
        guard try self.row("SELECT 1 FROM messagePart WHERE message = ? AND state = 'queued'", [id]) != nil else {
            return try goOn(Identifier(id), at: now, by: rules)
        }
        func leave(_ state: MessageState, until due: Instant) throws {
            try run(
                "UPDATE message SET state = ?, dueAt = ?, reason = ?, changedAt = ? WHERE id = ?",
                [state.rawValue, due.milliseconds, reason, now.milliseconds, id]
            )
        }
        switch gateway.unansweredSubmit {
        case .repeatable:
            let pause = reason == "interrupted" ? .zero : rules.retry.pauses.prefix(attempts).last ?? .zero
            try leave(.queued, until: now + pause)
        case .reported:
            // Each time it may have gone, so a gateway that never answers is left alone longer and longer.
            let pause = max(rules.retry.waitForReport, rules.retry.pauses.prefix(attempts).last ?? .zero)
            try leave(.unknown, until: now + (reason == "interrupted" ? rules.retry.waitForReport : pause))
        case .askable:
            for part in parts {
                try run(
                    "UPDATE messagePart SET gateway = ?, askAt = ?, asked = 0 WHERE message = ? AND part = ?",
                    [gateway.name, (now + .seconds(10)).milliseconds, id, part]
                )
            }
            try leave(.unknown, until: now + rules.retry.waitForAnswer)
        case .left:
            for part in parts {
                try run(
                    "UPDATE messagePart SET state = 'unknown', gateway = ? WHERE message = ? AND part = ?",
                    [gateway.name, id, part]
                )
            }
            try run("UPDATE message SET reason = ? WHERE id = ?", [reason, id])
            try goOn(Identifier(id), at: now, by: rules)
        }
    }

    /// Sends what is left of a text, or sums up where nothing is.
    func goOn(_ message: Identifier<OutboundMessage>, at now: Instant, by rules: OutboxRules) throws {
        let isLeft =
            try row(
                "SELECT 1 FROM messagePart WHERE message = ? AND state = 'queued'",
                [message.value]
            ) != nil
        if isLeft {
            try run(
                """
                UPDATE message SET state = 'queued', dueAt = ?, changedAt = ?
                WHERE id = ? AND state IN ('queued', 'sending', 'unknown')
                """,
                [now.milliseconds, now.milliseconds, message.value]
            )
        } else {
            _ = try sumUp(message, at: now, by: rules)
        }
    }
}
