extension Regulation {
    /// Hands a typed appeal to the specialist in charge, and tells both of it.
    ///
    /// - Parameters:
    ///   - appeal: The appeal.
    ///   - workload: Who is absent, and who has how much to do.
    ///   - now: The time of the act.
    /// - Returns: The change, or `nil` where the appeal waits for a person: it has no route yet, was handed over already, was
    ///   given back by somebody, its source is not distributed by the system, or nobody holds the role.
    public func distribution(of appeal: Appeal, given workload: Workload, at now: Instant) -> AppealChange? {
        guard appeal.status == .received, let route = appeal.route, routing.distributes(appeal.source),
            appeal.handedBackBy.isEmpty,
            let choice = specialist(for: route, isPrivate: appeal.isPrivate, at: now, given: workload)
        else { return nil }
        return handedOver(appeal, to: choice, by: .system, through: .system, at: now)
    }

    /// Hands an appeal to a specialist whom a person names.
    ///
    /// - Parameters:
    ///   - appeal: The appeal.
    ///   - login: The specialist.
    ///   - person: Who hands it over.
    ///   - channel: Through what.
    ///   - now: When.
    /// - Returns: The change; nothing where the specialist has it already.
    /// - Throws: ``AppealFault`` where the table does not allow it, or the specialist may not get it or gave it back before.
    public func assigning(
        _ appeal: Appeal,
        to login: String,
        by person: Person,
        through channel: EventChannel,
        at now: Instant
    ) throws(AppealFault) -> AppealChange {
        try check(.assign, of: appeal, by: person)
        guard let member = member(login) else { throw AppealFault.unknownMember(login) }
        guard mayHave(appeal, member) else { throw AppealFault.notForThem(appeal.number, login: login) }
        guard !appeal.handedBackBy.contains(login) || person.rights.contains(.actForOthers) else {
            throw AppealFault.handedBackBefore(appeal.number, by: login)
        }
        guard appeal.assignee != login else { return AppealChange(appeal: appeal, events: []) }
        return handedOver(
            appeal,
            to: Choice(member: member, reason: .person),
            by: person.actor,
            through: channel,
            at: now
        )
    }

    /// Gives an appeal back to the one who hands over, with a reason; the system does not hand it over again by itself.
    ///
    /// - Throws: ``AppealFault`` where the table does not allow it, or no reason is given.
    public func handingBack(
        _ appeal: Appeal,
        because reason: String,
        by person: Person,
        given workload: Workload,
        through channel: EventChannel,
        at now: Instant
    ) throws(AppealFault) -> AppealChange {
        try check(.handBack, of: appeal, by: person)
        guard let words = try words(reason) else { throw AppealFault.wordsMissing(.handBack) }
        let deadline = terms.deadline(of: .distribute, from: now)
        let event = NewEvent(
            .handedBack,
            by: person.actor,
            through: channel,
            detail: (appeal.assignee.map { [NewEvent.Fact("holder", $0)] } ?? [])
                + terms.facts(of: .distribute, deadline),
            words: words
        )
        let lapsed = lapsedRequest(of: appeal, by: person.actor, through: channel)
        return change(appeal, lapsed + [event], at: now) { after in
            let told = distributors(of: appeal.source, at: now, given: workload)
            return texts(.handedBack, of: after, to: told, MessageTexts.Moment(now))
        }
    }

    /// Takes an appeal from who has it and may not any more, because it became private and no psychologist is there.
    func takenBack(
        _ appeal: Appeal,
        _ events: [NewEvent],
        by actor: Actor,
        given workload: Workload,
        through channel: EventChannel,
        at now: Instant
    ) -> AppealChange {
        let event = NewEvent(
            .handedBack,
            by: actor,
            through: channel,
            detail: [NewEvent.Fact("reason", NewEvent.becamePrivate)]
                + terms.facts(of: .distribute, terms.deadline(of: .distribute, from: now))
        )
        let lapsed = lapsedRequest(of: appeal, by: actor, through: channel)
        return change(appeal, events + lapsed + [event], at: now) { after in
            let told = distributors(of: appeal.source, at: now, given: workload)
            return texts(.handedBack, of: after, to: told, MessageTexts.Moment(now))
        }
    }

    /// Hands an appeal over, after what happened to it before in the same act.
    func handedOver(
        _ appeal: Appeal,
        _ events: [NewEvent] = [],
        to choice: Choice,
        by actor: Actor,
        through channel: EventChannel,
        at now: Instant
    ) -> AppealChange {
        let deadline = terms.deadline(of: .take, from: now)
        var known = appeal
        for event in events { known.apply(event, at: now) }
        let event = NewEvent(
            .distributed,
            by: actor,
            through: channel,
            detail: (known.route.map { [NewEvent.Fact("route", $0.rawValue)] } ?? []) + [
                NewEvent.Fact("to", choice.member.login), NewEvent.Fact("reason", choice.reason.rawValue),
            ] + terms.facts(of: .take, deadline)
        )
        let lapsed = lapsedRequest(of: known, by: actor, through: channel)
        return change(appeal, events + lapsed + [event], at: now) { after in
            texts(.assigned, of: after, to: [choice.member], MessageTexts.Moment(now)) + registration(of: after)
        }
    }

    /// The text that tells the author the appeal was accepted, where one may be sent.
    ///
    /// The store keeps it once for each appeal, however often it is asked to.
    public func registration(of appeal: Appeal) -> [DraftMessage] {
        textToAuthor(appeal.isPrivate ? .private : .registered, of: appeal)
    }

    /// The text that tells the author of a call that broke off its number and that somebody calls back, where one may be sent.
    ///
    /// Of a private appeal it tells no more than that it was accepted. Where somebody is at work already, nobody needs it.
    public func wordOfDroppedCall(of appeal: Appeal) -> [DraftMessage] {
        switch appeal.status {
        case .received, .distributed: textToAuthor(appeal.isPrivate ? .private : .dropped, of: appeal)
        case .inProgress, .closed: []
        }
    }

    /// The texts that propose to the heads of the Service to announce an outage.
    ///
    /// - Parameters:
    ///   - type: What many call about.
    ///   - count: How many did.
    ///   - window: In what time.
    /// - Returns: One text for each head with a phone.
    public func outageProposals(_ type: AppealType, count: Int, within window: Duration) -> [DraftMessage] {
        staff.filter { $0.roles.contains(.head) }.compactMap(\.phone).map { phone in
            DraftMessage(
                kind: .outageProposed,
                recipient: phone,
                body: texts.outageProposal(type, count: count, within: window)
            )
        }
    }
}

extension NewEvent {
    /// Why an appeal was taken from who had it: it became private.
    static let becamePrivate = "private"
    /// Why a request for more time went: the appeal went to somebody else.
    static let changedHands = "changedHands"
}
