/// New values for fields of Form 2; `nil` leaves a field as it is.
public struct FormChanges: Hashable, Sendable {
    /// The fields but for the type.
    public var form: AppealForm
    /// The form's type.
    public var type: AppealType?
    /// The subject, which «иные вопросы» needs beside the type.
    public var route: AppealRoute?

    /// Creates changes.
    public init(form: AppealForm = AppealForm(), type: AppealType? = nil, route: AppealRoute? = nil) {
        self.form = form
        self.type = type
        self.route = route
    }

    /// The fields that get a value.
    public var fields: [FormField] {
        let hasType = type != nil || route != nil
        return FormField.allCases.filter { $0 == .type ? hasType : FormField.filled(in: form).contains($0) }
    }
}

extension Regulation {
    /// Fills fields of an appeal's form.
    ///
    /// A new phone number takes the consent with it only where it is the same number: nobody agrees for another's phone. What
    /// becomes private while somebody has it who is no psychologist goes to one at once, or waits for one.
    ///
    /// - Throws: ``AppealFault`` where the table does not allow it.
    public func completing(
        _ appeal: Appeal,
        with changes: FormChanges,
        by person: Person,
        given workload: Workload,
        through channel: EventChannel,
        at now: Instant
    ) throws(AppealFault) -> AppealChange {
        try check(.complete, of: appeal, by: person)
        guard !changes.fields.isEmpty else { return AppealChange(appeal: appeal, events: []) }
        let (after, events) = filled(appeal, with: changes, by: person.actor, through: channel)
        var completed = after
        for event in events { completed.apply(event, at: now) }
        guard completed.isPrivate, let holder = completed.assignee,
            member(holder)?.roles.contains(.psychologist) != true
        else { return change(after, events, at: now) }
        if let choice = specialist(for: .psychologist, at: now, given: workload) {
            return handedOver(after, events, to: choice, by: person.actor, through: channel, at: now)
        }
        return takenBack(after, events, by: person.actor, given: workload, through: channel, at: now)
    }

    /// Fills a new appeal with what its author wrote in Form 1.
    ///
    /// - Parameters:
    ///   - appeal: The appeal, as it was just made.
    ///   - changes: What they wrote.
    ///   - consent: Whether they agree to texts.
    ///   - now: When.
    /// - Returns: The change.
    public func written(_ appeal: Appeal, with changes: FormChanges, consent: Bool?, at now: Instant) -> AppealChange {
        var (after, events) = filled(appeal, with: changes, by: .author, through: .web)
        after.consent = consent
        if let consent {
            let given = NewEvent.Fact("given", consent ? "yes" : "no")
            events.append(NewEvent(.consent, by: .author, through: .web, detail: [given]))
        }
        return change(after, events, at: now)
    }

    /// The fields of an appeal with changes in them, and the events that tells.
    private func filled(
        _ appeal: Appeal,
        with changes: FormChanges,
        by actor: Actor,
        through channel: EventChannel
    ) -> (Appeal, [NewEvent]) {
        var after = appeal
        after.form.fullName = changes.form.fullName ?? appeal.form.fullName
        after.form.role = changes.form.role ?? appeal.form.role
        after.form.className = changes.form.className ?? appeal.form.className
        after.form.description = changes.form.description ?? appeal.form.description
        after.form.email = changes.form.email ?? appeal.form.email
        if let phone = changes.form.phone, phone != appeal.form.phone {
            after.form.phone = phone
            after.consent = nil
        }
        var events: [NewEvent] = []
        if let type = changes.type ?? appeal.type ?? changes.route?.type, changes.type != nil || changes.route != nil {
            let route = changes.route ?? type.route ?? .other
            events.append(.typed(type, route, by: actor, through: channel))
        }
        let fields = changes.fields.map(\.rawValue).joined(separator: " ")
        events.append(
            NewEvent(.completed, by: actor, through: channel, detail: [NewEvent.Fact("fields", fields)])
        )
        return (after, events)
    }
}

extension NewEvent {
    /// The event that an appeal's type and route became known.
    public static func typed(
        _ type: AppealType,
        _ route: AppealRoute?,
        by actor: Actor,
        through channel: EventChannel
    ) -> NewEvent {
        NewEvent(
            .typed,
            by: actor,
            through: channel,
            detail: [Fact("type", type.rawValue)] + (route.map { [Fact("route", $0.rawValue)] } ?? [])
        )
    }
}
