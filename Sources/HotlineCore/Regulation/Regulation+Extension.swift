extension Regulation {
    /// Asks the head for more time; a head who asks has agreed.
    ///
    /// - Parameters:
    ///   - appeal: The appeal.
    ///   - more: How much more time, counted on the calendar of the term for closing.
    ///   - reason: Why.
    ///   - person: Who asks.
    ///   - workload: Who is absent.
    ///   - channel: Through what.
    ///   - now: When.
    /// - Returns: The change.
    /// - Throws: ``AppealFault`` where the table does not allow it, no reason is given, it was asked for already, or the term
    ///   would be over all the same.
    public func askingForTime(
        _ appeal: Appeal,
        more: Duration,
        because reason: String,
        by person: Person,
        given workload: Workload,
        through channel: EventChannel,
        at now: Instant
    ) throws(AppealFault) -> AppealChange {
        try check(.extend, of: appeal, by: person)
        guard let words = try words(reason) else { throw AppealFault.wordsMissing(.extend) }
        guard appeal.extensionRequest == nil else { throw AppealFault.extensionAsked(appeal.number) }
        let deadline = try extended(appeal, by: more, at: now)
        let asked = NewEvent(
            .extensionAsked,
            by: person.actor,
            through: channel,
            detail: [NewEvent.Fact("by", more.setting)],
            words: words
        )
        guard !person.rights.contains(.decideExtension) else {
            return change(appeal, [asked, granted(appeal, deadline, more, by: person, through: channel)], at: now) {
                after in
                textToAuthor(.extended, of: after, at: now)
            }
        }
        return change(appeal, [asked], at: now) { after in
            var moment = MessageTexts.Moment(now)
            moment.more = more
            return texts(.extensionAsked, of: after, to: heads(at: now, given: workload), moment)
        }
    }

    /// Grants or refuses more time; only then the term for closing moves.
    ///
    /// - Throws: ``AppealFault`` where the table does not allow it, nobody asked, or the term that is granted would be over
    ///   already.
    public func decidingOnTime(
        _ appeal: Appeal,
        isGranted: Bool,
        by person: Person,
        through channel: EventChannel,
        at now: Instant
    ) throws(AppealFault) -> AppealChange {
        try check(.decideExtension, of: appeal, by: person)
        guard let request = appeal.extensionRequest else { throw AppealFault.noExtensionAsked(appeal.number) }
        let asker = member(request.askedBy).map { [$0] } ?? []
        let moment = MessageTexts.Moment(now)
        guard isGranted else {
            let refused = NewEvent(.extensionRefused, by: person.actor, through: channel)
            return change(appeal, [refused], at: now) { after in
                texts(.extensionRefused, of: after, to: asker, moment)
            }
        }
        let deadline = try extended(appeal, by: request.by, at: now)
        return change(appeal, [granted(appeal, deadline, request.by, by: person, through: channel)], at: now) { after in
            texts(.extensionGranted, of: after, to: asker, moment) + textToAuthor(.extended, of: after, at: now)
        }
    }

    /// The event that what was asked goes with the one who asked, because the appeal changes hands; none where nothing was.
    func lapsedRequest(of appeal: Appeal, by actor: Actor, through channel: EventChannel) -> [NewEvent] {
        guard appeal.extensionRequest != nil else { return [] }
        let reason = NewEvent.Fact("reason", NewEvent.changedHands)
        return [NewEvent(.extensionRefused, by: actor, through: channel, detail: [reason])]
    }

    /// The clock for closing with so much more time, which must not be over.
    private func extended(_ appeal: Appeal, by more: Duration, at now: Instant) throws(AppealFault) -> Deadline {
        var deadline = appeal.deadlines.close
        deadline.due = terms.end(of: more, from: deadline.due, on: deadline.calendar)
        guard deadline.due <= now else { return deadline }
        let gone =
            switch deadline.calendar {
            case .wall: now - appeal.deadlines.close.due
            case .working: terms.working.openTime(from: appeal.deadlines.close.due, to: now)
            }
        throw AppealFault.extensionTooShort(appeal.number, least: gone.wholeMinutes + .seconds(60))
    }

    private func granted(
        _ appeal: Appeal,
        _ deadline: Deadline,
        _ more: Duration,
        by person: Person,
        through channel: EventChannel
    ) -> NewEvent {
        let facts =
            [NewEvent.Fact("previousDue", "\(appeal.deadlines.close.due.milliseconds)")]
            + deadline.facts(of: .close, length: more, zone: terms.zone)
        return NewEvent(.extensionGranted, by: person.actor, through: channel, detail: facts)
    }
}
