/// Somebody of the Service, as the settings name them.
public struct StaffMember: Hashable, Sendable {
    /// The account on the machine the service runs on.
    public var login: String
    /// The name as it stands in lists.
    public var name: String
    /// What they are.
    public var roles: [Role]
    /// Where their texts go.
    public var phone: PhoneNumber?
    /// Where their mail goes.
    public var email: String?

    /// Creates a member.
    public init(login: String, name: String, roles: [Role], phone: PhoneNumber? = nil, email: String? = nil) {
        self.login = login
        self.name = name
        self.roles = roles
        self.phone = phone
        self.email = email
    }
}
