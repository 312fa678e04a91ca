internal import GRDB
public import HotlineCore

extension Store {
    /// Does what a member of the staff wants done with an appeal.
    ///
    /// - Parameters:
    ///   - act: What.
    ///   - number: The appeal.
    ///   - person: Who, with the rights of whom they stand in for while those are absent.
    ///   - channel: Through what.
    ///   - key: What the request is known by; one that comes twice is obeyed once.
    ///   - now: When.
    ///   - regulation: The rules.
    /// - Returns: The appeal afterwards.
    /// - Throws: ``StoreError/refused(_:)`` where the rules say no.
    public func perform(
        _ act: AppealAct,
        on number: AppealNumber,
        by person: Person,
        through channel: EventChannel,
        key: String? = nil,
        at now: Instant,
        under regulation: Regulation
    ) async throws(StoreError) -> Appeal {
        let request = key.map { StaffRequest(key: $0, by: person, asking: act.content(on: number)) }
        switch act {
        case .link(let other):
            return try await change(number, and: other, request: request, at: now) { appeal, other in
                try regulation.linking(appeal, with: other, by: person, through: channel, at: now)
            }
        case .merge(let other):
            return try await change(number, and: other, request: request, at: now) { appeal, other in
                try regulation.merging(appeal, into: other, by: person, through: channel, at: now)
            }
        case .anonymise:
            guard person.rights.contains(AppealMove.anonymise.rule.right) else {
                throw StoreError.refused(.notAllowed(AppealMove.anonymise.rule.right))
            }
            return try await anonymise(
                number,
                by: person.actor,
                through: channel,
                request: request,
                at: now,
                under: regulation
            )
        case .take, .close, .assign, .handBack, .reopen, .extend, .approve, .refuse, .mark, .note, .callBack:
            return try await change(number, request: request, at: now) { appeal, workload in
                let deputy = regulation.standingIn(person, given: workload, at: now)
                return try regulation.acting(act, on: appeal, by: deputy, given: workload, through: channel, at: now)
            }
        }
    }
}

extension Regulation {
    /// The change one act makes of one appeal.
    fileprivate func acting(
        _ act: AppealAct,
        on appeal: Appeal,
        by person: Person,
        given workload: Workload,
        through channel: EventChannel,
        at now: Instant
    ) throws(AppealFault) -> AppealChange {
        switch act {
        case .take: try taking(appeal, by: person, through: channel, at: now)
        case .close(let result): try closing(appeal, result: result, by: person, through: channel, at: now)
        case .assign(let login): try assigning(appeal, to: login, by: person, through: channel, at: now)
        case .handBack(let reason):
            try handingBack(appeal, because: reason, by: person, given: workload, through: channel, at: now)
        case .reopen(let reason):
            try reopening(appeal, because: reason, by: person, given: workload, through: channel, at: now)
        case .extend(let more, let reason):
            try askingForTime(
                appeal,
                more: more,
                because: reason,
                by: person,
                given: workload,
                through: channel,
                at: now
            )
        case .approve, .refuse:
            try decidingOnTime(appeal, isGranted: act == .approve, by: person, through: channel, at: now)
        case .mark(let mark): try marking(appeal, as: mark, by: person, through: channel, at: now)
        case .note(let text): try noting(appeal, text, by: person, through: channel, at: now)
        case .callBack(let outcome): try callingBack(appeal, outcome, by: person, through: channel, at: now)
        case .link, .merge, .anonymise: AppealChange(appeal: appeal, events: [])
        }
    }
}

extension AppealAct {
    /// What is wanted, with all that it takes.
    fileprivate func content(on number: AppealNumber) -> String {
        let content =
            switch self {
            case .take, .approve, .refuse, .anonymise: ""
            case .close(let words), .handBack(let words), .note(let words): words
            case .reopen(let words): words ?? ""
            case .assign(let login): login
            case .extend(let more, let reason): "\(more.setting) \(reason)"
            case .mark(let mark): mark.rawValue
            case .link(let other), .merge(let other): "\(other)"
            case .callBack(let outcome): outcome.rawValue
            }
        return "\(number)\n\(name.rawValue)\n\(content)"
    }
}
