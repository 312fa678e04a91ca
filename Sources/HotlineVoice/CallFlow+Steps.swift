internal import AGI
internal import HotlineCore

extension CallFlow {
    /// Goes to a step.
    mutating func enter(_ step: CallStep) -> DialogueAction<CallWork> {
        switch step {
        case .outage: mark(.outage, then: .ask(.outage, Tries(), after: nil))
        case .known: mark(.known, then: .ask(.known, Tries(), after: nil))
        case .answer, .type: mark(.type, then: .ask(.type, Tries(), after: nil))
        case .means: mark(.means, then: .ask(.means, Tries(), after: nil))
        case .psychologist: mark(.psychologist, then: .ask(.psychologist, Tries(), after: nil))
        case .role: mark(.role, then: .ask(.role, Tries(), after: nil))
        case .className: mark(.className, then: .takeClass)
        case .transfer: enterTransfer()
        case .contact: enterContact()
        case .message: enterMessage()
        case .finish: enterFinish()
        }
    }

    /// Keeps what is not kept yet, and goes to the next of the steps after the type.
    mutating func goOn() -> DialogueAction<CallWork> {
        step = takeNextStep()
        return note(then: .enter(step))
    }

    /// The next of the steps after the type that this call needs, which is then behind it.
    private mutating func takeNextStep() -> CallStep {
        while let next = later.first {
            switch next {
            case .form:
                later.removeFirst()
                if asksForm { return .role }
            case .contact, .message:
                if isPutThroughAfterType { return .transfer }
                later.removeFirst()
                if next == .contact, needsContact { return .contact }
                if next == .message, menu.recordings != nil { return .message }
            }
        }
        return .finish
    }

    private var isPutThroughAfterType: Bool {
        menu.afterType == .transfer && mayPutThrough && route?.isPrivate != true && link != .added
    }

    /// Whether role and class are asked in this call.
    private var asksForm: Bool {
        guard link == .made || link == .again, role == nil else { return false }
        return switch menu.fullForm {
        case .always: true
        case .closedHours: !isOpen
        case .never: false
        }
    }

    /// A question was answered, by a key or by silence.
    mutating func answered(_ question: Question, _ tries: Tries, _ key: Character?) -> DialogueAction<CallWork> {
        var tries = tries
        guard let key else {
            let isAskedAgain = question.isRepeatedAfterSilence && tries.noteSilence(by: menu.tries)
            return isAskedAgain ? go(.ask(question, tries, after: .notHeard)) : unanswered(question)
        }
        unkept.keys.append(key)
        switch key {
        case "0": return askedForPerson()
        case "*" where tries.noteRepeat(): return go(.ask(question, tries, after: nil))
        case _ where question.isAnswered(by: key, isOpen: isOpen): return chosen(question, key)
        case "1"..."5" where question == .outage: return aheadOfOutage(key)
        default:
            return tries.noteWrongKey(by: menu.tries)
                ? note(then: .ask(question, tries, after: .wrongKey)) : unanswered(question)
        }
    }

    private mutating func chosen(_ question: Question, _ key: Character) -> DialogueAction<CallWork> {
        switch question {
        case .outage: joinOutage()
        case .known: chosenForKnown(key)
        case .type: chosenType(key)
        case .means: found(key == "1" ? .equipment : .other)
        case .psychologist: chosenForPsychologist(key)
        case .role: chosenRole(key)
        case .mobile: chosenForMobile(key)
        case .landline: key == "1" ? contact(ContactChoice()) : wishesOtherNumber(key)
        case .confirmation: key == "1" ? confirmedNumber() : takeNumberAgain()
        }
    }

    private mutating func chosenType(_ key: Character) -> DialogueAction<CallWork> {
        guard let type = AppealType(key: key) else { return unanswered(.type) }
        set(type, type.route)
        switch type {
        case .psychologist: step = .psychologist
        case .other: step = .means
        case .technical, .ejournal, .lessonQuality: return goOn()
        }
        return note(then: .enter(step))
    }

    private mutating func found(_ route: AppealRoute) -> DialogueAction<CallWork> {
        set(route.type, route)
        return goOn()
    }

    /// Remembers what the appeal is about, and has it kept.
    mutating func set(_ type: AppealType, _ route: AppealRoute?) {
        self.type = type
        self.route = route
        unkept.type = type
        unkept.route = route
    }

    /// The question stays without an answer: the call goes on all the same.
    mutating func unanswered(_ question: Question) -> DialogueAction<CallWork> {
        switch question {
        case .outage: return note(then: stepAfterOutage)
        case .known: return openAppeal()
        case .type: return needPerson(after: mayPutThrough ? .rescueTransfer : .rescue)
        case .means: return found(.other)
        case .psychologist: return wantsCallFromPsychologist()
        case .role: return goOn()
        case .mobile: return contact(ContactChoice(consent: consent(false, digit: nil)))
        case .landline: return contact(ContactChoice())
        case .confirmation: return contact(ContactChoice(phone: call?.caller == nil ? keyed : nil))
        }
    }

    /// The caller pressed `0`.
    mutating func askedForPerson() -> DialogueAction<CallWork> {
        needPerson(after: mayPutThrough ? nil : .callback)
    }

    /// The caller is put through, or called back where nobody is there.
    private mutating func needPerson(after prompt: Prompt?) -> DialogueAction<CallWork> {
        wantsPerson = true
        if mayPutThrough {
            pending = prompt
            return note(then: .enter(.transfer))
        }
        switch step {
        case .contact:
            return contact(ContactChoice())
        case .message, .finish:
            later = []
            return goOn()
        case .answer, .outage, .known, .type, .means, .psychologist, .role, .className, .transfer:
            later.removeAll { $0 == .form }
            pending = prompt
            return goOn()
        }
    }
}

// MARK: - Outage

extension CallFlow {
    /// The caller calls because of what is announced.
    private mutating func joinOutage() -> DialogueAction<CallWork> {
        unkept.joinsOutage = true
        if link == .known { link = .again }
        if type == nil, let announced = call?.outage { set(announced, announced.route ?? .other) }
        // What it is about is known: nothing needs to be said.
        later.removeAll { $0 == .message || $0 == .form }
        return goOn()
    }

    /// A key of the menu of types pressed during the announcement: the call is about something else.
    private mutating func aheadOfOutage(_ key: Character) -> DialogueAction<CallWork> {
        guard stepAfterOutage == .enter(.type) else { return note(then: stepAfterOutage) }
        unkept.keys.removeLast()
        step = .type
        return answered(.type, Tries(), key)
    }
}

// MARK: - Psychologist

extension CallFlow {
    private mutating func chosenForPsychologist(_ key: Character) -> DialogueAction<CallWork> {
        guard key == "1", mayPutThrough else { return wantsCallFromPsychologist() }
        wantsPsychologist = true
        return note(then: .enter(.transfer))
    }

    private mutating func wantsCallFromPsychologist() -> DialogueAction<CallWork> {
        wantsPerson = true
        return goOn()
    }
}
