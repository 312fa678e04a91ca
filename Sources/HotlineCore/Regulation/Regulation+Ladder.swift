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
        return change(appeal, [event], at: now) { after in
            let moment = MessageTexts.Moment(now)
            return texts(.standIn, of: after, to: deputies(of: after, at: now, given: workload), moment)
                + texts(.unreached, of: after, to: heads(at: now, given: workload), moment)
        }
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
