/// Who gets an appeal.
public struct Routing: Hashable, Sendable {
    /// The role in charge of each route.
    public var roles: [AppealRoute: Role]
    /// Whether a typed phone appeal is handed over by the system at once.
    public var distributesPhone: Bool
    /// Whether a web appeal is.
    public var distributesWeb: Bool
    /// Whether one that a specialist typed in is.
    public var distributesStaff: Bool

    /// Creates the table.
    public init(
        roles: [AppealRoute: Role],
        distributesPhone: Bool = true,
        distributesWeb: Bool = false,
        distributesStaff: Bool = true
    ) {
        self.roles = roles
        self.distributesPhone = distributesPhone
        self.distributesWeb = distributesWeb
        self.distributesStaff = distributesStaff
    }

    /// The regulation's own table, paragraph 3.1.3.
    public static let regulation = Routing(roles: [
        .ejournal: .ejournal, .technical: .technician, .lessonQuality: .head, .equipment: .head,
        .psychologist: .psychologist, .other: .head,
    ])

    /// Whether the system hands over an appeal of this source by itself.
    public func distributes(_ source: AppealSource) -> Bool {
        switch source {
        case .phone: distributesPhone
        case .web: distributesWeb
        case .staff: distributesStaff
        }
    }

    /// The role that hands over the appeals of a source, by the regulation's paragraphs 3.1.1 and 3.1.2.
    public static func distributor(of source: AppealSource) -> Role {
        switch source {
        case .phone, .staff: .hotline
        case .web: .siteAdmin
        }
    }
}

/// Who was chosen for an appeal, and why.
public struct Choice: Hashable, Sendable {
    /// Why it was this one.
    public enum Reason: String, Hashable, Sendable, CaseIterable {
        /// Nobody else holds the role.
        case only
        /// Of those on duty they had the least to do.
        case leastLoaded
        /// Nobody was on duty; of those not absent they had the least to do.
        case nobodyOnDuty
        /// All who hold the role are absent; they stand in for one.
        case deputy
        /// All who hold the role are absent and nobody stands in: it went to the head.
        case head
        /// All are absent and nobody stands in: it went to one of them all the same, rather than to nobody.
        case allAbsent
        /// A person decided.
        case person

        /// The words of the staff.
        public var text: String {
            switch self {
            case .only: "единственный с этой ролью"
            case .leastLoaded: "на дежурстве, меньше всех открытых обращений"
            case .nobodyOnDuty: "на дежурстве никого, меньше всех открытых обращений"
            case .deputy: "замещает отсутствующего"
            case .head: "все отсутствуют, замещать некому: руководителю"
            case .allAbsent: "все отсутствуют, замещать некому"
            case .person: "назначил сотрудник"
            }
        }
    }

    /// The specialist.
    public var member: StaffMember
    /// Why.
    public var reason: Reason
}

extension Regulation {
    /// The member of the staff who gets an appeal of `route` now.
    ///
    /// Of those who hold the role and are not absent, those on duty; of these the one with the fewest open appeals, and of these
    /// the first named. Where all are absent, who stands in for one of them, then the head, but a psychologist's only for another
    /// psychologist. Who has no phone gets nothing while another who has one could.
    ///
    /// - Parameters:
    ///   - route: The appeal's subject.
    ///   - isPrivate: Whether the appeal is private, and so a psychologist's whatever its subject is.
    ///   - now: When; the school's clocks tell who is on duty.
    ///   - workload: Who is absent and who has how much to do.
    ///   - excluded: Who is not to get it.
    /// - Returns: The specialist, or `nil` where nobody is left.
    public func specialist(
        for route: AppealRoute,
        isPrivate: Bool = false,
        at now: Instant,
        given workload: Workload,
        except excluded: [String] = []
    ) -> Choice? {
        let isPrivate = isPrivate || route.isPrivate
        guard let role = isPrivate ? .psychologist : routing.roles[route] else { return nil }
        let holders = reachable(staff.filter { $0.roles.contains(role) && !excluded.contains($0.login) })
        let time = terms.zone.civilTime(at: now)
        let day = CalendarDay(time)
        let present = holders.filter { workload.absence(of: $0.login, on: day) == nil }
        if let only = present.first, holders.count == 1 { return Choice(member: only, reason: .only) }
        if let chosen = leastLoaded(present.filter { $0.isOnDuty(at: time) }, workload) {
            return Choice(member: chosen, reason: .leastLoaded)
        }
        if let chosen = leastLoaded(present, workload) { return Choice(member: chosen, reason: .nobodyOnDuty) }
        let deputies = holders.compactMap { deputy(of: $0, on: day, workload, excluded) }
            .filter { !isPrivate || $0.roles.contains(.psychologist) }
        if let chosen = leastLoaded(deputies, workload) { return Choice(member: chosen, reason: .deputy) }
        let heads = staff.filter {
            $0.roles.contains(.head) && !excluded.contains($0.login) && workload.absence(of: $0.login, on: day) == nil
        }
        if !isPrivate, let chosen = leastLoaded(heads, workload) { return Choice(member: chosen, reason: .head) }
        return leastLoaded(holders, workload).map { Choice(member: $0, reason: .allAbsent) }
    }

    /// Who stands in for somebody who is absent; where that one is absent too, who stands in for them, and never in a circle.
    func deputy(of member: StaffMember, on day: CalendarDay, _ workload: Workload, _ excluded: [String]) -> StaffMember?
    {
        var met: Set<String> = [member.login]
        var current = member
        while let absence = workload.absence(of: current.login, on: day) {
            guard let login = absence.deputy ?? current.deputy, met.insert(login).inserted,
                let next = staff.first(where: { $0.login == login })
            else { return nil }
            current = next
        }
        return excluded.contains(current.login) ? nil : current
    }

    private func reachable(_ members: [StaffMember]) -> [StaffMember] {
        let reachable = members.filter { $0.phone != nil }
        return reachable.isEmpty ? members : reachable
    }

    private func leastLoaded(_ members: [StaffMember], _ workload: Workload) -> StaffMember? {
        members.min { workload.openAppeals[$0.login, default: 0] < workload.openAppeals[$1.login, default: 0] }
    }
}
