extension Regulation {
    /// Takes an appeal in work.
    ///
    /// Whoever takes it has it: another specialist of the same role, or the head, takes it over by taking it.
    ///
    /// - Throws: ``AppealFault`` where it is closed, taken already, or none of theirs.
    public func taking(
        _ appeal: Appeal,
        by person: Person,
        through channel: EventChannel,
        at now: Instant
    ) throws(AppealFault) -> AppealChange {
        try check(AppealMove.take.rule.from, .take, of: appeal)
        if appeal.status == .inProgress, let holder = appeal.assignee, !mayTakeOver(from: holder, person) {
            throw AppealFault.taken(appeal.number, by: holder)
        }
        try check(.take, of: appeal, by: person)
        guard !(appeal.status == .inProgress && appeal.assignee == person.login) else {
            return AppealChange(appeal: appeal, events: [])
        }
        // The author of one that changes hands knows already that it is worked on.
        return change(appeal, taking(appeal, person, through: channel, at: now), at: now) { after in
            appeal.status == .inProgress ? [] : textToAuthor(.taken, of: after)
        }
    }

    /// Closes an appeal with the text its author gets: by mail where they gave an address, else by text message where one may be
    /// sent, else by a call.
    ///
    /// - Throws: ``AppealFault`` where it is closed already, somebody else's, or the text is missing or too long.
    public func closing(
        _ appeal: Appeal,
        result: String,
        by person: Person,
        through channel: EventChannel,
        at now: Instant
    ) throws(AppealFault) -> AppealChange {
        try check(.close, of: appeal, by: person)
        guard let text = try paragraphs(result) else { throw AppealFault.resultMissing(appeal.number) }
        var answered = appeal
        answered.result = text
        let way = way(to: answered)
        let messages = way == .sms ? textToAuthor(.closed, of: answered) : []
        for message in messages {
            let parts = SMSParts.cut(message.body).count
            guard parts <= SMSParts.most else { throw AppealFault.resultTooLong(parts: parts, most: SMSParts.most) }
        }
        // Whoever closes it has it, and makes the call if one is due; an account that is nobody's on the staff makes none.
        let isTheirs = appeal.assignee == person.login || member(person.login) == nil
        let before =
            appeal.status == .inProgress && isTheirs ? [] : taking(appeal, person, through: channel, at: now)
        let closed = NewEvent(
            .closed,
            by: person.actor,
            through: channel,
            detail: [NewEvent.Fact("delivery", way.rawValue)],
            words: text
        )
        var change = change(answered, before + [closed], at: now) { _ in messages }
        if way == .email { change.mails = letter(of: answered) }
        return change
    }

    /// What happens when this person begins to work on it: it is handed over first where nobody had done that.
    private func taking(
        _ appeal: Appeal,
        _ person: Person,
        through channel: EventChannel,
        at now: Instant
    ) -> [NewEvent] {
        let taken = NewEvent(.taken, by: person.actor, through: channel)
        guard appeal.status == .received else { return [taken] }
        let facts =
            [NewEvent.Fact("to", person.login), NewEvent.Fact("reason", Choice.Reason.person.rawValue)]
            + terms.facts(of: .take, terms.deadline(of: .take, from: now))
        return [NewEvent(.distributed, by: person.actor, through: channel, detail: facts), taken]
    }

    private func mayTakeOver(from holder: String, _ person: Person) -> Bool {
        holder == person.login || person.rights.contains(.actForOthers)
    }
}
