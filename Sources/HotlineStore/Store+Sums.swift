internal import GRDB
internal import HotlineCore

extension Database {
    /// Derives a text's state from its parts: it is as far as its last part, and one lost part loses it.
    ///
    /// A text that was lost goes once more by the next gateway, while it is of use and there is one.
    ///
    /// - Returns: Whether no part waits for its turn.
    func sumUp(_ message: Identifier<OutboundMessage>, at now: Instant, by rules: OutboxRules) throws -> Bool {
        let parts = try row(
            """
            SELECT count(*) AS parts, sum(state = 'queued') AS queued, sum(state = 'delivered') AS delivered,
                sum(state = 'undelivered') AS undelivered, sum(state = 'unknown') AS unknown
            FROM messagePart WHERE message = ?
            """,
            [message.value]
        )
        let row = try row("SELECT * FROM message WHERE id = ?", [message.value])
        guard let parts, let row, (parts["queued"] as Int) == 0 else { return false }
        let state: MessageState
        if (parts["undelivered"] as Int) > 0 {
            if try sendByNextGateway(row, at: now, by: rules) { return true }
            state = .undelivered
        } else if (parts["unknown"] as Int) > 0 {
            state = .unknown
        } else {
            state = (parts["delivered"] as Int) == (parts["parts"] as Int) ? .delivered : .accepted
        }
        try run(
            """
            UPDATE message SET state = :state, changedAt = :now,
                dueAt = CASE WHEN :state = 'accepted' AND kind = 'closed' THEN :unreported END,
                reason = CASE WHEN :state = 'unknown' THEN reason END
            WHERE id = :id AND state IN ('queued', 'sending', 'unknown', 'accepted')
            """,
            [
                "state": state.rawValue, "now": now.milliseconds,
                "unreported": (now + rules.retry.waitForDelivery).milliseconds, "id": message.value,
            ]
        )
        try followUp(message)
        return true
    }

    private func sendByNextGateway(_ row: Row, at now: Instant, by rules: OutboxRules) throws -> Bool {
        let id: Int64 = row["id"]
        let next = (row["gateway"] as Int) + 1
        let state = MessageState(rawValue: row["state"])
        guard state?.isFinal == false, next < rules.gateways.count, row["recipient"] != nil else { return false }
        if let expiry = Instant(row["expiresAt"]), expiry <= now { return false }
        // All of it goes again: parts that came by two ways are not joined on the phone.
        try run(
            "UPDATE messagePart SET state = 'queued', gateway = NULL, reference = NULL, askAt = NULL WHERE message = ?",
            [id]
        )
        try run(
            """
            UPDATE message SET state = 'queued', gateway = ?, dueAt = ?, reason = 'undelivered', changedAt = ?
            WHERE id = ?
            """,
            [next, now.milliseconds, now.milliseconds, id]
        )
        return true
    }

    /// Leaves word of what became of a text that something hangs on: a result, or an assignment.
    func followUp(_ message: Identifier<OutboundMessage>) throws {
        let row = try row("SELECT * FROM message WHERE id = ?", [message.value])
        guard let row, let state = MessageState(rawValue: row["state"]), let kind = MessageKind(rawValue: row["kind"])
        else { return }
        let isLost = [.undelivered, .failed].contains(state) || (state == .unknown && row["dueAt"] == nil)
        switch kind {
        case .closed:
            let isCancelled = state == .cancelled && row["reason"] != MootReason.reopened.rawValue
            guard let appeal: Int64 = row["appeal"], try isResult(row) else { return }
            if state == .delivered {
                try noteTold(AppealNumber(appeal), by: .sms, at: Instant(milliseconds: row["changedAt"]))
            } else if isLost || isCancelled {
                try leave(.untold, for: AppealNumber(appeal))
            }
        case .assigned, .standIn, .reminder:
            guard isLost, let appeal: Int64 = row["appeal"] else { return }
            try leave(.unreached, for: AppealNumber(appeal))
        case .bundle:
            guard isLost else { return }
            let told = try rows(
                "SELECT appeal FROM message WHERE bundle = ? AND kind IN ('assigned', 'standIn', 'reminder')",
                [message.value]
            )
            for row in told {
                guard let appeal: Int64 = row["appeal"] else { continue }
                try leave(.unreached, for: AppealNumber(appeal))
            }
        case .registered, .private, .dropped, .taken, .outageProposed, .extended, .distributeSoon, .closeSoon, .late,
            .overdue, .stillOverdue, .handedBack, .reopened, .extensionAsked, .extensionGranted, .extensionRefused,
            .callAuthor, .callTomorrow, .timersLate, .unreached, .acknowledged, .alreadyTaken, .resultAsked,
            .assigneeAsked, .noted,
            .refused, .details, .standing, .help, .authorHelp, .resumed:
            return
        }
    }

    /// Whether a text is the result an appeal stands with: it may have moved on since that was written.
    func isResult(_ row: Row) throws -> Bool {
        try self.row(
            """
            SELECT 1 FROM appeal WHERE number = ? AND closedAt <= ? AND delivery = 'sms' AND toldAt IS NULL
            """,
            [row["appeal"] as Int64?, row["createdAt"] as Int64]
        ) != nil
    }

    /// Notes that the result reached its author.
    func noteTold(_ number: AppealNumber, by way: ResultDelivery, at now: Instant) throws {
        guard var appeal = try appeal(number) else { return }
        let event = NewEvent.told(by: way, .system, through: .system)
        appeal.apply(event, at: now)
        _ = try apply(AppealChange(appeal: appeal, events: [event]), at: now)
    }
}
