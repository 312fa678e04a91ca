internal import GRDB
public import HotlineCore

extension Store {
    /// Notes who answered a call that was put through, as the exchange tells it; what the call itself noted stands.
    ///
    /// - Parameters:
    ///   - uniqueID: Asterisk's name for the call.
    ///   - login: Who answered; `nil` where that is not known.
    ///   - rang: How long it rang.
    ///   - now: When.
    /// - Returns: Whether there is such a call.
    /// - Throws: ``StoreError`` where the store cannot be written.
    @discardableResult
    public func noteAnswered(
        _ uniqueID: String,
        by login: String?,
        rang: Duration?,
        at now: Instant
    ) async throws(StoreError) -> Bool {
        try await write { db in
            guard let row = try db.row("SELECT id FROM call WHERE uniqueID = ?", [uniqueID]) else { return false }
            let transfer = CallTransfer(end: .answered, answeredBy: login, rang: rang)
            try db.note(transfer, of: Identifier(row["id"]), by: .system, through: .system, at: now)
            return true
        }
    }

    /// Notes how long the talk with a specialist lasted; the first word stands.
    ///
    /// - Returns: Whether there is such a call.
    /// - Throws: ``StoreError`` where the store cannot be written.
    @discardableResult
    public func noteTalk(_ uniqueID: String, lasting talked: Duration) async throws(StoreError) -> Bool {
        try await write { db in
            try db.run(
                "UPDATE call SET talked = coalesce(talked, ?) WHERE uniqueID = ?",
                [max(talked.milliseconds, 0), uniqueID]
            )
            return db.changesCount > 0
        }
    }
}

extension Database {
    /// Keeps how putting a caller through ended; that somebody answered is told once, and stands.
    func note(
        _ transfer: CallTransfer,
        of call: Identifier<Call>,
        by actor: Actor,
        through channel: EventChannel,
        at now: Instant
    ) throws {
        let row = try row("SELECT appeal, transfer FROM call WHERE id = ?", [call.value])
        guard let row else { throw StoreError.unknownCall }
        let earlier = (row["transfer"] as String?).flatMap(CallTransfer.End.init(rawValue:))
        let isTold = earlier == .answered || earlier == transfer.end
        let rang = transfer.rang.map { max($0.milliseconds, 0) }
        try run(
            """
            UPDATE call SET transfer = :end,
                answeredBy = coalesce(answeredBy, :by),
                rang = CASE WHEN :isTold THEN coalesce(rang, :rang) ELSE coalesce(:rang, rang) END
            WHERE id = :call
            """,
            [
                "end": (earlier == .answered ? .answered : transfer.end).rawValue, "by": transfer.answeredBy,
                "isTold": isTold, "rang": rang, "call": call.value,
            ]
        )
        guard !isTold else { return }
        let detail =
            [NewEvent.Fact("end", transfer.end.rawValue)]
            + (transfer.answeredBy.map { [NewEvent.Fact("by", $0)] } ?? [])
            + (transfer.rang.map { [NewEvent.Fact("rang", "\($0.components.seconds)")] } ?? [])
        let event = NewEvent(.transferred, by: actor, through: channel, detail: detail)
        try log(event, of: AppealNumber(row["appeal"]), at: now)
    }
}
