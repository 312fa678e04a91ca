internal import Foundation
internal import GRDB
public import HotlineCore

extension Store {
    /// Checks the chain of a slice of the log, and what was written with its events.
    ///
    /// - Parameters:
    ///   - first: The place of the first event of the slice, from 1.
    ///   - limit: The most events.
    /// - Returns: What was found; the last slice also looks whether the log ends where its seal says.
    /// - Throws: ``StoreError`` where the store cannot be read.
    public func auditEvents(from first: Int64, limit: Int) async throws(StoreError) -> AuditSlice {
        try await read { db in
            let seal = try db.row("SELECT event, hash, plainWords FROM seal")
            let plainWords: Int64 = seal?["plainWords"] ?? 0
            var chain = LogChain(from: first, after: try db.hashes(before: first))
            var words: [AuditFinding] = []
            let cursor = try Row.fetchCursor(
                try db.cachedStatement(
                    sql: """
                        SELECT event.*, words.text, words.salt, words.appeal AS wordsAppeal
                        FROM event LEFT JOIN words ON words.event = event.id WHERE event.id >= ? ORDER BY event.id LIMIT ?
                        """
                ),
                arguments: [first, limit]
            )
            var count = 0
            while let row = try cursor.next() {
                let link = LogChain.Link(row)
                try chain.read(link, near: db.link(near:where:))
                let finding = try db.finding(in: row, of: link.entry, plainUpTo: plainWords)
                if let finding { words.append(finding) }
                count += 1
            }
            guard count < limit else {
                chain.endRun()
                return AuditSlice(findings: chain.findings + words, count: count, next: chain.expected)
            }
            if let seal { chain.end(sealedAt: seal["event"], Array(seal["hash"] as Data)) }
            return AuditSlice(findings: chain.findings + words, count: count, next: nil)
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
                "SELECT \(Appeal.columns) FROM appeal WHERE number >= ? ORDER BY number LIMIT ?",
                [first.value, limit]
            ).map(Appeal.init)
            let isLast = appeals.count < limit
            let last = appeals.last?.number.value ?? first.value - 1
            let events = try db.rows(
                """
                SELECT event.*, words.text FROM event LEFT JOIN words ON words.event = event.id AND event.kind = 'closed'
                WHERE event.appeal BETWEEN ? AND ? ORDER BY event.appeal, event.id
                """,
                [first.value, last]
            ).map(LoggedEvent.init)
            var log = Dictionary(grouping: events, by: \.appeal)
            let differences = appeals.flatMap { appeal in
                AppealHistory(of: appeal.number, log.removeValue(forKey: appeal.number) ?? []).differences(from: appeal)
                    .map { AuditFinding.differs(appeal: appeal.number, field: $0) }
            }
            var gone = log.keys.map(\.value)
            if isLast {
                gone += try db.rows("SELECT DISTINCT appeal FROM event WHERE appeal > ? LIMIT ?", [last, limit])
                    .map { $0["appeal"] }
            }
            let findings = gone.sorted().map { AuditFinding.appealGone(AppealNumber($0)) } + differences
            return AuditSlice(findings: findings, count: appeals.count, next: isLast ? nil : last + 1)
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

extension Database {
    /// What the event at a place may follow from: the hash that stands before it, and the one that should.
    fileprivate func hashes(before first: Int64) throws -> [[UInt8]] {
        guard first > 1 else { return [[]] }
        let stored = try row("SELECT * FROM event WHERE id = ?", [first - 1])
        guard let last = stored.map(LogChain.Link.init) else { return [] }
        let previous = try row("SELECT hash FROM event WHERE id = ?", [first - 2])?["hash"] as Data?
        let isKnown = first == 2 || previous != nil
        return [last.hash] + (isKnown ? [last.entry.hash(after: previous.map(Array.init) ?? [])] : [])
    }

    /// A row around a place that a test is true of; how far from there is looked is bounded.
    fileprivate func link(near place: Int64, where isSought: (LogChain.Link) -> Bool) throws -> LogChain.Link? {
        let cursor = try Row.fetchCursor(
            try cachedStatement(sql: "SELECT * FROM event WHERE id BETWEEN ? AND ? AND id <> ?"),
            arguments: [place - 1000, place + 10_000, place]
        )
        while let row = try cursor.next() {
            let link = LogChain.Link(row)
            if isSought(link) { return link }
        }
        return nil
    }

    /// What is wrong with the words of an event.
    fileprivate func finding(in row: Row, of entry: LogEntry, plainUpTo plain: Int64) throws -> AuditFinding? {
        let isTold = KeptWords.areTold(in: entry.detail)
        guard let words = KeptWords(row) else {
            return isTold ? try wereTakenOut(entry) ? nil : .wordsGone(event: entry.id) : nil
        }
        let isTheirs = (row["wordsAppeal"] as Int64?) == entry.appeal
        let isTheSame = isTold ? words.are(toldIn: entry.detail) : entry.id <= plain
        return isTheirs && isTheSame ? nil : .words(event: entry.id)
    }

    /// Whether what was written with an event was taken out by rights.
    private func wereTakenOut(_ entry: LogEntry) throws -> Bool {
        let later = "SELECT 1 FROM event WHERE appeal = ? AND id > ? AND kind = 'anonymised'"
        return try row(later, [entry.appeal, entry.id]) != nil
    }
}

extension LogChain.Link {
    init(_ row: Row) {
        self.init(entry: LogEntry(row), hash: Array(row["hash"] as Data))
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
