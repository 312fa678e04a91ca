internal import HotlineCore

/// Roles and what they allow, in the words of the staff.
public enum RightsText {
    /// Every role and its rights, from the one table there is.
    public static var lines: [String] {
        Role.allCases.flatMap { role in
            let rights = Right.allCases.filter(role.rights.contains)
            return ["\(role.rawValue) — \(role.title)"]
                + (rights.isEmpty ? ["  ничего: получает отчёты"] : rights.map { "  \($0.text)" })
        }
    }

    /// Who somebody is and what they may do.
    public static func lines(_ identity: IdentityDocument) -> [String] {
        let roles = identity.roles.map(\.title) + (identity.isOperator ? ["учётная запись службы"] : [])
        return ["\(identity.name.onOneLine) (\(identity.login.onOneLine)): \(roles.joined(separator: ", "))"]
            + identity.rights.map { "  может \($0.text)" }
    }
}
