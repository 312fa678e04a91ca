internal import AGI
internal import HotlineCore

extension CallFlow {
    /// The line is up: a new call is greeted, one that is taken up goes on where it was.
    mutating func answered() -> DialogueAction<CallWork> {
        guard let call, call.isTakenUp else { return play(.greeting, [say(.greeting)]) }
        hasPressedKey = call.type != nil
        wantsPerson = call.type == nil && (call.step == .contact || call.step == .finish)
        return enter(call.step == .answer ? .type : call.step)
    }

    /// The greeting was heard, or a key was pressed that answers the menu.
    mutating func greeted(_ key: Character?) -> DialogueAction<CallWork> {
        guard let key else { return enter(.type) }
        step = .type
        return answered(.type, Tries(), key)
    }

    /// Goes to a step.
    mutating func enter(_ step: CallStep) -> DialogueAction<CallWork> {
        switch step {
        case .answer, .type: mark(.type, then: .ask(.type, Tries(), after: nil))
        case .means: mark(.means, then: .ask(.means, Tries(), after: nil))
        case .contact: enterContact()
        case .finish: enterFinish()
        }
    }

    /// A question was answered, by a key or by silence.
    mutating func answered(_ question: Question, _ tries: Tries, _ key: Character?) -> DialogueAction<CallWork> {
        var tries = tries
        guard let key else {
            let isAskedAgain = tries.noteSilence(most: question.repeatsAfterSilence)
            return isAskedAgain ? go(.ask(question, tries, after: .notHeard)) : unanswered(question)
        }
        unkept.keys.append(key)
        switch key {
        case "0": return askedForPerson()
        case "*" where tries.noteRepeat(): return go(.ask(question, tries, after: nil))
        case question.keys: return chosen(question, key)
        default:
            return tries.noteWrongKey() ? note(then: .ask(question, tries, after: .wrongKey)) : unanswered(question)
        }
    }

    private mutating func chosen(_ question: Question, _ key: Character) -> DialogueAction<CallWork> {
        switch question {
        case .type: chosenType(key)
        case .means: found(key == "1" ? .equipment : .other)
        case .mobile: chosenForMobile(key)
        case .landline: key == "1" ? contact(ContactChoice()) : wishesOtherNumber(key)
        case .confirmation: key == "1" ? confirmedNumber() : takeNumberAgain()
        }
    }

    private mutating func chosenType(_ key: Character) -> DialogueAction<CallWork> {
        guard let type = AppealType(key: key) else { return unanswered(.type) }
        unkept.type = type
        unkept.route = type.route
        step = type.route == nil ? .means : .contact
        return note(then: .enter(step))
    }

    private mutating func found(_ route: AppealRoute) -> DialogueAction<CallWork> {
        unkept.route = route
        step = .contact
        return note(then: .enter(.contact))
    }

    /// The question stays without an answer: the call goes on all the same.
    private mutating func unanswered(_ question: Question) -> DialogueAction<CallWork> {
        switch question {
        case .type: return needPerson(after: .rescue)
        case .means: return found(.other)
        case .mobile: return contact(ContactChoice(consent: consent(false, digit: nil)))
        case .landline: return contact(ContactChoice())
        case .confirmation: return contact(ContactChoice(phone: call?.caller == nil ? keyed : nil))
        }
    }

    /// The caller pressed `0`.
    private mutating func askedForPerson() -> DialogueAction<CallWork> {
        switch step {
        case .contact, .finish:
            wantsPerson = true
            return contact(ContactChoice())
        case .answer, .type, .means: return needPerson(after: .callback)
        }
    }

    /// Somebody calls back: this is told, and the appeal goes on without a type.
    private mutating func needPerson(after prompt: Prompt) -> DialogueAction<CallWork> {
        wantsPerson = true
        step = .contact
        pending = prompt
        return note(then: .enter(.contact))
    }
}
