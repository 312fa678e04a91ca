extension Regulation {
    /// Later than this an alarm counts as told late.
    public static let lateness = Duration.seconds(120)

    /// Tells what is due of an appeal's terms: each alarm once, and none that a later one has overtaken.
    ///
    /// Where the service was down for long, several are due at once: of a term that is over, its end is told and not the warnings
    /// before it; of several mornings, the last; and no morning beside an end that is told only now.
    ///
    /// - Parameters:
    ///   - appeal: The appeal.
    ///   - now: When.
    ///   - workload: Who is absent.
    /// - Returns: The change, without events where nothing is due.
    public func alarming(_ appeal: Appeal, at now: Instant, given workload: Workload) -> AppealChange {
        let due = terms.alarmsAhead(of: appeal, at: now).filter { $0.at <= now }
        let told = told(of: due)
        let events = due.map { alarm in event(of: alarm, isTold: told.contains(alarm), at: now) }
        var change = change(appeal, events, at: now) { after in
            told.flatMap { messages(for: $0, of: after, at: now, given: workload) }
        }
        if told.contains(where: \.isCall) { change.calls = calls(of: change.appeal, at: now, given: workload) }
        return change
    }

    /// The texts that tell the heads that terms were watched late.
    public func wordOfLateTimers(
        of appeal: Appeal,
        count: Int,
        late: Duration,
        at now: Instant,
        given workload: Workload
    ) -> [DraftMessage] {
        var moment = MessageTexts.Moment(now)
        moment.count = count
        moment.late = late
        return texts(.timersLate, of: appeal, to: heads(at: now, given: workload), moment)
    }

    /// The alarms of those that are due that no other has overtaken.
    private func told(of due: [Alarm]) -> [Alarm] {
        let isOver = { (step: TermStep) in due.contains { $0.kind == .breach(step) } }
        return due.enumerated().filter { index, alarm in
            switch alarm.kind {
            case .breach: return true
            case .morning: return !due.contains { if case .breach = $0.kind { true } else { false } }
            case .warning(let step, _):
                let isLast = !due.dropFirst(index + 1).contains {
                    if case .warning(step, _) = $0.kind { true } else { false }
                }
                return isLast && !isOver(step)
            case .call: return !isOver(.take)
            }
        }.map(\.element)
    }

    private func event(of alarm: Alarm, isTold: Bool, at now: Instant) -> NewEvent {
        let kind: EventKind
        var of = alarm.of
        switch alarm.kind {
        case .warning, .call: kind = .warned
        case .breach: kind = .breached
        case .morning:
            kind = .reminded
            // However many mornings went by, this stands for all of them.
            of = max(of, terms.lastMorning(until: now))
        }
        var facts = [NewEvent.Fact("alarm", alarm.name), NewEvent.Fact("of", "\(of.milliseconds)")]
        if !isTold { facts.append(NewEvent.Fact("told", "no")) }
        if now - alarm.at >= Self.lateness {
            facts.append(NewEvent.Fact("late", (now - alarm.at).wholeMinutes.setting))
        }
        return NewEvent(kind, by: .system, through: .system, detail: facts)
    }

    private func messages(
        for alarm: Alarm,
        of appeal: Appeal,
        at now: Instant,
        given workload: Workload
    ) -> [DraftMessage] {
        let holder =
            member(appeal.assignee).map { [$0] + (deputy(of: $0, for: appeal, at: now, workload).map { [$0] } ?? []) }
            ?? distributors(of: appeal.source, at: now, given: workload)
        let heads = heads(at: now, given: workload)
        var moment = MessageTexts.Moment(now)
        switch alarm.kind {
        case .warning(let step, _):
            moment.left = alarm.of - now
            switch step {
            case .distribute:
                let told = distributors(of: appeal.source, at: now, given: workload)
                return texts(.distributeSoon, of: appeal, to: told, moment)
            case .take:
                return texts(.reminder, of: appeal, to: holder, moment)
                    + texts(.standIn, of: appeal, to: deputies(of: appeal, at: now, given: workload), moment)
            case .close: return texts(.closeSoon, of: appeal, to: holder, moment)
            }
        case .call: return []
        case .breach(let step):
            moment.missedStep = step
            moment.missedFor = terms[step].length
            let others = step == .distribute ? distributors(of: appeal.source, at: now, given: workload) : holder
            return texts(.overdue, of: appeal, to: heads, moment)
                + texts(
                    .late,
                    of: appeal,
                    to: others.filter { other in !heads.contains { $0.phone == other.phone } },
                    moment
                )
        case .morning:
            let over = appeal.runningSteps.first { step in appeal.deadlines[step].map { $0.due < now } ?? false }
            let step = over ?? .close
            moment.missedStep = step
            moment.missedFor = appeal.deadlines[step].map { now - $0.due } ?? .zero
            return texts(.stillOverdue, of: appeal, to: heads, moment)
        }
    }
}

extension Duration {
    /// The duration without the seconds that make no whole minute.
    var wholeMinutes: Duration { .seconds(components.seconds / 60 * 60) }
}
