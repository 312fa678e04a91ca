extension Regulation {
    /// Closes an appeal that is none: a wrong number, a prank, a test.
    ///
    /// - Throws: ``AppealFault`` where the table does not allow it.
    public func marking(
        _ appeal: Appeal,
        as mark: AppealMark,
        by person: Person,
        through channel: EventChannel,
        at now: Instant
    ) throws(AppealFault) -> AppealChange {
        if appeal.status == .closed, appeal.mark == mark { return AppealChange(appeal: appeal, events: []) }
        try check(.mark, of: appeal, by: person)
        let event = NewEvent(
            .marked,
            by: person.actor,
            through: channel,
            detail: [NewEvent.Fact("mark", mark.rawValue)]
        )
        return change(appeal, [event], at: now)
    }

    /// Keeps a note with an appeal.
    ///
    /// - Throws: ``AppealFault`` where the table does not allow it, or the note is blank.
    public func noting(
        _ appeal: Appeal,
        _ text: String,
        by person: Person,
        through channel: EventChannel,
        at now: Instant
    ) throws(AppealFault) -> AppealChange {
        try check(.note, of: appeal, by: person)
        guard let words = try words(text) else { throw AppealFault.wordsMissing(.note) }
        return change(appeal, [NewEvent(.noted, by: person.actor, through: channel, words: words)], at: now)
    }

    /// Says that two appeals have to do with each other.
    ///
    /// - Throws: ``AppealFault`` where the table does not allow it for either.
    public func linking(
        _ appeal: Appeal,
        with other: Appeal,
        by person: Person,
        through channel: EventChannel,
        at now: Instant
    ) throws(AppealFault) -> (AppealChange, AppealChange) {
        guard appeal.number != other.number else { throw AppealFault.sameAppeal(appeal.number) }
        try check(.link, of: appeal, by: person)
        try check(.link, of: other, by: person)
        let event = { (with: AppealNumber) in
            NewEvent(.linked, by: person.actor, through: channel, detail: [NewEvent.Fact("with", "\(with)")])
        }
        return (
            change(appeal, [event(other.number)], at: now), change(other, [event(appeal.number)], at: now)
        )
    }

    /// Closes a repeat in favour of another open appeal of the same author, who so still gets an answer.
    ///
    /// - Parameters:
    ///   - repeated: The repeat.
    ///   - other: The one that goes on.
    ///   - person: Who says so.
    ///   - channel: Through what.
    ///   - now: When.
    /// - Returns: What becomes of the repeat, and of the other.
    /// - Throws: ``AppealFault`` where the table does not allow it, or the two have not one author: then one of them would get none.
    public func merging(
        _ repeated: Appeal,
        into other: Appeal,
        by person: Person,
        through channel: EventChannel,
        at now: Instant
    ) throws(AppealFault) -> (AppealChange, AppealChange) {
        guard repeated.number != other.number else { throw AppealFault.sameAppeal(repeated.number) }
        try check(.merge, of: repeated, by: person)
        try check(.merge, of: other, by: person)
        guard let phone = repeated.form.phone, phone == other.form.phone, repeated.isPrivate == other.isPrivate else {
            throw AppealFault.differentAuthors(repeated.number, other.number)
        }
        let merged = NewEvent(
            .merged,
            by: person.actor,
            through: channel,
            detail: [NewEvent.Fact("into", "\(other.number)")]
        )
        let absorbed = NewEvent(
            .absorbed,
            by: person.actor,
            through: channel,
            detail: [NewEvent.Fact("from", "\(repeated.number)")]
        )
        return (change(repeated, [merged], at: now), change(other, [absorbed], at: now))
    }

    /// Takes names, numbers and words out of a closed appeal; counts and times stay.
    ///
    /// - Parameters:
    ///   - appeal: The appeal.
    ///   - actor: Who asks for it; the system, for age.
    ///   - channel: Through what.
    ///   - now: When.
    /// - Returns: The change; nothing where it was done before.
    /// - Throws: ``AppealFault/stillOpen(_:)``.
    public func anonymising(
        _ appeal: Appeal,
        by actor: Actor,
        through channel: EventChannel,
        at now: Instant
    ) throws(AppealFault) -> AppealChange {
        guard appeal.anonymisedAt == nil else { return AppealChange(appeal: appeal, events: []) }
        guard AppealMove.anonymise.rule.from.contains(appeal.status) else { throw AppealFault.stillOpen(appeal.number) }
        var bare = appeal
        bare.form = AppealForm(role: appeal.form.role)
        bare.result = nil
        bare.consent = nil
        let reason = actor == .system ? "age" : "request"
        // Nobody can tell the author any more: the log says that it was so.
        let untold = appeal.toldAt == nil ? appeal.delivery : nil
        let event = NewEvent(
            .anonymised,
            by: actor,
            through: channel,
            detail: [NewEvent.Fact("reason", reason)] + (untold.map { [NewEvent.Fact("untold", $0.rawValue)] } ?? [])
        )
        return change(bare, [event], at: now)
    }
}
