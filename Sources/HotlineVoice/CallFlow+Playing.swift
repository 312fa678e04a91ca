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
        if case .recording(let go) = purpose, rest.isEmpty { return recorded(go, reply) }
        if case .readingTransfer(let found) = purpose { return readTransfer(found + [reply.value], rest: rest) }
        if reply.isFailure { return isStillThere(purpose, rest: rest) }
        if purpose.takesDigits, rest.isEmpty { return ended(purpose, key: nil, reply: reply) }
        if purpose.takesKeys, let key = reply.pressedKey { return ended(purpose, key: key, reply: reply) }
        return rest.isEmpty ? ended(purpose, key: nil, reply: reply) : play(passed(purpose, rest: rest), rest)
    }

    /// The purpose once one more of its commands was heard to its end.
    private func passed(_ purpose: Purpose, rest: [Command]) -> Purpose {
        guard case .finishing(let repeats, _) = purpose else { return purpose }
        // What follows the number says it again.
        return .finishing(repeats: repeats, told: rest.count <= Self.commandsAfterNumber)
    }

    /// A prompt failed: the caller hung up, or its file is missing.
    mutating func isStillThere(_ purpose: Purpose, rest: [Command]) -> DialogueAction<CallWork> {
        state = .checking(purpose, rest: rest)
        return .send(.channelStatus)
    }

    /// Asterisk said whether the line is up (status 6, `AST_STATE_UP`); if it is, the call goes on without the prompt.
    mutating func checked(_ purpose: Purpose, rest: [Command], _ reply: Reply) -> DialogueAction<CallWork> {
        guard reply.result == "6" else { return hungUp() }
        if case .recording(let go) = purpose, rest.isEmpty { return examine(go, key: nil, hasHungUp: false) }
        return play(purpose, rest)
    }

    /// Asterisk refused a command: the caller is gone, or the command is none of this Asterisk's.
    mutating func refused(_ purpose: Purpose, rest: [Command], _ refusal: Refusal) -> DialogueAction<CallWork> {
        switch refusal {
        case .deadChannel: return hungUp()
        case .unknownCommand, .badSyntax:
            if case .recording = purpose, rest.isEmpty { return go(.later) }
            if case .readingTransfer(let found) = purpose { return readTransfer(found + [nil], rest: rest) }
            return play(purpose, rest)
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
        case .tellingStatus(let repeats): return toldStatus(key, repeats: repeats)
        case .flushing(let question, let tries, let left):
            return key == nil || left == 0 ? ask(question, tries) : flush(question, tries, left: left - 1)
        case .asking(let question, let tries): return answered(question, tries, key)
        case .takingNumber(let entry): return tookFirst(key, entry: entry)
        case .takingDigits(let entry, let first): return tookNumber("\(first)\(reply?.result ?? "")", entry: entry)
        case .readingBack: return flush(.confirmation, Tries())
        case .takingClass: return tookClass(reply?.result ?? "")
        case .announcingTransfer: return offerToLeave()
        case .offeringToLeave: return key == "1" ? wantsCallback() : go(.leaveForQueue)
        case .askingMessage(let go): return readyToSpeak(key, go)
        case .recording, .readingTransfer: return go(.later)
        case .finishing(let repeats, _): return finished(key, repeats: repeats)
        case .turningAway, .leavingForQueue, .leavingResult: return giveUp()
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
        case .later: return goOn()
        case .readBack: return readBack()
        case .takeNumber(let entry, let prompt): return takeNumber(entry: entry, after: prompt)
        case .takeClass: return takeClass()
        case .announceTransfer: return announceTransfer()
        case .leaveForQueue: return leaveForQueue()
        case .record(let go): return askForMessage(go)
        case .tellStatus: return tellStatus(repeats: 0)
        case .tellNumber: return tellNumber(repeats: 0)
        case .conclude(let outcome): return end(outcome)
        case .leaveResult(let outcome):
            return play(.leavingResult, [.setVariable("HOTLINE_RESULT", outcome.rawValue)])
        }
    }

    /// A key pressed while something is told before a menu answers that menu; `0` asks for a person anywhere.
    private mutating func told(_ next: Next, _ key: Character?) -> DialogueAction<CallWork> {
        guard let key, case .ask(let question, let tries, nil) = next, !question.needsFreshKey else { return go(next) }
        return answered(question, tries, key)
    }

    /// The command that plays a prompt, which every key ends.
    func say(_ prompt: Prompt) -> Command { .streamFile(menu.file(prompt), escapeDigits: everyKey) }

    /// Asks a question, unless the menu has lasted too long.
    mutating func ask(_ question: Question, _ tries: Tries) -> DialogueAction<CallWork> {
        guard !isOverTime else { return unanswered(question) }
        let asking = Command.getOption(
            menu.file(prompt(of: question)),
            escapeDigits: everyKey,
            timeout: menu.timeout(question)
        )
        let preface = question == .known && tries.isFirst ? knownNumber : []
        return play(.asking(question, tries), (tries.isFirst ? [] : [rearm]) + preface + [asking])
    }

    /// Whether the menu has lasted longer than it may.
    var isOverTime: Bool { pickedUpAt.map { clock() - $0 > menu.longestMenu } ?? false }

    /// «По нему открыто обращение номер …».
    private var knownNumber: [Command] {
        guard let number = call?.known?.number else { return [] }
        return [say(.knownNumber), .sayNumber(Int(number.value), escapeDigits: everyKey)]
    }

    /// Lets keys pass that were pressed before the question is heard, and asks it.
    mutating func flush(_ question: Question, _ tries: Tries, left: Int = 12) -> DialogueAction<CallWork> {
        play(.flushing(question, tries, left: left), [.waitForDigit(timeout: .milliseconds(200))])
    }
}

extension CallFlow.Purpose {
    /// Whether a key ends what is being played.
    fileprivate var takesKeys: Bool {
        switch self {
        case .answering, .marking, .announcingTransfer, .leavingForQueue, .readingTransfer, .recording, .turningAway,
            .leavingResult:
            false
        case .greeting, .telling, .tellingStatus, .flushing, .asking, .takingNumber, .takingDigits, .readingBack,
            .takingClass, .offeringToLeave, .askingMessage, .finishing:
            true
        }
    }

    /// Whether the last command's result is digits and not a key.
    fileprivate var takesDigits: Bool {
        switch self {
        case .takingDigits, .takingClass: true
        case .answering, .marking, .announcingTransfer, .leavingForQueue, .readingTransfer, .recording, .turningAway,
            .leavingResult, .greeting, .telling, .tellingStatus, .flushing, .asking, .takingNumber, .readingBack,
            .offeringToLeave, .askingMessage, .finishing:
            false
        }
    }
}
