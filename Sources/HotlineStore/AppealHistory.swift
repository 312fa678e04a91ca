internal import HotlineCore

/// What the events of one appeal make of it.
struct AppealHistory {
    /// The appeal as its events make it; `nil` where there are none.
    let state: Appeal?
    /// Whether every event that sets a clock says how: those of before the regulation do not.
    let tellsClocks: Bool
    /// What the author was told when it was last closed; `nil` where it never was, or the words are gone.
    let result: String?
    /// Whether it was ever closed with a result.
    let wasClosed: Bool

    init(of number: AppealNumber, _ events: [LoggedEvent]) {
        var known = events.compactMap { logged in logged.event.map { ($0, logged.at) } }
        let closing = known.last { $0.0.kind == .closed }?.0
        (wasClosed, result) = (closing != nil, closing?.words)
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
    /// Events of before the clocks were logged do not tell of them, nor which alarms belong to a clock that runs, so these are not
    /// compared there.
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
            ("handedBackBy", state.handedBackBy == kept.handedBackBy),
            ("anonymisedAt", state.anonymisedAt == kept.anonymisedAt), ("result", isResult(kept.result, of: state)),
        ]
        if tellsClocks {
            fields += [
                ("source", state.source == kept.source), ("terms", state.deadlines == kept.deadlines),
                ("alarms", state.alarms.keys == kept.alarms.keys), ("nextAlarm", isWatched(kept, state)),
            ]
        }
        return fields.filter { !$0.1 }.map(\.0)
    }

    /// Whether this is what the author was told, as far as the words of it are there.
    private func isResult(_ kept: String?, of state: Appeal) -> Bool {
        guard state.anonymisedAt == nil else { return kept == nil }
        guard wasClosed else { return !tellsClocks || kept == nil }
        return result == nil || kept == result
    }

    /// Whether the watch looks at it no later than at the first end of a term that was not told: which warnings come before that
    /// the settings say, and not the log.
    private func isWatched(_ kept: Appeal, _ state: Appeal) -> Bool {
        guard state.status != .closed else { return true }
        guard let next = kept.nextAlarm else { return false }
        return state.runningSteps.allSatisfy { step in
            guard let due = state.deadlines[step]?.due else { return true }
            return next <= due || state.alarms[AlarmKey(name: step.rawValue, of: due)] != nil
        }
    }
}
