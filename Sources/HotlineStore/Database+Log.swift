internal import Foundation
internal import GRDB
internal import HotlineCore

extension Database {
    /// Adds an event to the log, chained to the one before.
    func log(_ event: NewEvent, of appeal: AppealNumber, at now: Instant) throws {
        let last = try row("SELECT id, hash FROM event ORDER BY id DESC LIMIT 1")
        let id: Int64 = (last?["id"] ?? 0) + 1
        let entry = LogEntry(
            id: id,
            appeal: appeal.value,
            at: now.milliseconds,
            actor: event.actor.name,
            channel: event.channel.rawValue,
            kind: event.kind.rawValue,
            detail: event.detail.map { "\($0.name)=\($0.value)" }.joined(separator: ";")
        )
        try run(
            "INSERT INTO event (id, appeal, at, actor, channel, kind, detail, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                entry.id, entry.appeal, entry.at, entry.actor, entry.channel, entry.kind, entry.detail,
                Data(entry.hash(after: (last?["hash"] as Data?).map(Array.init) ?? [])),
            ]
        )
    }
}
