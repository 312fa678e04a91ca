/// Who is asking, once the machine has said which account it is.
public struct Person: Hashable, Sendable {
    /// The account.
    public var login: String
    /// The name.
    public var name: String
    /// The roles, with those of whom they stand in for; empty for the account the service itself runs under.
    public var roles: [Role]
    /// Whether it is the account the service runs under, or root: it can read the files anyway.
    public var isOperator: Bool
    /// The token that says who it is, of a machine elsewhere; `nil` where this machine says it.
    public var token: Identifier<StaffToken>?

    /// Creates a person.
    public init(login: String, name: String, roles: [Role], isOperator: Bool = false) {
        self.login = login
        self.name = name
        self.roles = roles
        self.isOperator = isOperator
    }

    /// Creates the person that a member of the staff is.
    ///
    /// - Parameters:
    ///   - member: The member.
    ///   - token: The token that says so; `nil` where this machine does.
    public init(_ member: StaffMember, token: Identifier<StaffToken>? = nil) {
        self.init(login: member.login, name: member.name, roles: member.roles)
        self.token = token
    }

    /// What this person may do.
    public var rights: Set<Right> {
        roles.reduce(into: isOperator ? Role.head.rights : []) { $0.formUnion($1.rights) }
    }

    /// Whether this person may do something.
    public func may(_ right: Right) -> Bool {
        (isOperator && Role.head.rights.contains(right)) || roles.contains { $0.rights.contains(right) }
    }

    /// Who stands in the log of events.
    public var actor: Actor { Actor(login, token: token) }

    /// Whether this person may see the appeal at all: theirs, a private one as a psychologist, or any as one who sees all.
    public func maySee(_ appeal: Appeal) -> Bool {
        if may(.seeAll) { return true }
        let isTheirs = appeal.assignee == login || (appeal.isPrivate && roles.contains(.psychologist))
        return isTheirs && may(.seeOwn)
    }

    /// Whether this person may see who and what, not only times and status.
    public func maySeeContent(of appeal: Appeal) -> Bool {
        maySee(appeal) && (!appeal.isPrivate || roles.contains(.psychologist))
    }
}
