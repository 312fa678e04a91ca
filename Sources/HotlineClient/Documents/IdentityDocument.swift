public import HotlineCore
public import JSON

/// Who is asking, as `hotline whoami` tells it.
public struct IdentityDocument: Hashable, Sendable {
    /// The account.
    public var login: String
    /// The name.
    public var name: String
    /// The roles.
    public var roles: [Role]
    /// Whether it is the account the service runs under, or root.
    public var isOperator: Bool
    /// What all that allows, in the order of the table.
    public var rights: [Right]

    /// Tells who a person is.
    public init(_ person: Person) {
        login = person.login
        name = person.name
        roles = person.roles
        isOperator = person.isOperator
        let rights = person.rights
        self.rights = Right.allCases.filter(rights.contains)
    }

    fileprivate init(_ fields: inout JSONFields) throws {
        let login = fields.required("login", .string)
        let name = fields.required("name", .string)
        let roles = fields.required("roles", .array(of: .oneOf(Role.self)))
        let isOperator = fields.required("operator", .bool)
        let rights = fields.required("rights", .array(of: .oneOf(Right.self)))
        self.login = try login.get()
        self.name = try name.get()
        self.roles = try roles.get()
        self.isOperator = try isOperator.get()
        self.rights = try rights.get()
    }

    /// The document as JSON.
    public var json: JSON {
        [
            "login": .string(login),
            "name": .string(name),
            "roles": .array(roles.map { .string($0.rawValue) }),
            "operator": .bool(isOperator),
            "rights": .array(rights.map { .string($0.rawValue) }),
        ]
    }
}

extension JSONShape where Value == IdentityDocument {
    static var identityDocument: JSONShape { .object { fields in try IdentityDocument(&fields) } }
}
