extension Regulation {
    /// Tells who stands in, and the heads, that a specialist could not be texted of an appeal.
    ///
    /// - Parameters:
    ///   - appeal: The appeal.
    ///   - now: When.
    ///   - workload: Who is absent.
    /// - Returns: The change, or `nil` where the appeal moved on, or that was told already.
    public func unreached(_ appeal: Appeal, at now: Instant, given workload: Workload) -> AppealChange? {
        guard appeal.status == .distributed, let due = appeal.deadlines.take?.due else { return nil }
        let key = AlarmKey(name: "unreached", of: due)
        guard !appeal.wasTold(key, at: now) else { return nil }
        let event = NewEvent(
            .unreached,
            by: .system,
            through: .system,
            detail: [
                NewEvent.Fact("alarm", key.name), NewEvent.Fact("of", "\(due.milliseconds)"),
                NewEvent.Fact("to", appeal.assignee ?? ""),
            ]
        )
        var change = change(appeal, [event], at: now) { after in
            let moment = MessageTexts.Moment(now)
            return texts(.standIn, of: after, to: deputies(of: after, at: now, given: workload), moment)
                + texts(.unreached, of: after, to: heads(at: now, given: workload), moment)
        }
        change.calls = calls(of: change.appeal, at: now, given: workload)
        return change
    }

    /// The telephone call that asks who has an appeal to take it, where the settings want that; to who stands in where they are absent.
    func calls(of appeal: Appeal, at now: Instant, given workload: Workload) -> [DraftCall] {
        guard terms.callBefore != nil, appeal.status == .distributed, let holder = member(appeal.assignee) else {
            return []
        }
        let called = deputy(of: holder, for: appeal, at: now, workload) ?? holder
        return called.phone.map { [DraftCall(login: called.login, phone: $0)] } ?? []
    }

    /// Why a specialist is not telephoned about an appeal any more.
    ///
    /// - Parameters:
    ///   - appeal: The appeal as it is.
    ///   - login: Who is to be telephoned.
    ///   - writtenAt: When that was decided.
    ///   - now: When.
    ///   - workload: Who is absent.
    /// - Returns: Why; `nil` where it is still worth it.
    public func mootCall(
        about appeal: Appeal,
        to login: String,
        writtenAt: Instant,
        at now: Instant,
        given workload: Workload
    ) -> MootReason? {
        switch appeal.status {
        case .received: return .moved
        case .inProgress: return .done
        case .closed: return .closed
        case .distributed: break
        }
        if let from = appeal.deadlines.take?.from, from > writtenAt { return .moved }
        return calls(of: appeal, at: now, given: workload).contains { $0.login == login } ? nil : .moved
    }

    /// Who stands in for an appeal's specialist and may see it, where the settings want them told.
    func deputies(of appeal: Appeal, at now: Instant, given workload: Workload) -> [StaffMember] {
        let day = CalendarDay(terms.zone.civilTime(at: now))
        guard tellsDeputy, let deputy = member(member(appeal.assignee)?.deputy),
            workload.absence(of: deputy.login, on: day) == nil,
            !appeal.isPrivate || deputy.roles.contains(.psychologist)
        else { return [] }
        return [deputy]
    }
}
