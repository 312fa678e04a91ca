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
    /// - Throws: ``AppealFault`` where the table does not allow it, no reason is given, or it was asked for already.
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
        let asked = NewEvent(
            .extensionAsked,
            by: person.actor,
            through: channel,
            detail: [NewEvent.Fact("by", more.setting)],
            words: words
        )
        guard !person.rights.contains(.decideExtension) else {
            return change(appeal, [asked, granted(appeal, more, by: person, through: channel)], at: now) { after in
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
    /// - Throws: ``AppealFault`` where the table does not allow it, or nobody asked.
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
        return change(appeal, [granted(appeal, request.by, by: person, through: channel)], at: now) { after in
            texts(.extensionGranted, of: after, to: asker, moment) + textToAuthor(.extended, of: after, at: now)
        }
    }

    private func granted(
        _ appeal: Appeal,
        _ more: Duration,
        by person: Person,
        through channel: EventChannel
    ) -> NewEvent {
        var deadline = appeal.deadlines.close
        deadline.due = terms.end(of: more, from: deadline.due, on: deadline.calendar)
        let facts =
            [NewEvent.Fact("previousDue", "\(appeal.deadlines.close.due.milliseconds)")]
            + deadline.facts(of: .close, length: more, zone: terms.zone)
        return NewEvent(.extensionGranted, by: person.actor, through: channel, detail: facts)
    }
}
