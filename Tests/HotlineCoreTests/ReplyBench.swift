import HotlineCore
import HotlineTesting
import Testing

/// A regulation, appeals, and texts that come in about them.
struct ReplyBench {
    static let technician = Fixtures.mobile(5)
    static let head = Fixtures.mobile(1)
    static let author = Fixtures.mobile()

    var regulation = Fixtures.regulation()
    var now = Fixtures.now + .seconds(300)
    var correspondent = Correspondent()
    var codes: [AppealNumber: CloseCode] = [:]
    var appeals: [Appeal] = []

    /// An appeal that is with the technician.
    func distributed(_ number: Int64 = 1042, route: AppealRoute = .technical, consent: Bool? = true) throws -> Appeal {
        let appeal = Fixtures.appeal(number, type: route.type, route: route, consent: consent)
        return try #require(regulation.distribution(of: appeal, given: Workload(), at: Fixtures.now)).appeal
    }

    /// The same, taken.
    func taken(_ number: Int64 = 1042) throws -> Appeal {
        try regulation.taking(
            distributed(number),
            by: Fixtures.person(.technician),
            through: .cli,
            at: Fixtures.now + .seconds(60)
        ).appeal
    }

    /// The same, closed.
    func closed(_ number: Int64 = 1042) throws -> Appeal {
        try regulation.closing(
            taken(number),
            result: "Готово.",
            by: Fixtures.person(.technician),
            through: .cli,
            at: Fixtures.now + .seconds(120)
        ).appeal
    }

    /// What a text from a telephone would meet in the store.
    func context(of command: IncomingCommand, from phone: PhoneNumber) -> ReplyContext {
        let member = regulation.staff.first { $0.phone == phone }
        var context = ReplyContext(now: now, sender: phone, member: member, correspondent: correspondent)
        context.held = appeals.filter { member != nil && $0.assignee == member?.login && $0.status != .closed }
        context.authored = appeals.filter { $0.form.phone == phone }
        context.closeCodes = codes
        if member.map({ Person($0).rights.contains(.decideExtension) }) == true {
            context.asking = appeals.filter { $0.extensionRequest != nil }
        }
        let number: AppealNumber? =
            switch command {
            case .act(let reply): reply.number
            case .status(let number): number
            case .stop, .start, .words: nil
            }
        context.named = appeals.first { $0.number == number }
        context.resultOf = appeals.first { $0.number == correspondent.resultFor }
        return context
    }

    /// Takes in a text; what it changes is kept.
    mutating func receive(_ text: String, from phone: PhoneNumber = technician) -> ReplyDecision {
        let command = IncomingCommand(reading: text)
        let decision = regulation.deciding(command, in: context(of: command, from: phone))
        correspondent = decision.correspondent
        if let change = decision.change, let place = appeals.firstIndex(where: { $0.number == change.appeal.number }) {
            appeals[place] = change.appeal
        }
        if let code = decision.closeCode, let number = decision.appeal { codes[number] = code }
        return decision
    }
}
