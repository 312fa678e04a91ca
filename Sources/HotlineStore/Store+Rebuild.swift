internal import Foundation
internal import GRDB
public import HotlineCore

extension Store {
    /// Makes what is kept of an appeal anew from its events, as far as they tell of it, and logs that; what the author said of
    /// themselves is not in the log and stays as it is.
    ///
    /// - Parameters:
    ///   - number: The appeal.
    ///   - person: Who wants it.
    ///   - channel: Through what.
    ///   - request: The request it comes from; one that comes twice changes nothing the second time.
    ///   - now: When.
    ///   - terms: The terms of today, by which the next alarm is set.
    /// - Returns: The names of the fields that were kept otherwise; none where all was as the events tell, and nothing was done.
    /// - Throws: ``StoreError/refused(_:)`` where the appeal is unknown, its events do not tell all of it, or they are not as they
    ///   were logged.
    public func rebuild(
        _ number: AppealNumber,
        by person: Person,
        through channel: EventChannel,
        request: StaffRequest? = nil,
        at now: Instant,
        terms: Terms
    ) async throws(StoreError) -> [String] {
        guard person.rights.contains(.audit) else { throw StoreError.refused(.notAllowed(.audit)) }
        return try await write { db in
            if let request, let event = try db.obeyed(request) { return try event.map(db.fieldsRebuilt) ?? [] }
            guard let kept = try db.appeal(number) else { throw AppealFault.unknown(number) }
            let history = try db.history(of: number)
            guard let rebuilt = history.appeal(beside: kept, terms: terms, at: now) else {
                throw AppealFault.logSilent(number)
            }
            var fields = history.differences(from: kept)
            if kept.nextAlarm != rebuilt.nextAlarm, !fields.contains("nextAlarm") { fields.append("nextAlarm") }
            guard !fields.isEmpty else {
                if let request { try db.note(request, about: nil, at: now) }
                return []
            }
            _ = try db.update(rebuilt)
            try db.run(
                "UPDATE appeal SET source = ?, receivedAt = ? WHERE number = ?",
                [rebuilt.source.rawValue, rebuilt.receivedAt.milliseconds, number.value]
            )
            let detail = [NewEvent.Fact("fields", fields.joined(separator: " "))]
            try db.log(NewEvent(.rebuilt, by: person.actor, through: channel, detail: detail), of: number, at: now)
            if let request { try db.note(request, about: db.row("SELECT event FROM seal")?["event"], at: now) }
            if rebuilt.isUnrouted { try db.leave(.distribute, for: number) }
            return fields
        }
    }
}

extension AppealHistory {
    /// The appeal as the events make it, with what they do not tell of as it is kept; `nil` where they do not tell enough.
    fileprivate func appeal(beside kept: Appeal, terms: Terms, at now: Instant) -> Appeal? {
        guard var appeal = state, tellsClocks else { return nil }
        appeal.version = kept.version
        if appeal.anonymisedAt == nil {
            appeal.form = kept.form
            appeal.consent = kept.consent
            appeal.result = wasClosed ? result : nil
            guard appeal.delivery == nil || appeal.result != nil else { return nil }
        } else {
            appeal.form = AppealForm(role: kept.form.role)
        }
        appeal.nextAlarm = terms.alarmsAhead(of: appeal, at: now).first?.at
        return appeal
    }
}

extension Database {
    /// The fields that the event of this place tells of as made anew.
    fileprivate func fieldsRebuilt(by event: Int64) throws -> [String] {
        let row = try row("SELECT *, NULL AS text FROM event WHERE id = ?", [event])
        let facts = row.map { EventFacts(LoggedEvent($0).facts) }
        return facts?["fields"]?.split(separator: " ").map(String.init) ?? []
    }

    /// What the events of an appeal make of it, each of which must be as it was logged.
    fileprivate func history(of number: AppealNumber) throws -> AppealHistory {
        let rows = try rows(
            """
            SELECT event.*, words.text, words.salt, before.hash AS previous FROM event
                LEFT JOIN words ON words.event = event.id LEFT JOIN event AS before ON before.id = event.id - 1
            WHERE event.appeal = ? ORDER BY event.id
            """,
            [number.value]
        )
        let events = try rows.map { row in
            let link = LogChain.Link(row)
            let previous = (row["previous"] as Data?).map(Array.init) ?? []
            let isTold = KeptWords.areTold(in: link.entry.detail)
            guard !previous.isEmpty || link.entry.id == 1, link.entry.hash(after: previous) == link.hash,
                !isTold || KeptWords(row)?.are(toldIn: link.entry.detail) ?? true
            else { throw AppealFault.logBroken(number) }
            let event = LoggedEvent(row)
            guard event.event != nil else { throw AppealFault.logSilent(number) }
            return event
        }
        return AppealHistory(of: number, events)
    }
}
