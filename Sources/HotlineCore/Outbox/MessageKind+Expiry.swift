extension MessageKind {
    /// When a text is of no use any more: its lifetime is what is left of the term it speaks of.
    ///
    /// - Parameters:
    ///   - appeal: The appeal it tells of; `nil` where it tells of none.
    ///   - now: When it is written.
    /// - Returns: The time, or `nil` where it is of use however late it comes.
    public func expiry(of appeal: Appeal?, at now: Instant) -> Instant? {
        let day = now + .seconds(86_400)
        guard let appeal else { return now + .seconds(3600) }
        // A term that is over already leaves the text a day: what it tells is still true.
        let close = max(appeal.deadlines.close.due, day)
        let take = (appeal.deadlines.take ?? appeal.deadlines.distribute).due
        switch self {
        case .assigned, .reminder, .standIn: return take > now ? take : day
        case .distributeSoon, .handedBack:
            let due = appeal.deadlines.distribute.due
            return due > now ? due : day
        case .closeSoon:
            let due = appeal.deadlines.close.due
            return due > now ? due : day
        case .dropped, .private: return max(take, now + .seconds(3600))
        case .registered, .taken, .extended, .reopened, .extensionAsked, .extensionGranted, .extensionRefused:
            return close
        // It is written a day before it is sent.
        case .callTomorrow: return day + .seconds(86_400)
        case .late, .overdue, .unreached, .timersLate, .bundle: return day
        case .stillOverdue: return now + .seconds(43_200)
        case .outageProposed, .acknowledged, .alreadyTaken, .resultAsked, .assigneeAsked, .noted, .refused, .details,
            .standing, .help, .authorHelp, .resumed:
            return now + .seconds(3600)
        case .closed, .callAuthor: return nil
        }
    }
}
