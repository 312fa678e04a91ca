extension Regulation {
    /// A person with what they may do while others are absent whom they stand in for: what those may do, and who is told may act.
    ///
    /// Nobody sees as a psychologist by standing in.
    ///
    /// - Parameters:
    ///   - person: The person, with roles of their own.
    ///   - workload: Who is absent.
    ///   - now: When.
    /// - Returns: The person with the roles of both.
    public func standingIn(_ person: Person, given workload: Workload, at now: Instant) -> Person {
        let day = CalendarDay(terms.zone.civilTime(at: now))
        var deputy = person
        for member in staff where member.login != person.login && workload.absence(of: member.login, on: day) != nil {
            guard self.deputy(of: member, on: day, workload, [])?.login == person.login else { continue }
            for role in member.roles where role != .psychologist && !deputy.roles.contains(role) {
                deputy.roles.append(role)
            }
        }
        return deputy
    }

    /// Whether somebody may have an appeal at all.
    func mayHave(_ appeal: Appeal, _ member: StaffMember) -> Bool {
        member.roles.contains { $0 != .director } && (!appeal.isPrivate || member.roles.contains(.psychologist))
    }

    /// Who stands in for somebody today and may have the appeal; `nil` where they are there, or nobody does.
    func deputy(of member: StaffMember, for appeal: Appeal, at now: Instant, _ workload: Workload) -> StaffMember? {
        let day = CalendarDay(terms.zone.civilTime(at: now))
        guard workload.absence(of: member.login, on: day) != nil else { return nil }
        return deputy(of: member, on: day, workload, []).flatMap { mayHave(appeal, $0) ? $0 : nil }
    }
}
