extension Regulation {
    /// After so many calls in vain an author is called another day.
    public static let mostAuthorCalls = 3

    /// The telephone that a call to an appeal's author goes to.
    ///
    /// - Throws: ``AppealFault`` where the table does not allow it, or there is no number.
    public func phoneOfAuthor(of appeal: Appeal, for person: Person) throws(AppealFault) -> PhoneNumber {
        try check(.callAuthor, of: appeal, by: person)
        guard let phone = appeal.form.phone else { throw AppealFault.noPhone(appeal.number) }
        return phone
    }

    /// Notes how a call to an author ended; the last of so many in vain makes a task for the next morning.
    ///
    /// An author who was told the result, or is told it without a call, makes none.
    ///
    /// - Parameters:
    ///   - call: The call, which has ended.
    ///   - appeal: Its appeal.
    ///   - before: How many in a row were in vain before it.
    ///   - now: When.
    /// - Returns: The change, and the task where one was made.
    public func ended(
        _ call: AuthorCall,
        about appeal: Appeal,
        afterAttempts before: Int,
        at now: Instant
    ) -> (change: AppealChange, task: CallTask?) {
        let outcome = call.outcome ?? .lost
        let attempt = before + 1
        var detail = [NewEvent.Fact("outcome", outcome.rawValue)]
        if outcome.isInVain { detail.append(NewEvent.Fact("attempt", "\(attempt)")) }
        if let talked = call.talked { detail.append(NewEvent.Fact("talked", talked.setting)) }
        let ended = NewEvent(.authorCalled, by: Actor(call.login, token: call.token), through: .cli, detail: detail)
        guard outcome.isInVain, attempt >= Self.mostAuthorCalls, appeal.needsCall else {
            return (change(appeal, [ended], at: now), nil)
        }
        let due = terms.nextMorning(after: now)
        let task = NewEvent(
            .callTaskMade,
            by: .system,
            through: .system,
            detail: [NewEvent.Fact("due", "\(due.milliseconds)"), NewEvent.Fact("attempts", "\(attempt)")]
        )
        let change = change(appeal, [ended, task], at: now) { after in
            var moment = MessageTexts.Moment(now)
            moment.count = attempt
            let caller = member(call.login) ?? member(after.assignee)
            return texts(.callTomorrow, of: after, to: caller.map { [$0] } ?? [], moment).map { text in
                var text = text
                text.notBefore = due
                return text
            }
        }
        return (change, CallTask(appeal: appeal.number, due: due, attempts: attempt))
    }
}

extension Appeal {
    /// Whether its author may still have to be called: it is open, or closed with a result that only a call tells.
    fileprivate var needsCall: Bool {
        anonymisedAt == nil && (status != .closed || delivery == .callback && toldAt == nil)
    }
}
