/// What people do with an appeal.
public enum AppealMove: String, Hashable, Sendable, CaseIterable {
    /// Fields of its form are filled.
    case complete
    /// It is handed to a specialist by a person.
    case assign
    /// A specialist takes it.
    case take
    /// The specialist gives it back.
    case handBack
    /// It gets its result.
    case close
    /// It is opened again.
    case reopen
    /// More time is asked for.
    case extend
    /// More time is granted or refused.
    case decideExtension
    /// It is closed as none at all.
    case mark
    /// A note is written.
    case note
    /// It is said to have to do with another one.
    case link
    /// It is closed as a repeat of another one.
    case merge
    /// The author is called with the result.
    case callBack
    /// The author is rung through the exchange.
    case callAuthor
    /// Names, numbers and words are taken out.
    case anonymise
}

/// When a move is allowed, and to whom.
public struct MoveRule: Hashable, Sendable {
    /// What one must be to the appeal.
    public enum Standing: String, Hashable, Sendable, CaseIterable {
        /// Nothing but the right.
        case anybody
        /// One who may see who and what.
        case reader
        /// One who hands over appeals from where it came, or acts for others.
        case distributor
        /// Its holder, one of its role, its distributor while it has no subject, or one who acts for others.
        case inCharge
        /// Its holder, or one who acts for others.
        case holder
        /// Its holder, or one in charge while it has none.
        case closer
    }

    /// The statuses it is allowed in.
    public var from: Set<AppealStatus>
    /// The right it takes.
    public var right: Right
    /// What one must be to the appeal.
    public var standing: Standing
    /// Whether its author may do it too.
    public var isForAuthor = false
}

extension AppealMove {
    /// When it is allowed, and to whom: the one table there is.
    public var rule: MoveRule {
        let open: Set<AppealStatus> = [.received, .distributed, .inProgress]
        let held: Set<AppealStatus> = [.distributed, .inProgress]
        return switch self {
        case .complete: MoveRule(from: open, right: .complete, standing: .reader)
        case .assign: MoveRule(from: open, right: .assign, standing: .distributor)
        case .take: MoveRule(from: open, right: .take, standing: .inCharge)
        case .handBack: MoveRule(from: held, right: .handBack, standing: .holder)
        case .close: MoveRule(from: open, right: .close, standing: .closer)
        case .reopen: MoveRule(from: [.closed], right: .reopen, standing: .inCharge, isForAuthor: true)
        case .extend: MoveRule(from: held, right: .extend, standing: .holder)
        case .decideExtension: MoveRule(from: held, right: .decideExtension, standing: .anybody)
        case .mark: MoveRule(from: open, right: .mark, standing: .reader)
        case .note: MoveRule(from: Set(AppealStatus.allCases), right: .note, standing: .reader)
        case .link: MoveRule(from: Set(AppealStatus.allCases), right: .link, standing: .reader)
        case .merge: MoveRule(from: open, right: .link, standing: .reader)
        case .callBack: MoveRule(from: [.closed], right: .close, standing: .holder)
        case .callAuthor: MoveRule(from: Set(AppealStatus.allCases), right: .callAuthor, standing: .reader)
        case .anonymise: MoveRule(from: [.closed], right: .anonymise, standing: .anybody)
        }
    }

    /// The words for it.
    public var text: String {
        switch self {
        case .complete: "дополнить"
        case .assign: "назначить"
        case .take: "взять"
        case .handBack: "вернуть"
        case .close: "закрыть"
        case .reopen: "открыть снова"
        case .extend: "продлить"
        case .decideExtension: "решить о продлении"
        case .mark: "пометить"
        case .note: "записать заметку"
        case .link: "связать"
        case .merge: "объединить"
        case .callBack: "отметить звонок автору"
        case .callAuthor: "позвонить автору"
        case .anonymise: "обезличить"
        }
    }
}

extension Regulation {
    /// Refuses a move that the table does not allow.
    ///
    /// - Throws: ``AppealFault``, which says whether it is the role, the status or somebody else's appeal.
    public func check(_ move: AppealMove, of appeal: Appeal, by person: Person) throws(AppealFault) {
        let rule = move.rule
        guard person.rights.contains(rule.right) else { throw AppealFault.notAllowed(rule.right) }
        try check(rule.from, move, of: appeal)
        guard stands(rule.standing, person, to: appeal) else { throw AppealFault.withAnother(appeal.number) }
    }

    /// Refuses a move that the appeal's status does not allow.
    func check(_ from: Set<AppealStatus>, _ move: AppealMove, of appeal: Appeal) throws(AppealFault) {
        guard from.contains(appeal.status) else {
            throw appeal.status == .closed
                ? AppealFault.closed(appeal.number) : AppealFault.wrongStatus(appeal.number, move, appeal.status)
        }
        switch move {
        case .complete, .assign, .take, .handBack, .close, .reopen, .extend, .decideExtension, .mark, .note, .link,
            .merge,
            .callBack, .callAuthor:
            guard appeal.anonymisedAt == nil else { throw AppealFault.anonymised(appeal.number) }
        case .anonymise: break
        }
    }

    private func stands(_ standing: MoveRule.Standing, _ person: Person, to appeal: Appeal) -> Bool {
        switch standing {
        case .anybody: true
        case .reader: person.maySeeContent(of: appeal)
        case .distributor:
            person.roles.contains(Routing.distributor(of: appeal.source)) || person.rights.contains(.actForOthers)
        case .inCharge: isInCharge(person, of: appeal)
        case .holder: holds(person, appeal)
        case .closer: holds(person, appeal) || (appeal.assignee == nil && isInCharge(person, of: appeal))
        }
    }

    private func holds(_ person: Person, _ appeal: Appeal) -> Bool {
        appeal.assignee == person.login || (person.rights.contains(.actForOthers) && !appeal.isPrivate)
    }

    /// Whether the appeal is this person's to take: theirs, their role's, an untyped one of the distributor's, or they act for others.
    ///
    /// A private one is a psychologist's, whatever its subject was changed to.
    private func isInCharge(_ person: Person, of appeal: Appeal) -> Bool {
        if appeal.isPrivate { return person.roles.contains(.psychologist) }
        if appeal.assignee == person.login { return true }
        let isDeputy = member(appeal.assignee)?.deputy == person.login
        if isDeputy, appeal.status == .distributed { return true }
        if let route = appeal.route, let role = routing.roles[route], person.roles.contains(role) { return true }
        if person.rights.contains(.actForOthers) { return true }
        return appeal.route == nil && person.roles.contains(Routing.distributor(of: appeal.source))
    }
}
