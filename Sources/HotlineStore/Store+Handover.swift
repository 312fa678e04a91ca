internal import GRDB
public import HotlineCore

/// What is left for the companion to do.
enum HandoverKind: String {
    /// Hand the appeal to a specialist.
    case distribute
    /// Tell the author that it was accepted.
    case register
    /// Tell the author of a call that broke off.
    case dropped
    /// The text with the result did not arrive.
    case untold
}

extension Store {
    /// How many words of calls wait for the companion.
    public func handoversLeft() async throws(StoreError) -> Int {
        try await read { db in try db.row("SELECT count(*) AS left FROM handover")?["left"] ?? 0 }
    }

    /// Hands over the appeals that calls left for it, with their texts.
    ///
    /// - Parameters:
    ///   - now: When.
    ///   - limit: The most to hand over in this transaction.
    ///   - regulation: The rules.
    /// - Returns: How many words left by calls were dealt with.
    /// - Throws: ``StoreError`` where the store cannot be read or written.
    public func handOver(at now: Instant, limit: Int, by regulation: Regulation) async throws(StoreError) -> Int {
        let isWaiting = try await read { db in try db.row("SELECT 1 FROM handover LIMIT 1") != nil }
        guard isWaiting else { return 0 }
        return try await write { db in
            // Who is told that the appeal was accepted needs no word of the call that broke off: that comes last.
            let left = try db.rows(
                "SELECT kind, appeal FROM handover ORDER BY appeal, kind = 'dropped', kind LIMIT ?",
                [limit]
            )
            for row in left {
                let kind: String = row["kind"]
                let number = AppealNumber(row["appeal"])
                if let appeal = try db.appeal(number), let kind = HandoverKind(rawValue: kind) {
                    try db.handOver(appeal, kind: kind, at: now, by: regulation)
                }
                try db.run("DELETE FROM handover WHERE kind = ? AND appeal = ?", [kind, number.value])
            }
            return left.count
        }
    }
}

extension Database {
    fileprivate func handOver(_ appeal: Appeal, kind: HandoverKind, at now: Instant, by regulation: Regulation) throws {
        switch kind {
        case .distribute:
            let change = regulation.distribution(of: appeal, given: try workload(at: now), at: now)
            if let change { _ = try apply(change, at: now) }
        case .register:
            for message in regulation.registration(of: appeal) { try queue(message, for: appeal.number, at: now) }
        case .dropped:
            let isTold =
                try row(
                    "SELECT 1 FROM message WHERE appeal = ? AND kind IN ('registered', 'private')",
                    [appeal.number.value]
                ) != nil
            guard !isTold else { return }
            for message in regulation.wordOfDroppedCall(of: appeal) {
                try queue(message, for: appeal.number, at: now)
            }
        case .untold:
            let change = regulation.resultFailed(of: appeal, by: .sms, because: "undelivered", at: now)
            if let change { _ = try apply(change, at: now) }
        }
    }
}
