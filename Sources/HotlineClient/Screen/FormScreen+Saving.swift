internal import HotlineCore

extension FormScreen {
    /// Whether «иные вопросы» was chosen and what it is about was not.
    var lacksSubject: Bool { drafts[.type].flatMap { AppealType(typed: $0) } == .other && drafts[.route] == nil }

    /// What can be saved now.
    private var ripe: [FormInput.Field: String] {
        drafts.filter { field, text in
            guard conflicts[field] == nil, !refused.contains(field) else { return false }
            switch field {
            // Once it is private only a psychologist may fill it: the rest comes before.
            case .type: return !lacksSubject && (AppealType(typed: text) != .psychologist || isLeaving)
            case .route: return type == .other
            default: return true
            }
        }
    }

    /// The type that waits for the rest of the form.
    var heldType: AppealType? {
        drafts[.type].flatMap { AppealType(typed: $0) }.flatMap { $0 == .psychologist ? $0 : nil }
    }

    /// Saves what can be saved; ends where that was all and somebody wants to leave.
    mutating func goOn() -> [Order] {
        guard sent.isEmpty, !isReloading, !isOffline else { return [] }
        var ripe = unanswered.isEmpty ? ripe : unanswered
        // The private type goes alone and last, so that what else was typed is kept whatever comes of it.
        if heldType != nil, ripe.count > 1, seen != nil { ripe[.type] = nil }
        guard !ripe.isEmpty else { return isLeaving ? [.leave] : [] }
        sent = ripe
        var input = FormInput()
        for (field, text) in ripe { input[field] = FormQuestion(field).input(text) }
        return [.save(input, seen: seen?.version)]
    }

    /// What was sent is kept.
    mutating func take(_ fresh: SeenAppeal) -> [Order] {
        let ours = sent
        for (field, text) in sent where drafts[field] == text { drafts[field] = nil }
        (sent, unanswered) = ([:], [:])
        return merge(fresh, besides: ours) + goOn()
    }

    /// What was sent is not kept, for the service says no.
    mutating func take(_ fault: FaultDocument) -> [Order] {
        let fields = Set(sent.keys)
        (sent, unanswered) = ([:], [:])
        switch fault.code {
        case .changedMeanwhile:
            isReloading = true
            return [.load(.masked)]
        case .unavailable:
            return handle(.lost(fault.message))
        default:
            isLeaving = false
            let faulted = Set(fault.fields.map(\.field)).intersection(fields)
            refused.formUnion(faulted.isEmpty ? fields : faulted)
            let words = fault.fields.isEmpty ? fault.message : fault.fields.map(\.message).joined(separator: "; ")
            if editor.text.trimmed == (text(of: chosen) ?? ""), let field = self.fields.first(where: refused.contains) {
                choose(field)
            }
            notice = (words, true)
            return []
        }
    }

    /// Takes over what changed since the form was last seen, field by field.
    ///
    /// - Parameters:
    ///   - fresh: The appeal as it stands.
    ///   - ours: What this form itself has just saved.
    /// - Returns: What is to be done for it.
    mutating func merge(_ fresh: SeenAppeal, besides ours: [FormInput.Field: String] = [:]) -> [Order] {
        noteAnswer()
        guard fresh.document.showsContent else { return part(with: fresh) }
        let before = pairs(saved)
        let isFirst = seen == nil
        let isTyped = editor.text.trimmed != (text(of: chosen) ?? "")
        let orders = adopt(fresh, knowing: ours[.phone] ?? seen?.document.phone)
        var changed: [FormInput.Field] = []
        for field in FormInput.Field.ofForm where ours[field] == nil {
            guard let now = saved(field), now != before[field], !isFirst else { continue }
            let typed = field == chosen && isTyped ? editor.text : nil
            let mine = typed.map { (try? reading($0, of: field)) ?? $0 } ?? drafts[field]
            switch mine {
            case nil: changed.append(field)
            case now?: drafts[field] = nil
            case .some: conflicts[field] = now
            }
        }
        if !isTyped { editor.show(text(of: chosen) ?? "") }
        if !fields.contains(chosen) { choose(.type) }
        untold.formUnion(changed)
        // Where the number is looked at once more, all is told together then.
        if orders.isEmpty, !untold.isEmpty {
            notice = ("Тем временем записано: \(names(of: Array(untold))).", false)
            untold = []
        }
        if !conflicts.isEmpty { isLeaving = false }
        return orders
    }

    /// Keeps the appeal as it stands; a number that came masked, and is the one that is known, stays whole.
    private mutating func adopt(_ fresh: SeenAppeal, knowing known: String?) -> [Order] {
        seen = fresh
        guard let phone = fresh.document.phone, phone.contains("•") else { return [] }
        seen?.document.phone = known
        // Each look at a whole number is noted: only one that is not known is looked at.
        return known.flatMap { try? PhoneNumber(e164: $0) }?.masked == phone ? [] : [.load(.whole)]
    }

    /// Ends: what is in the appeal is not for the one who typed any more.
    private mutating func part(with fresh: SeenAppeal) -> [Order] {
        lost.formUnion(drafts.keys)
        let why = "Обращение №\(fresh.document.number) личное: дальше его ведёт психолог."
        parting = [why, lostText].compactMap(\.self).joined(separator: " ")
        (seen, drafts) = (fresh, [:])
        return [.leave]
    }

    private func pairs(_ value: (FormInput.Field) -> String?) -> [FormInput.Field: String] {
        Dictionary(
            uniqueKeysWithValues: FormInput.Field.ofForm.compactMap { field in value(field).map { (field, $0) } }
        )
    }

    /// The names of fields, in the form's order.
    func names(of fields: [FormInput.Field]) -> String {
        FormInput.Field.ofForm.filter(fields.contains).map(\.label).joined(separator: ", ")
    }
}

extension FormInput.Field {
    /// The field's name on the form.
    var label: String {
        switch self {
        case .fullName: FormField.fullName.formText
        case .role: FormField.role.formText
        case .className: FormField.className.formText
        case .type: FormField.type.formText
        case .route: "Тема"
        case .description: FormField.description.formText
        case .phone: FormField.phone.formText
        case .email: FormField.email.formText
        case .result: "Ответ автору"
        }
    }
}
