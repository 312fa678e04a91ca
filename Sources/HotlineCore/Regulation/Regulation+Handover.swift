extension Regulation {
    /// Hands a typed appeal to the specialist in charge, and tells both of it.
    ///
    /// - Parameters:
    ///   - appeal: The appeal.
    ///   - openAppeals: How many open appeals each login has.
    ///   - now: The time of the act.
    /// - Returns: The change, or `nil` where the appeal waits for a person: it has no route yet, was handed over already, its
    ///   source is not distributed by the system, or nobody holds the role.
    public func distribution(of appeal: Appeal, openAppeals: [String: Int], at now: Instant) -> AppealChange? {
        guard appeal.status == .received, let route = appeal.route, routing.distributes(appeal.source),
            let specialist = routing.specialist(for: route, among: staff, openAppeals: openAppeals)
        else { return nil }
        var after = appeal
        after.status = .distributed
        after.assignee = specialist.login
        after.distributedAt = now
        after.deadlines.take = now + terms.take
        let assigned = specialist.phone.map { phone in
            DraftMessage(kind: .assigned, recipient: phone, body: texts.text(.assigned, of: after))
        }
        let event = NewEvent(
            .distributed,
            by: .system,
            through: .system,
            detail: [NewEvent.Fact("route", route.rawValue), NewEvent.Fact("to", specialist.login)]
        )
        return AppealChange(
            appeal: after,
            events: [event],
            messages: (assigned.map { [$0] } ?? []) + registration(of: after)
        )
    }

    /// The text that tells the author the appeal was accepted, where one may be sent.
    ///
    /// The store keeps it once for each appeal, however often it is asked to.
    public func registration(of appeal: Appeal) -> [DraftMessage] {
        textToAuthor(appeal.isPrivate ? .private : .registered, of: appeal)
    }

    /// The text that tells the author of a call that broke off its number and that somebody calls back, where one may be sent.
    ///
    /// Of a private appeal it tells no more than that it was accepted. Where somebody is at work already, nobody needs it.
    public func wordOfDroppedCall(of appeal: Appeal) -> [DraftMessage] {
        switch appeal.status {
        case .received, .distributed: textToAuthor(appeal.isPrivate ? .private : .dropped, of: appeal)
        case .inProgress, .closed: []
        }
    }

    /// The texts that propose to the heads of the Service to announce an outage.
    ///
    /// - Parameters:
    ///   - type: What many call about.
    ///   - count: How many did.
    ///   - window: In what time.
    /// - Returns: One text for each head with a phone.
    public func outageProposals(_ type: AppealType, count: Int, within window: Duration) -> [DraftMessage] {
        staff.filter { $0.roles.contains(.head) }.compactMap(\.phone).map { phone in
            DraftMessage(
                kind: .outageProposed,
                recipient: phone,
                body: texts.outageProposal(type, count: count, within: window)
            )
        }
    }
}
