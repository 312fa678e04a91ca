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
        guard appeal.status != .closed else { throw AppealFault.closed(appeal.number) }
        if appeal.status == .inProgress, let holder = appeal.assignee, !mayTakeOver(from: holder, person) {
            throw AppealFault.taken(appeal.number, by: holder)
        }
        guard isInCharge(person, of: appeal) else { throw AppealFault.withAnother(appeal.number) }
        guard !(appeal.status == .inProgress && appeal.assignee == person.login) else {
            return AppealChange(appeal: appeal, events: [])
        }
        let (after, events) = taken(appeal, by: person, through: channel, at: now)
        // The author of one that changes hands knows already that it is worked on.
        let messages = appeal.status == .inProgress ? [] : textToAuthor(.taken, of: after)
        return AppealChange(appeal: after, events: events, messages: messages)
    }

    /// Closes an appeal with the text its author gets.
    ///
    /// - Throws: ``AppealFault`` where it is closed already, somebody else's, or the text is missing or too long.
    public func closing(
        _ appeal: Appeal,
        result: String,
        by person: Person,
        through channel: EventChannel,
        at now: Instant
    ) throws(AppealFault) -> AppealChange {
        guard appeal.status != .closed else { throw AppealFault.closed(appeal.number) }
        let mayActForOthers = person.rights.contains(.actForOthers) && !appeal.isPrivate
        let isTheirs = appeal.assignee == person.login || mayActForOthers
        guard isTheirs || (appeal.assignee == nil && isInCharge(person, of: appeal)) else {
            throw AppealFault.withAnother(appeal.number)
        }
        let text = result.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard !text.isEmpty else { throw AppealFault.resultMissing(appeal.number) }

        let (current, events) =
            appeal.status == .inProgress ? (appeal, []) : taken(appeal, by: person, through: channel, at: now)
        var after = current
        after.status = .closed
        after.closedAt = now
        after.result = text
        // What a psychologist answers is said, not texted: others may hold the phone.
        let messages = after.isPrivate ? [] : textToAuthor(.closed, of: after)
        for message in messages {
            let parts = SMSParts.cut(message.body).count
            guard parts <= SMSParts.most else { throw AppealFault.resultTooLong(parts: parts, most: SMSParts.most) }
        }
        after.delivery = messages.isEmpty ? .callback : .sms
        let closed = NewEvent(
            .closed,
            by: person.actor,
            through: channel,
            detail: [NewEvent.Fact("delivery", messages.isEmpty ? "callback" : "sms")]
        )
        return AppealChange(appeal: after, events: events + [closed], messages: messages)
    }

    /// The appeal with this person at work on it, handed over first where nobody had done that.
    private func taken(
        _ appeal: Appeal,
        by person: Person,
        through channel: EventChannel,
        at now: Instant
    ) -> (Appeal, [NewEvent]) {
        var after = appeal
        var events: [NewEvent] = []
        if appeal.status == .received {
            after.distributedAt = now
            after.deadlines.take = now + terms.take
            events.append(
                NewEvent(.distributed, by: person.actor, through: channel, detail: [NewEvent.Fact("to", person.login)])
            )
        }
        after.status = .inProgress
        after.assignee = person.login
        after.takenAt = appeal.takenAt ?? now
        events.append(NewEvent(.taken, by: person.actor, through: channel))
        return (after, events)
    }

    /// Whether the appeal is this person's to take: theirs, their role's, an untyped one of the distributor's, or they act for others.
    private func isInCharge(_ person: Person, of appeal: Appeal) -> Bool {
        if appeal.assignee == person.login { return true }
        if let route = appeal.route, let role = routing.roles[route], person.roles.contains(role) { return true }
        if appeal.isPrivate { return false }
        if person.rights.contains(.actForOthers) { return true }
        return appeal.route == nil && person.roles.contains(appeal.source == .web ? .siteAdmin : .hotline)
    }

    private func mayTakeOver(from holder: String, _ person: Person) -> Bool {
        holder == person.login || person.rights.contains(.actForOthers)
    }
}
