internal import Foundation
internal import GRDB
public import HotlineCore

extension Store {
    /// Checks the chain of a slice of the log.
    ///
    /// - Parameters:
    ///   - first: The place of the first event of the slice, from 1.
    ///   - limit: The most events.
    /// - Returns: What was found; the last slice also looks whether the log ends where its seal says.
    /// - Throws: ``StoreError`` where the store cannot be read.
    public func auditEvents(from first: Int64, limit: Int) async throws(StoreError) -> AuditSlice {
        try await read { db in
            var findings: [AuditFinding] = []
            var expected = first
            var previous: [UInt8]? =
                first == 1
                ? []
                : (try db.row("SELECT hash FROM event WHERE id = ?", [first - 1])?["hash"] as Data?).map(Array.init)
            let cursor = try Row.fetchCursor(
                try db.cachedStatement(sql: "SELECT * FROM event WHERE id >= ? ORDER BY id LIMIT ?"),
                arguments: [first, limit]
            )
            var count = 0
            while let row = try cursor.next() {
                let entry = LogEntry(row)
                if entry.id > expected {
                    findings.append(.dropped(first: expected, last: entry.id - 1))
                    previous = nil
                }
                let hash = Array(row["hash"] as Data)
                if let previous, entry.hash(after: previous) != hash {
                    findings.append(try db.finding(at: entry.id, after: previous, hash: hash))
                }
                previous = hash
                expected = entry.id + 1
                count += 1
            }
            guard count < limit else { return AuditSlice(findings: findings, count: count, next: expected) }
            if let seal = try db.row("SELECT event, hash FROM seal") {
                let end: Int64 = seal["event"]
                if end >= expected {
                    findings.append(.dropped(first: expected, last: end))
                } else if end < expected - 1 || Array(seal["hash"] as Data) != previous ?? [] {
                    findings.append(.seal(event: expected - 1))
                }
            }
            return AuditSlice(findings: findings, count: count, next: nil)
        }
    }

    /// Compares what is kept of a slice of the appeals with what their events make of them.
    ///
    /// - Parameters:
    ///   - first: The first number of the slice, from 1.
    ///   - limit: The most appeals.
    /// - Returns: What was found.
    /// - Throws: ``StoreError`` where the store cannot be read.
    public func auditAppeals(from first: AppealNumber, limit: Int) async throws(StoreError) -> AuditSlice {
        try await read { db in
            let appeals = try db.rows(
                "SELECT * FROM appeal WHERE number >= ? ORDER BY number LIMIT ?",
                [first.value, limit]
            ).map(Appeal.init)
            guard let last = appeals.last else { return AuditSlice(findings: [], count: 0, next: nil) }
            let events = try db.rows(
                "SELECT *, NULL AS text FROM event WHERE appeal BETWEEN ? AND ? ORDER BY appeal, id",
                [first.value, last.number.value]
            ).map(LoggedEvent.init)
            let log = Dictionary(grouping: events, by: \.appeal)
            let findings = appeals.flatMap { appeal in
                AppealHistory(of: appeal.number, log[appeal.number] ?? []).differences(from: appeal)
                    .map { AuditFinding.differs(appeal: appeal.number, field: $0) }
            }
            let next = appeals.count < limit ? nil : last.number.value + 1
            return AuditSlice(findings: findings, count: appeals.count, next: next)
        }
    }

    /// Checks all of the log, and all appeals against it.
    ///
    /// - Parameter slice: How many events or appeals are looked at in one transaction.
    /// - Returns: What was found.
    /// - Throws: ``StoreError`` where the store cannot be read.
    public func audit(slice: Int = 10_000) async throws(StoreError) -> [AuditFinding] {
        var findings: [AuditFinding] = []
        var next: Int64? = 1
        while let first = next {
            let events = try await auditEvents(from: first, limit: slice)
            findings += events.findings
            next = events.next
        }
        next = 1
        while let first = next {
            let appeals = try await auditAppeals(from: AppealNumber(first), limit: slice)
            findings += appeals.findings
            next = appeals.next
        }
        return findings
    }

