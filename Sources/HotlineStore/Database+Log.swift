internal import Foundation
internal import GRDB
internal import HotlineCore

extension Database {
    /// Adds an event to the log, chained to the one before, and what was written with it beside the log.
    func log(_ event: NewEvent, of appeal: AppealNumber, at now: Instant) throws {
        let last = try row("SELECT event, hash FROM seal")
        let id: Int64 = (last?["event"] ?? 0) + 1
        let words = try event.words.map { KeptWords(text: $0, salt: try newSalt()) }
        let token = event.actor.token.map { "\(NewEvent.tokenFact)=\($0)" }
        let facts = event.detail.map { "\($0.name)=\($0.value)" } + [token, words?.fact].compactMap(\.self)
        let entry = LogEntry(
            id: id,
            appeal: appeal.value,
            at: now.milliseconds,
            actor: event.actor.name,
            channel: event.channel.rawValue,
            kind: event.kind.rawValue,
            detail: facts.joined(separator: ";")
        )
        let hash = Data(entry.hash(after: (last?["hash"] as Data?).map(Array.init) ?? []))
        try run(
            "INSERT INTO event (id, appeal, at, actor, channel, kind, detail, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [entry.id, entry.appeal, entry.at, entry.actor, entry.channel, entry.kind, entry.detail, hash]
        )
        try run("UPDATE seal SET event = ?, hash = ?", [id, hash])
        guard let words else { return }
        try run(
            "INSERT INTO words (event, appeal, text, salt) VALUES (?, ?, ?, ?)",
            [id, appeal.value, words.text, words.salt.map { Data($0) }]
        )
    }

    /// Sixteen bytes that nobody can guess, of SQLite's own, which it seeds by the system.
    private func newSalt() throws -> [UInt8] {
        (try row("SELECT randomblob(16) AS salt")?["salt"] as Data?).map(Array.init) ?? []
    }
}
