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

    /// The same in lines no wider than the terminal.
    public static func lines(_ palette: Palette) -> [String] { lines.flatMap { palette.wrap($0, hanging: 2) } }

    /// Who somebody is and what they may do.
    public static func lines(_ identity: IdentityDocument, _ palette: Palette) -> [String] {
        let roles = identity.roles.map(\.title) + (identity.isOperator ? ["учётная запись службы"] : [])
        let who = "\(identity.name.onOneLine) (\(identity.login.onOneLine)): \(roles.joined(separator: ", "))"
        return palette.wrap(who, hanging: 2)
            + identity.rights.flatMap { palette.wrap("  может \($0.text)", hanging: 2) }
    }
}
