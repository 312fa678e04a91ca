extension Regulation {
    /// How a result reaches its author now.
    ///
    /// What a psychologist answers is said, not written: others may hold the phone or read the mail.
    public func way(to appeal: Appeal) -> ResultDelivery {
        if appeal.isPrivate { return .callback }
        if !letter(of: appeal).isEmpty { return .email }
        return mayText(authorOf: appeal) ? .sms : .callback
    }

    /// The mail with the result, where there is an address and mail can be sent.
    func letter(of appeal: Appeal) -> [DraftMail] {
        guard !appeal.isPrivate, let letters, let address = appeal.form.email, let result = appeal.result else {
            return []
        }
        return [letters.result(result, of: appeal, to: address)]
    }

    /// What follows where the result could not be sent one way: the next way that is left, and at last a call.
    ///
    /// - Parameters:
    ///   - appeal: The appeal.
    ///   - way: The way that failed.
    ///   - reason: Why, in one word.
    ///   - now: When.
    /// - Returns: The change, or `nil` where the appeal moved on: it was opened again, or the author was told.
    public func resultFailed(
        of appeal: Appeal,
        by way: ResultDelivery,
        because reason: String,
        at now: Instant
    ) -> AppealChange? {
        guard appeal.status == .closed, appeal.delivery == way, appeal.toldAt == nil else { return nil }
        let texted = way == .email && mayText(authorOf: appeal) ? textToAuthor(.closed, of: appeal) : []
        let fits = texted.allSatisfy { SMSParts.cut($0.body).count <= SMSParts.most }
        let next: ResultDelivery = texted.isEmpty || !fits ? .callback : .sms
        let event = NewEvent(
            .notTold,
            by: .system,
            through: .system,
            detail: [
                NewEvent.Fact("by", way.rawValue), NewEvent.Fact("reason", reason),
                NewEvent.Fact("then", next.rawValue),
            ]
        )
        return change(appeal, [event], at: now) { after in
            switch next {
            case .sms, .email: texted
            case .callback:
                texts(.callAuthor, of: after, to: member(after.assignee).map { [$0] } ?? [], MessageTexts.Moment(now))
            }
        }
    }

    /// Notes that the result reached its author.
    public func resultTold(of appeal: Appeal, by way: ResultDelivery, at now: Instant) -> AppealChange? {
        guard appeal.status == .closed, appeal.toldAt == nil, appeal.delivery == way else { return nil }
        return change(appeal, [.told(by: way, .system, through: .system)], at: now)
    }

    /// How a call to the author went.
    public enum CallBackOutcome: String, Hashable, Sendable, CaseIterable {
        /// They were told.
        case reached
        /// Nobody answered.
        case noAnswer
        /// They did not want to hear.
        case refused
    }

    /// Notes that somebody called the author with the result.
    ///
    /// - Throws: ``AppealFault`` where the table does not allow it, or no call is due.
    public func callingBack(
        _ appeal: Appeal,
        _ outcome: CallBackOutcome,
        by person: Person,
        through channel: EventChannel,
        at now: Instant
    ) throws(AppealFault) -> AppealChange {
        guard appeal.status == .closed else { throw AppealFault.stillOpen(appeal.number) }
        try check(.callBack, of: appeal, by: person)
        guard appeal.delivery == .callback, appeal.toldAt == nil else { throw AppealFault.noCallBackDue(appeal.number) }
        let attempt = NewEvent(
            .callAttempted,
            by: person.actor,
            through: channel,
            detail: [NewEvent.Fact("outcome", outcome.rawValue)]
        )
        let told = NewEvent.told(by: .callback, person.actor, through: channel)
        return change(appeal, outcome == .noAnswer ? [attempt] : [attempt, told], at: now)
    }
}

extension NewEvent {
    /// The event that the author got the result.
    public static func told(by way: ResultDelivery, _ actor: Actor, through channel: EventChannel) -> NewEvent {
        NewEvent(.told, by: actor, through: channel, detail: [Fact("by", way.rawValue)])
    }
}
