internal import JSON

extension JSONShape where Value == StaffMember {
    static var staffMember: JSONShape {
        .object { fields in
            let login = fields.required(
                "login",
                JSONShape<String>.string.parsed(as: "the name of an account: letters, digits, \"-\", \"_\", \".\"") {
                    text in
                    let isLogin = text.utf8.allSatisfy {
                        (0x61...0x7A).contains($0) || (0x41...0x5A).contains($0) || (0x30...0x39).contains($0)
                            || [0x2D, 0x2E, 0x5F].contains($0)
                    }
                    return isLogin && (1...32).contains(text.utf8.count) ? text : nil
                }
            )
            let name = fields.required("name", .nonEmptyString)
            let roles = fields.required("roles", .array(of: .oneOf(Role.self)))
            let phone = fields.optional("phone", .phoneNumber)
            let email = fields.optional("email", .emailAddress)
            let duty = fields.optional("duty", .dutyHours)
            let deputy = fields.optional("deputy", .nonEmptyString)
            let transliterate = fields.optional("transliterate", .bool, default: false)
            if roles.value?.isEmpty == true { fields.fault("must name at least one role", at: "roles") }
            return try StaffMember(
                login: login.get(),
                name: name.get(),
                roles: roles.get(),
                phone: phone.get(),
                email: email.get(),
                duty: duty.get(),
                deputy: deputy.get(),
                transliterates: transliterate.get()
            )
        }
    }
}

extension AppealRoute {
    /// The roles that can be in charge of it: whoever works on appeals, and of what is private a psychologist alone, because
    /// nobody else may see it.
    var possibleRoles: [Role] { isPrivate ? [.psychologist] : Role.allCases.filter { $0 != .director } }
}

extension JSONShape where Value == Role {
    fileprivate static func roleInCharge(of route: AppealRoute) -> JSONShape {
        let roles = route.possibleRoles
        let names = roles.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
        return JSONShape.oneOf(Role.self).converted { role in
            guard roles.contains(role) else { throw JSONMismatch("must be one of \(names)") }
            return role
        }
    }
}

extension JSONShape where Value == Routing {
    static var routing: JSONShape {
        .object { fields in
            var roles: [AppealRoute: JSONField<Role>] = [:]
            for route in AppealRoute.allCases {
                let standard = Routing.regulation.roles[route] ?? .head
                roles[route] = fields.optional(route.rawValue, .roleInCharge(of: route), default: standard)
            }
            let auto = fields.optional("autoDistribute", .autoDistribute, default: AutoDistribute())
            let switches = try auto.get()
            return try Routing(
                roles: roles.mapValues { try $0.get() },
                distributesPhone: switches.phone,
                distributesWeb: switches.web,
                distributesStaff: switches.staff
            )
        }
    }
}

/// `routing.autoDistribute`: which appeals the system hands over by itself.
struct AutoDistribute: Hashable, Sendable {
    var phone = true
    var web = false
    var staff = true
}

extension JSONShape where Value == AutoDistribute {
    static var autoDistribute: JSONShape {
        .object { fields in
            let phone = fields.optional("phone", .bool, default: true)
            let web = fields.optional("web", .bool, default: false)
            let staff = fields.optional("staff", .bool, default: true)
            return try AutoDistribute(phone: phone.get(), web: web.get(), staff: staff.get())
        }
    }
}
