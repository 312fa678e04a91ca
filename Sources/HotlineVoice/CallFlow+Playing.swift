internal import AGI
internal import HotlineCore

/// Every key there is, so that a key that answers nothing is noticed too.
private let everyKey = "0123456789*#"

extension CallFlow {
    /// Plays commands in turn; the first key ends them.
    mutating func play(_ purpose: Purpose, _ commands: [Command]) -> DialogueAction<CallWork> {
        guard let first = commands.first else { return ended(purpose, key: nil, reply: nil) }
        state = .playing(purpose, rest: Array(commands.dropFirst()))
        return .send(first)
    }

    /// A command was carried out.
    mutating func played(_ purpose: Purpose, rest: [Command], _ reply: Reply) -> DialogueAction<CallWork> {
        if reply.isFailure { return isStillThere(purpose, rest: rest) }
        if case .takingNumber = purpose { return ended(purpose, key: nil, reply: reply) }
        let takesKeys =
            switch purpose {
            case .answering, .marking, .leavingResult: false
            case .greeting, .telling, .flushing, .asking, .takingNumber, .readingBack, .finishing: true
            }
        if takesKeys, let key = reply.pressedKey { return ended(purpose, key: key, reply: reply) }
        return rest.isEmpty ? ended(purpose, key: nil, reply: reply) : play(passed(purpose, rest: rest), rest)
    }

    /// The purpose once one more of its commands was heard to its end.
    private func passed(_ purpose: Purpose, rest: [Command]) -> Purpose {
        guard case .finishing(let repeats, _) = purpose else { return purpose }
        // The first two commands say the number; what follows says it again.
        return .finishing(repeats: repeats, told: rest.count <= Self.commandsAfterNumber)
    }

    /// A prompt failed: the caller hung up, or its file is missing.
    private mutating func isStillThere(_ purpose: Purpose, rest: [Command]) -> DialogueAction<CallWork> {
        state = .checking(purpose, rest: rest)
        return .send(.channelStatus)
    }

    /// Asterisk said whether the line is up (status 6, `AST_STATE_UP`); if it is, the call goes on without the prompt.
    mutating func checked(_ purpose: Purpose, rest: [Command], _ reply: Reply) -> DialogueAction<CallWork> {
        guard reply.result == "6" else { return hungUp() }
        return play(purpose, rest)
    }

    /// Asterisk refused a command: the caller is gone, or the command is none of this Asterisk's.
    mutating func refused(_ purpose: Purpose, rest: [Command], _ refusal: Refusal) -> DialogueAction<CallWork> {
        switch refusal {
        case .deadChannel: hungUp()
        case .unknownCommand, .badSyntax: play(purpose, rest)
        }
    }

    /// All was played, or a key ended it.
    private mutating func ended(_ purpose: Purpose, key: Character?, reply: Reply?) -> DialogueAction<CallWork> {
        if key != nil { hasPressedKey = true }
        switch purpose {
        case .answering: return answered()
        case .greeting: return greeted(key)
        case .marking(let next): return go(next)
        case .telling(let next): return told(next, key)
        case .flushing(let question, let tries, let left):
            return key == nil || left == 0 ? ask(question, tries) : flush(question, tries, left: left - 1)
        case .asking(let question, let tries): return answered(question, tries, key)
        case .takingNumber(let entry): return tookNumber(reply?.result ?? "", entry: entry)
        case .readingBack: return flush(.confirmation, Tries())
        case .finishing(let repeats, _): return finished(key, repeats: repeats)
        case .leavingResult: return giveUp()
        }
    }

    /// Goes on with what was to follow.
    mutating func go(_ next: Next) -> DialogueAction<CallWork> {
        switch next {
        case .pickUp: return play(.answering, [.answer])
        case .enter(let step): return enter(step)
        case .ask(let question, let tries, let prompt):
            guard let prompt else { return question.needsFreshKey ? flush(question, tries) : ask(question, tries) }
            return play(.telling(then: .ask(question, tries, after: nil)), [say(prompt)])
        case .readBack: return readBack()
        case .takeNumber(let entry, let prompt): return takeNumber(entry: entry, after: prompt)
        case .tellNumber: return tellNumber(repeats: 0)
        case .leaveResult(let outcome):
            return play(.leavingResult, [.setVariable("HOTLINE_RESULT", outcome.rawValue)])
        }
    }

    /// A key pressed while something is told before a menu answers that menu.
    private mutating func told(_ next: Next, _ key: Character?) -> DialogueAction<CallWork> {
        guard let key, case .ask(let question, let tries, nil) = next, !question.needsFreshKey else { return go(next) }
        return answered(question, tries, key)
    }

    /// Says where in the menu the call is, for the dialplan, and goes on.
    mutating func mark(_ step: CallStep, then next: Next) -> DialogueAction<CallWork> {
        self.step = step
        return play(.marking(then: next), [.setVariable("HOTLINE_STEP", step.rawValue)])
    }

    /// The command that plays a prompt, which every key ends.
    func say(_ prompt: Prompt) -> Command { .streamFile(prompt.file, escapeDigits: everyKey) }

    /// Asks a question.
    mutating func ask(_ question: Question, _ tries: Tries) -> DialogueAction<CallWork> {
        play(
            .asking(question, tries),
            [.getOption(question.prompt.file, escapeDigits: everyKey, timeout: menu.firstKey)]
        )
    }

    /// Lets keys pass that were pressed before the question is heard, and asks it.
    mutating func flush(_ question: Question, _ tries: Tries, left: Int = 12) -> DialogueAction<CallWork> {
        play(.flushing(question, tries, left: left), [.waitForDigit(timeout: .milliseconds(200))])
    }
}
