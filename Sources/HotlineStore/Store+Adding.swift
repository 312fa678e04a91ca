internal import GRDB
public import HotlineCore

/// An appeal that a member of the staff typed in, and others that its author has open.
public struct AddedAppeal: Hashable, Sendable {
    /// The appeal.
    public var appeal: Appeal
    /// Other open appeals with the same telephone, oldest first.
    public var others: [AppealNumber]
}

extension Store {
    /// Makes an appeal of what somebody told a member of the staff, with the fields of its form.
    ///
    /// - Parameters:
    ///   - changes: The fields.
    ///   - consent: What the author says to text messages; `nil` where they were not asked.
    ///   - person: Who types.
    ///   - request: The request it comes from; one that comes twice makes one appeal.
    ///   - now: When; the terms begin.
    ///   - regulation: The rules.
    /// - Returns: The appeal.
    /// - Throws: ``StoreError/refused(_:)`` where the rules say no.
    public func add(
        _ changes: FormChanges,
        consent: Bool?,
        by person: Person,
        request: StaffRequest?,
        at now: Instant,
        under regulation: Regulation
    ) async throws(StoreError) -> AddedAppeal {
        try await write { db in
            if let request, let subject = try db.obeyed(request) {
                guard let number = subject, let appeal = try db.appeal(AppealNumber(number)) else {
                    throw AppealFault.requestReused
                }
                return AddedAppeal(appeal: appeal, others: try db.otherOpenAppeals(of: appeal))
            }
            let deputy = regulation.standingIn(person, given: try db.workload(at: now), at: now)
            let appeal = try db.add(changes, consent: consent, by: deputy, at: now, under: regulation)
            if let request { try db.note(request, about: appeal.number.value, at: now) }
            return AddedAppeal(appeal: appeal, others: try db.otherOpenAppeals(of: appeal))
        }
    }
}

extension Database {
    fileprivate func add(
        _ changes: FormChanges,
        consent: Bool?,
        by person: Person,
        at now: Instant,
        under regulation: Regulation
    ) throws -> Appeal {
        guard person.rights.contains(.add) else { throw AppealFault.notAllowed(.add) }
        guard consent == nil || changes.form.phone != nil else { throw AppealFault.consentWithoutPhone }
        let new = NewAppeal(
            at: now,
            terms: regulation.terms,
            source: .staff,
            event: NewEvent(.received, by: person.actor, through: .cli)
        )
        let appeal = try makeAppeal(new, for: nil)
        var change = try regulation.completing(
            appeal,
            with: changes,
            by: person,
            given: workload(at: now),
            through: .cli,
            at: now
        )
        if let phone = changes.form.phone {
            change.appeal.consent = try consent ?? knownConsent(of: phone)
            if let consent {
                try run(
                    "INSERT INTO consent (phone, isGiven, at, channel) VALUES (?, ?, ?, 'cli')",
                    [phone.e164, consent, now.milliseconds]
                )
                change.events.append(
                    NewEvent(
                        .consent,
                        by: person.actor,
                        through: .cli,
                        detail: [NewEvent.Fact("given", consent ? "yes" : "no")]
                    )
                )
            }
        }
        let added = try apply(change, at: now)
        try leave(.register, for: added.number)
        return added
    }

    fileprivate func otherOpenAppeals(of appeal: Appeal) throws -> [AppealNumber] {
        guard let phone = appeal.form.phone else { return [] }
        return try rows(
            """
            SELECT number FROM appeal INDEXED BY appeal_phone
            WHERE phone = ? AND status <> 'closed' AND phone IS NOT NULL AND number <> ? AND isPrivate = 0
            ORDER BY number LIMIT 20
            """,
            [phone.e164, appeal.number.value]
        ).map { AppealNumber($0["number"]) }
    }
}
