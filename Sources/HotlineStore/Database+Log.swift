internal import Foundation
internal import GRDB
internal import HotlineCore

extension Database {
    /// Adds an event to the log, chained to the one before, and what was written with it beside the log.
    func log(_ event: NewEvent, of appeal: AppealNumber, at now: Instant) throws {
        let last = try row("SELECT event, hash FROM seal")
        let id: Int64 = (last?["event"] ?? 0) + 1
        let entry = LogEntry(
            id: id,
            appeal: appeal.value,
            at: now.milliseconds,
            actor: event.actor.name,
            channel: event.channel.rawValue,
            kind: event.kind.rawValue,
            detail: event.detail.map { "\($0.name)=\($0.value)" }.joined(separator: ";")
        )
        let hash = Data(entry.hash(after: (last?["hash"] as Data?).map(Array.init) ?? []))
        try run(
            "INSERT INTO event (id, appeal, at, actor, channel, kind, detail, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [entry.id, entry.appeal, entry.at, entry.actor, entry.channel, entry.kind, entry.detail, hash]
        )
        try run("UPDATE seal SET event = ?, hash = ?", [id, hash])
        guard let words = event.words else { return }
        try run("INSERT INTO words (event, appeal, text) VALUES (?, ?, ?)", [id, appeal.value, words])
    }
}
