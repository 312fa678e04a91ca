/// Who gets an appeal.
public struct Routing: Hashable, Sendable {
    /// The role in charge of each route.
    public var roles: [AppealRoute: Role]
    /// Whether a typed phone appeal is handed over by the system at once.
    public var distributesPhone: Bool
    /// Whether a web appeal is.
    public var distributesWeb: Bool

    /// Creates the table.
    public init(roles: [AppealRoute: Role], distributesPhone: Bool = true, distributesWeb: Bool = false) {
        self.roles = roles
        self.distributesPhone = distributesPhone
        self.distributesWeb = distributesWeb
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
        case .staff: true
        }
    }

    /// The member of the staff who gets an appeal of `route`: of those in charge the one with the fewest open appeals, and of
    /// those the first named.
    ///
    /// - Parameters:
    ///   - route: The appeal's subject.
    ///   - staff: Everybody.
    ///   - openAppeals: How many appeals each login has open; a login that is not named has none.
    /// - Returns: The specialist, or `nil` where nobody holds the role.
    public func specialist(
        for route: AppealRoute,
        among staff: [StaffMember],
        openAppeals: [String: Int]
    ) -> StaffMember? {
        guard let role = roles[route] else { return nil }
        let candidates = staff.filter { $0.roles.contains(role) }
        let reachable = candidates.filter { $0.phone != nil }
        return (reachable.isEmpty ? candidates : reachable).min {
            openAppeals[$0.login, default: 0] < openAppeals[$1.login, default: 0]
        }
    }
}
