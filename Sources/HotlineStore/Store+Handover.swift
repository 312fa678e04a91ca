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
    /// The text with an assignment did not arrive.
    case unreached
}

/// What a call, or an act, left for the companion to do with an appeal.
public struct HandoverWord: Hashable, Sendable {
    /// What: `distribute`, `register`, `dropped` or `untold`.
    public var kind: String
    /// With which appeal.
    public var appeal: AppealNumber
}

/// What one look at the words left for the companion brought.
public struct HandoverReport: Hashable, Sendable {
    /// How many were dealt with.
    public var done = 0
    /// Those that could not be dealt with, each with why; they are still there.
    public var setAside: [HandoverWord: StoreError] = [:]
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
        try await handOver(at: now, limit: limit, except: [], by: regulation).done
    }

    /// Does the same, but for words that were set aside; one that cannot be dealt with holds no other up.
    ///
    /// - Parameters:
    ///   - now: When.
    ///   - limit: The most to hand over in this transaction.
    ///   - aside: Words to leave alone.
    ///   - regulation: The rules.
    /// - Returns: What was dealt with, and what could not be.
    /// - Throws: ``StoreError`` where the store cannot be read or written.
    public func handOver(
        at now: Instant,
        limit: Int,
        except aside: Set<HandoverWord>,
        by regulation: Regulation
    ) async throws(StoreError) -> HandoverReport {
        let left = aside.map { "\"\($0.kind) \($0.appeal)\"" }.joined(separator: ",")
        let others = "kind || ' ' || appeal NOT IN (SELECT value FROM json_each(?))"
        let isWaiting = try await read { db in
            try db.row(
                """
                SELECT 1 FROM handover WHERE \(others)
                UNION ALL SELECT 1 FROM message WHERE state = 'accepted' AND dueAt IS NOT NULL AND dueAt <= ? LIMIT 1
                """,
                ["[\(left)]", now.milliseconds]
            ) != nil
        }
        guard isWaiting else { return HandoverReport() }
        let path = database.path
        return try await write { db in
            try db.leaveUnreported(at: now)
            // Who is told that the appeal was accepted needs no word of the call that broke off: that comes last.
            let words = try db.rows(
                "SELECT kind, appeal FROM handover WHERE \(others) ORDER BY appeal, kind = 'dropped', kind LIMIT ?",
                ["[\(left)]", limit]
            ).map { HandoverWord(kind: $0["kind"], appeal: AppealNumber($0["appeal"])) }
            var report = HandoverReport()
            for word in words {
                let fault = try db.trying(at: path) { try db.handOver(word, at: now, by: regulation) }
                if let fault { report.setAside[word] = fault } else { report.done += 1 }
            }
            return report
        }
    }
}

extension Database {
    fileprivate func handOver(_ word: HandoverWord, at now: Instant, by regulation: Regulation) throws {
        if let appeal = try appeal(word.appeal), let kind = HandoverKind(rawValue: word.kind) {
            try handOver(appeal, kind: kind, at: now, by: regulation)
        }
        try run("DELETE FROM handover WHERE kind = ? AND appeal = ?", [word.kind, word.appeal.value])
    }

    private func handOver(_ appeal: Appeal, kind: HandoverKind, at now: Instant, by regulation: Regulation) throws {
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
            guard try isResultUndelivered(of: appeal) else { return }
            let change = regulation.resultFailed(of: appeal, by: .sms, because: "undelivered", at: now)
            if let change { _ = try apply(change, at: now) }
        case .unreached:
            let change = regulation.unreached(appeal, at: now, given: try workload(at: now))
            if let change { _ = try apply(change, at: now) }
        }
    }

    /// Leaves word of results that a gateway took long ago and never reported on: their authors are to be called.
    fileprivate func leaveUnreported(at now: Instant) throws {
        let unreported = try rows(
            """
            UPDATE message INDEXED BY message_unreported SET dueAt = NULL
            WHERE state = 'accepted' AND dueAt IS NOT NULL AND dueAt <= ? RETURNING *
            """,
            [now.milliseconds]
        )
        for row in unreported where try isResult(row) {
            if let appeal: Int64 = row["appeal"] { try leave(.untold, for: AppealNumber(appeal)) }
        }
    }
}
