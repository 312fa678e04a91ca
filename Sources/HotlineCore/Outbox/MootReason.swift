/// Why a text that waits is not sent any more.
public enum MootReason: String, Hashable, Sendable, CaseIterable {
    /// Its lifetime is over.
    case expired
    /// What it asks for is done.
    case done
    /// The appeal is with somebody else.
    case moved
    /// The appeal is closed.
    case closed
    /// The appeal is open again, so that this is no result.
    case reopened
    /// The author wants no texts, or none at this number.
    case unwanted
    /// What is personal in the appeal is taken out.
    case anonymised
    /// Another text says the same, and more.
    case bundled
}

extension Regulation {
    /// Why a text is not worth sending any more.
    ///
    /// - Parameters:
    ///   - kind: Which text it is.
    ///   - recipient: Where it goes.
    ///   - appeal: The appeal as it is.
    ///   - writtenAt: When it was written.
    ///   - now: When.
    /// - Returns: Why; `nil` where it is still worth it.
    public func moot(
        _ kind: MessageKind,
        to recipient: PhoneNumber,
        of appeal: Appeal,
        writtenAt: Instant,
        at now: Instant
    ) -> MootReason? {
        if appeal.anonymisedAt != nil { return .anonymised }
        if kind.isForAuthor, appeal.form.phone != recipient || !mayText(authorOf: appeal) { return .unwanted }
        let isClosed = appeal.status == .closed
        let holder = member(appeal.assignee)?.phone
        // Handed to somebody since it was written.
        let isMoved = appeal.deadlines.take.map { $0.from > writtenAt } ?? false
        switch kind {
        case .registered, .private, .taken, .extended: return isClosed ? .closed : nil
        case .closeSoon, .late, .reopened: return isClosed ? .closed : isMoved ? .moved : nil
        case .dropped: return appeal.status == .inProgress ? .done : isClosed ? .closed : nil
        case .closed:
            guard isClosed else { return .reopened }
            return appeal.closedAt.map { $0 > writtenAt } == true ? .reopened : nil
        case .assigned, .reminder:
            switch appeal.status {
            case .distributed: return isMoved || (kind == .assigned && holder != recipient) ? .moved : nil
            case .inProgress: return .done
            case .received: return .moved
            case .closed: return .closed
            }
        case .standIn, .unreached:
            switch appeal.status {
            case .distributed: return nil
            case .inProgress: return .done
            case .received: return .moved
            case .closed: return .closed
            }
        case .distributeSoon, .handedBack: return isClosed ? .closed : appeal.status == .received ? nil : .done
        case .overdue, .stillOverdue:
            let isOver = appeal.runningSteps.contains { step in appeal.deadlines[step].map { $0.due <= now } ?? false }
            return isOver ? nil : isClosed ? .closed : .done
        case .extensionAsked: return isClosed ? .closed : appeal.extensionRequest == nil ? .done : nil
        case .extensionGranted, .extensionRefused: return isClosed ? .closed : holder == recipient ? nil : .moved
        case .callAuthor: return isClosed && appeal.toldAt == nil ? nil : .done
        case .callTomorrow: return isClosed && (appeal.delivery != .callback || appeal.toldAt != nil) ? .done : nil
        case .outageProposed, .timersLate, .bundle, .acknowledged, .alreadyTaken, .resultAsked, .assigneeAsked, .noted,
            .refused, .details, .standing, .help, .authorHelp, .resumed:
            return nil
        }
    }
}
