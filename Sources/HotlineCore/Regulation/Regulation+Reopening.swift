extension Regulation {
    /// Opens a closed appeal again: whoever had it has it, or who stands in while they are absent, with a term for closing that
    /// begins anew; where nobody is there, it is handed out again.
    ///
    /// - Throws: ``AppealFault`` where the table does not allow it.
    public func reopening(
        _ appeal: Appeal,
        because reason: String?,
        by person: Person,
        given workload: Workload,
        through channel: EventChannel,
        at now: Instant
    ) throws(AppealFault) -> AppealChange {
        try check(closed: appeal)
        try check(.reopen, of: appeal, by: person)
        return reopened(appeal, try words(reason), by: person.actor, given: workload, through: channel, at: now)
    }

    /// Opens a closed appeal again because its author says that it is not solved.
    ///
    /// - Parameters:
    ///   - appeal: The appeal.
    ///   - author: The telephone the word came from, which must be the appeal's.
    ///   - words: What they wrote.
    ///   - workload: Who is absent.
    ///   - channel: Through what.
    ///   - now: When.
    /// - Returns: The change.
    /// - Throws: ``AppealFault`` where it is not closed or not theirs.
    public func reopening(
        _ appeal: Appeal,
        byAuthor author: PhoneNumber,
        words: String?,
        given workload: Workload,
        through channel: EventChannel,
        at now: Instant
    ) throws(AppealFault) -> AppealChange {
        guard appeal.form.phone == author, AppealMove.reopen.rule.isForAuthor else {
            throw AppealFault.unknown(appeal.number)
        }
        try check(closed: appeal)
        return reopened(appeal, try self.words(words), by: .author, given: workload, through: channel, at: now)
    }

    private func check(closed appeal: Appeal) throws(AppealFault) {
        guard appeal.status == .closed else { throw AppealFault.stillOpen(appeal.number) }
        guard appeal.anonymisedAt == nil else { throw AppealFault.anonymised(appeal.number) }
    }

    private func reopened(
        _ appeal: Appeal,
        _ words: String?,
        by actor: Actor,
        given workload: Workload,
        through channel: EventChannel,
        at now: Instant
    ) -> AppealChange {
        let holder = holder(of: appeal, openedBy: actor, at: now, workload)
        let closing = terms.facts(of: .close, terms.deadline(of: .close, from: now))
        let rest =
            holder.map { [NewEvent.Fact("to", $0.login)] }
            ?? terms.facts(of: .distribute, terms.deadline(of: .distribute, from: now))
        let event = NewEvent(.reopened, by: actor, through: channel, detail: closing + rest, words: words)
        return change(appeal, [event], at: now) { after in
            let told = holder.map { [$0] } ?? distributors(of: appeal.source, at: now, given: workload)
            let others = told.filter { $0.login != actor.name }
            return texts(holder == nil ? .handedBack : .reopened, of: after, to: others, MessageTexts.Moment(now))
        }
    }

    /// Who has it once it is open again; one who opens it while they are entered as absent is there.
    private func holder(
        of appeal: Appeal,
        openedBy actor: Actor,
        at now: Instant,
        _ workload: Workload
    ) -> StaffMember? {
        guard let holder = member(appeal.assignee), mayHave(appeal, holder) else { return nil }
        let day = CalendarDay(terms.zone.civilTime(at: now))
        guard holder.login != actor.name, workload.absence(of: holder.login, on: day) != nil else { return holder }
        return deputy(of: holder, for: appeal, at: now, workload)
    }
}
