extension Regulation {
    /// The appeal that a member of the staff types in while somebody talks to them, as it is before its form is filled.
    ///
    /// - Parameters:
    ///   - number: Its number.
    ///   - person: Who types.
    ///   - channel: Through what.
    ///   - now: When; the terms begin.
    /// - Returns: The appeal, and the event that it arrived by.
    /// - Throws: ``AppealFault`` where the role does not allow it.
    public func added(
        _ number: AppealNumber,
        by person: Person,
        through channel: EventChannel,
        at now: Instant
    ) throws(AppealFault) -> (appeal: Appeal, event: NewEvent) {
        guard person.rights.contains(.add) else { throw AppealFault.notAllowed(.add) }
        let event = NewEvent(
            .received,
            by: person.actor,
            through: channel,
            detail: [NewEvent.Fact("source", AppealSource.staff.rawValue)]
                + terms.facts(ofNew: terms.deadlines(receivedAt: now))
        )
        var appeal = Appeal(number, made: event, at: now)
        appeal.nextAlarm = terms.alarmsAhead(of: appeal, at: now).first?.at
        return (appeal, event)
    }
}
