public import HotlineCore

/// Finds the person behind an account.
public struct StaffRegister: Sendable {
    private let staff: [StaffMember]
    private let operators: Set<UInt32>

    /// Creates a register.
    ///
    /// - Parameters:
    ///   - staff: Everybody.
    ///   - serviceAccount: The number of the account the service runs under; it and root are operators.
    public init(staff: [StaffMember], serviceAccount: UInt32) {
        self.staff = staff
        operators = [0, serviceAccount]
    }

    /// The person behind an account, or `nil` where it is nobody's on the staff.
    public func person(for account: Account) -> Person? {
        let isOperator = operators.contains(account.uid)
        if let name = account.name, let member = staff.first(where: { $0.login == name }) {
            var person = Person(member)
            person.isOperator = isOperator
            return person
        }
        return isOperator ? Person(login: "\(account)", name: "\(account)", roles: [], isOperator: true) : nil
    }
}
