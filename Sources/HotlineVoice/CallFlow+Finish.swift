internal import AGI
internal import HotlineCore

/// The most times the number is told again by `*`.
private let mostRepeats = 3

extension CallFlow {
    /// How many commands follow those that say the appeal's number the first time.
    static let commandsAfterNumber = 4

    /// Tells the appeal's number.
    mutating func enterFinish() -> DialogueAction<CallWork> {
        mark(.finish, then: .tellNumber)
    }

    /// Tells it `repeats` times after the first.
    mutating func tellNumber(repeats: Int) -> DialogueAction<CallWork> {
        guard let number = call?.appeal else { return giveUp() }
        let commands: [Command] = [
            .streamFile(Prompt.finishNumber.file, escapeDigits: "*"),
            .sayNumber(Int(number.value), escapeDigits: "*"),
            .streamFile(Prompt.finishRepeat.file, escapeDigits: "*"),
            .sayDigits("\(number)", escapeDigits: "*"),
            .streamFile((willText && !wantsPerson ? Prompt.finishSMS : .finishCallback).file, escapeDigits: "*"),
            .streamFile(Prompt.goodbye.file, escapeDigits: "*"),
        ]
        return play(.finishing(repeats: repeats, told: repeats > 0), commands)
    }

    /// All was told, or `*` asks for it again.
    mutating func finished(_ key: Character?, repeats: Int) -> DialogueAction<CallWork> {
        guard key == "*", repeats < mostRepeats else { return end(outcome) }
        return tellNumber(repeats: repeats + 1)
    }
}
