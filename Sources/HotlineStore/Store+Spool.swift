internal import GRDB
public import HotlineCore

extension Store {
    /// Takes in one entry of the spool; an entry that was taken in is not taken in again.
    ///
    /// What it tells counts from when it happened, not from now. A call that no entry told the arrival of is kept all the same.
    ///
    /// - Parameters:
    ///   - entry: What could not be kept when it happened.
    ///   - now: When it is taken in: nobody could watch its terms before.
    ///   - terms: How long each step may take.
    ///   - limits: Who was cut off and was told no number goes on with the same appeal within this.
    /// - Returns: Whether it was new.
    /// - Throws: ``StoreError`` where the store cannot be written.
    public func takeIn(
        _ entry: SpoolEntry,
        at now: Instant,
        terms: Terms,
        limits: ArrivalLimits
    ) async throws(StoreError) -> Bool {
        try await write { db in
            try db.run(
                "INSERT INTO spooled (id, at) VALUES (?, ?) ON CONFLICT DO NOTHING",
                [entry.id, entry.at.milliseconds]
            )
            guard db.changesCount > 0 else { return false }
            if try !db.isTurnedAway(entry.uniqueID) { try db.takeIn(entry, at: now, terms: terms, limits: limits) }
            return true
        }
    }
}

extension Database {
    fileprivate func takeIn(_ entry: SpoolEntry, at now: Instant, terms: Terms, limits: ArrivalLimits) throws {
        var new = NewAppeal(at: entry.at, terms: terms, enteredAt: now)
        switch entry.word {
        case .begun(let start, let told):
            new.told = told
            _ = try call(start, or: new, limits: limits)
        case .opened(let told):
            let call = try call(CallStart(unseen: entry.uniqueID), or: new.found(told: told), limits: limits)
            new.told = told
            try openAppeal(for: call, new)
        case .noted(let progress):
            var progress = progress
            progress.call = try call(CallStart(unseen: entry.uniqueID), or: new.found(), limits: limits)
            try note(progress, at: entry.at)
        case .left(let start, let endedAt, let recording):
            let call = try call(start, or: new.found(), limits: limits)
            if let recording { _ = try keep(recording, of: call, by: .system, through: .system, at: entry.at) }
            try end(call, at: endedAt ?? entry.at)
        }
    }

    /// The call, kept now where it was not.
    private func call(_ start: CallStart, or new: NewAppeal, limits: ArrivalLimits) throws -> Identifier<Call> {
        if let row = try row("SELECT id FROM call WHERE uniqueID = ?", [start.uniqueID]) {
            return Identifier(row["id"])
        }
        if new.told == nil, let caller = start.caller.number,
            let earlier = try cutOff(caller, at: new.at, limits: limits)
        {
            return try keep(start, with: earlier, at: new.at)
        }
        let appeal = try makeAppeal(new, for: start.caller.number)
        return try keep(start, with: appeal.number, link: .made, outage: nil, at: new.at)
    }

    /// Ends a call that only the dialplan took down, unless its end is kept already.
    private func end(_ call: Identifier<Call>, at end: Instant) throws {
        let row = try row(
            """
            SELECT appeal, link, step, startedAt,
                EXISTS (SELECT 1 FROM recording WHERE call = call.id AND kind = 'message' AND NOT isSilent) AS isHeard
            FROM call WHERE id = ? AND outcome IS NULL
            """,
            [call.value]
        )
        guard let row else { return }
        let outcome: CallOutcome = row["isHeard"] ? .message : .dropped
        let appeal = AppealNumber(row["appeal"])
        let endedAt = max(end, Instant(milliseconds: row["startedAt"]))
        try self.end(call, of: appeal, as: outcome, step: row["step"], at: endedAt, noted: endedAt)
        if outcome == .dropped { try leaveDropped(appeal, link: CallLink(rawValue: row["link"]) ?? .made) }
    }

    /// Ends a call that did not end by itself.
    func end(
        _ call: Identifier<Call>,
        of appeal: AppealNumber,
        as outcome: CallOutcome,
        step: String,
        at end: Instant,
        noted now: Instant
    ) throws {
        try run(
            "UPDATE call SET outcome = ?, endedAt = ? WHERE id = ? AND outcome IS NULL",
            [outcome.rawValue, end.milliseconds, call.value]
        )
        let last = CallStep(rawValue: step) ?? .answer
        try log(.callEnded(outcome, lastStep: last, by: .system, through: .system), of: appeal, at: now)
    }
}

extension NewAppeal {
    /// The same for an appeal that nobody saw arrive.
    fileprivate func found(told: AppealNumber? = nil) -> NewAppeal {
        var found = self
        found.told = told
        found.event = NewEvent(.found, by: .system, through: .system, detail: [NewEvent.Fact("in", "spool")])
        return found
    }
}

extension CallStart {
    /// A call of which only the name is known.
    fileprivate init(unseen uniqueID: String) {
        self.init(
            uniqueID: uniqueID,
            caller: CallerNumber(callerID: nil, presentation: 0, cityCode: nil),
            dialled: nil
        )
    }
}
