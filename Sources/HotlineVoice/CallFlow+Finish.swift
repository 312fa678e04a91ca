internal import AGI
internal import HotlineCore

/// The most times the number is told again by `*`.
private let mostRepeats = 3

extension CallFlow {
    /// How many commands follow those that say the appeal's number the first time.
    static let commandsAfterNumber = 4

    /// Tells the appeal's number.
    mutating func enterFinish() -> DialogueAction<CallWork> {
        if let prompt = pending {
            pending = nil
            return play(.telling(then: .enter(.finish)), [say(prompt)])
        }
        return mark(.finish, then: .tellNumber)
    }

    /// Tells it `repeats` times after the first.
    mutating func tellNumber(repeats: Int) -> DialogueAction<CallWork> {
        let farewell = [tell(willText && !wantsPerson ? .finishSMS : .finishCallback), tell(.goodbye)]
        guard let number = call?.appeal else {
            return play(.finishing(repeats: repeats, told: repeats > 0), [tell(.finishUnnumbered)] + farewell)
        }
        let commands: [Command] = [
            tell(link == .added ? .finishAdded : .finishNumber),
            .sayNumber(Int(number.value), escapeDigits: "*0"),
            tell(.finishRepeat),
            .sayDigits("\(number)", escapeDigits: "*0"),
        ]
        return play(.finishing(repeats: repeats, told: repeats > 0), (repeats > 0 ? [rearm] : []) + commands + farewell)
    }

    private func tell(_ prompt: Prompt) -> Command { .streamFile(menu.file(prompt), escapeDigits: "*0") }

    /// All was told, or a key ends it: `*` asks for it again, `0` for a person.
    mutating func finished(_ key: Character?, repeats: Int) -> DialogueAction<CallWork> {
        if let key { unkept.keys.append(key) }
        switch key {
        case "*" where repeats < mostRepeats: return tellNumber(repeats: repeats + 1)
        case "0" where mayPutThrough: return askedForPerson()
        case "0":
            wantsPerson = true
            return end(outcome)
        default: return end(outcome)
        }
    }
}
