internal import GRDB
internal import HotlineCore

extension Database {
    /// Makes one text of several of one kind that wait for one telephone, where there are enough.
    ///
    /// - Returns: Whether it did; the text that stands for them waits in their place.
    func bundle(
        _ waiting: WaitingMessage,
        at now: Instant,
        by rules: OutboxRules,
        under regulation: Regulation
    ) throws -> Bool {
        guard waiting.kind.isBundled, waiting.attempts == 0 else { return false }
        let alike = try rows(
            """
            SELECT * FROM message
            WHERE recipient = ? AND kind = ? AND attempts = 0
                AND (state = 'queued' OR (state = 'held' AND dueAt <= ?)) ORDER BY id
            """,
            [waiting.recipient.e164, waiting.kind.rawValue, now.milliseconds]
        ).map { try WaitingMessage($0) }
        // After a night two are many already.
        guard alike.count >= min(rules.bundleFrom, waiting.state == .held ? 2 : rules.bundleFrom) else { return false }
        var worth: [WaitingMessage] = []
        for message in alike {
            if let reason = try moot(message, at: now, under: regulation) {
                try cancel(message.id, because: reason, at: now)
            } else {
                worth.append(message)
            }
        }
        guard worth.count > 1 else { return !worth.contains { $0.id == waiting.id } }
        let text = regulation.texts.bundle(of: waiting.kind, worth.compactMap(\.appeal))
        let body = regulation.staff.first { $0.phone == waiting.recipient }?.text(text) ?? text
        let expiry = worth.compactMap(\.expiresAt).max()
        let id = try insert(
            DraftMessage(kind: .bundle, recipient: waiting.recipient, body: body),
            for: nil,
            expiring: expiry,
            at: now
        )
        guard let id else { return false }
        for message in worth { try cancel(message.id, because: .bundled, bundle: id, at: now) }
        return true
    }

    /// Why a text that stands for several is not worth sending any more: because none of them is.
    func mootBundle(_ waiting: WaitingMessage, at now: Instant, under regulation: Regulation) throws -> MootReason? {
        var reason: MootReason?
        for row in try rows("SELECT * FROM message WHERE bundle = ?", [waiting.id.value]) {
            guard let one = try moot(try WaitingMessage(row), at: now, under: regulation) else { return nil }
            reason = one
        }
        return reason
    }
}