    /// The place and the hash of the last event, to be written down elsewhere: a log that was made anew cannot end so.
    public func seal() async throws(StoreError) -> (event: Int64, hash: [UInt8]) {
        try await read { db in
            let row = try db.row("SELECT event, hash FROM seal")
            return (row?["event"] ?? 0, Array(row?["hash"] as Data? ?? Data()))
        }
    }

    /// The hash of an event, as it stands in the log; `nil` where there is no such event.
    public func hash(ofEvent id: Int64) async throws(StoreError) -> [UInt8]? {
        try await read { db in
            (try db.row("SELECT hash FROM event WHERE id = ?", [id])?["hash"] as Data?).map(Array.init)
        }
    }
}

/// What the events of one appeal make of it.
struct AppealHistory {
    private let number: AppealNumber
    private let state: Appeal?
    /// Whether every event that sets a clock says how.
    private let tellsClocks: Bool

    init(of number: AppealNumber, _ events: [LoggedEvent]) {
        self.number = number
        var known = events.compactMap { logged in logged.event.map { ($0, logged.at) } }
        guard let (first, at) = known.first else {
            (state, tellsClocks) = (nil, false)
            return
        }
        known.removeFirst()
        var appeal = Appeal(number, made: first, at: at)
        for (event, at) in known { appeal.apply(event, at: at) }
        let handovers = known.filter { $0.0.kind == .distributed }.map(\.0)
        tellsClocks =
            EventFacts(first.detail).deadline(of: .close) != nil
            && handovers.allSatisfy { EventFacts($0.detail).deadline(of: .take) != nil }
        state = appeal
    }

    /// The names of the fields that are kept otherwise.
    ///
    /// Events of before the clocks were logged do not tell of them, so they are not compared there.
    func differences(from kept: Appeal) -> [String] {
        guard let state else { return ["events"] }
        var fields: [(String, Bool)] = [
            ("status", state.status == kept.status), ("type", state.type == kept.type),
            ("route", state.route == kept.route), ("private", state.isPrivate == kept.isPrivate),
            ("assignee", state.assignee == kept.assignee), ("receivedAt", state.receivedAt == kept.receivedAt),
            ("distributedAt", state.distributedAt == kept.distributedAt), ("takenAt", state.takenAt == kept.takenAt),
            ("closedAt", state.closedAt == kept.closedAt), ("delivery", state.delivery == kept.delivery),
            ("toldAt", state.toldAt == kept.toldAt), ("mark", state.mark == kept.mark),
            ("mergedInto", state.mergedInto == kept.mergedInto),
            ("extension", state.extensionRequest == kept.extensionRequest),
            ("handedBackBy", state.handedBackBy == kept.handedBackBy), ("alarms", state.alarms == kept.alarms),
            ("anonymisedAt", state.anonymisedAt == kept.anonymisedAt),
        ]
        if tellsClocks {
            fields += [("source", state.source == kept.source), ("terms", state.deadlines == kept.deadlines)]
        }
        return fields.filter { !$0.1 }.map(\.0)
    }
}

extension Database {
    /// What is wrong at a place of the log whose row does not follow from the one before.
    fileprivate func finding(at id: Int64, after previous: [UInt8], hash: [UInt8]) throws -> AuditFinding {
        // The row that belongs here may stand elsewhere; how far from here is looked is bounded.
        let near = try rows("SELECT * FROM event WHERE id BETWEEN ? AND ? AND id <> ?", [id - 1000, id + 10_000, id])
        for row in near {
            var entry = LogEntry(row)
            let place = entry.id
            entry.id = id
            let belongsHere = entry.hash(after: previous)
            if belongsHere == Array(row["hash"] as Data) || belongsHere == hash { return .moved(event: id, to: place) }
        }
        return .changed(event: id)
    }
}

extension LogEntry {
    init(_ row: Row) {
        self.init(
            id: row["id"],
            appeal: row["appeal"],
            at: row["at"],
            actor: row["actor"],
            channel: row["channel"],
            kind: row["kind"],
            detail: row["detail"]
        )
    }
}
