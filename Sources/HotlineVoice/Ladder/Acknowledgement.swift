public import AGI
public import HotlineCore

/// Asks a member of the staff who was called to take an appeal by pressing 1.
///
/// What the key does is durable before it is confirmed. Whatever else ends the call is noted, so that it can be tried again.
public struct Acknowledgement: Dialogue {
    /// What it asks to be done.
    public typealias Work = LadderCallWork
    /// What came of it.
    public typealias Finding = LadderCallFinding

    /// How often the question is put.
    static let tries = 3
    /// How often it may be repeated by `*`.
    static let mostRepeats = 3
    /// How long to wait for the key.
    static let patience = Duration.seconds(6)
    private static let keys = "1*"

    private enum State: Hashable, Sendable {
        /// Asterisk has not said which call it is.
        case waiting
        /// It is being found out what the call is about.
        case finding
        /// The question is being put; `rest` follows.
        case asking(rest: [Command])
        /// The appeal is being taken.
        case taking
        /// What came of it is being told.
        case telling
        /// A prompt could not be played: is anybody there?
        case checking(rest: [Command])
        /// It is being noted that the call ended without the appeal being taken.
        case givingUp
        /// It is over.
        case over
    }

    private let prompts: [Prompt: String]
    private var state: State = .waiting
    private var call = Identifier<LadderCall>(0)
    private var appeal = AppealNumber(0)
    private var asked = 0
    private var repeats = 0

    /// Creates the conversation.
    ///
    /// - Parameter prompts: The sound files that stand in for prompts.
    public init(prompts: [Prompt: String]) {
        self.prompts = prompts
    }

    /// Takes what happened and says what to do next.
    public mutating func handle(_ event: DialogueEvent<Finding>) -> DialogueAction<Work> {
        switch event {
        case .opened(let variables): return opened(variables)
        case .replied(let reply): return replied(reply)
        case .refused(let refusal): return refused(refusal)
        case .performed(let finding): return performed(finding)
        case .hungUp, .closed: return left()
        }
    }

    private mutating func opened(_ variables: CallVariables) -> DialogueAction<Work> {
        guard state == .waiting, let id = variables.arguments.first.flatMap({ Int64($0) }), id > 0 else { return end() }
        call = Identifier(id)
        state = .finding
        return .perform(.find(call))
    }

    private mutating func performed(_ finding: Finding) -> DialogueAction<Work> {
        switch (state, finding) {
        case (.finding, .waits(let number)):
            appeal = number
            return ask()
        case (.finding, .failed), (.taking, .failed), (.taking, .waits), (.taking, .noted): return tell(.ladderFailed)
        case (.finding, _), (.taking, .gone): return tell(.ladderGone)
        case (.taking, .taken): return tell(.ladderTaken)
        case (.waiting, _), (.asking, _), (.telling, _), (.checking, _), (.givingUp, _), (.over, _): return end()
        }
    }

    private mutating func replied(_ reply: Reply) -> DialogueAction<Work> {
        switch state {
        case .asking(let rest):
            if reply.isFailure {
                state = .checking(rest: rest)
                return .send(.channelStatus)
            }
            switch reply.pressedKey {
            case "1":
                state = .taking
                return .perform(.take(call))
            case "*" where repeats < Self.mostRepeats:
                repeats += 1
                asked -= 1
                return ask()
            case _: return goOn(rest)
            }
        case .checking(let rest):
            // Status 6 is `AST_STATE_UP`.
            return reply.result == "6" ? goOn(rest) : giveUp()
        case .telling: return end()
        case .waiting, .finding, .taking, .givingUp, .over: return giveUp()
        }
    }

    private mutating func refused(_ refusal: Refusal) -> DialogueAction<Work> {
        switch (state, refusal) {
        case (.asking(let rest), .unknownCommand), (.asking(let rest), .badSyntax): goOn(rest)
        case (.telling, _): end()
        case _: giveUp()
        }
    }

    /// The other side has gone.
    private mutating func left() -> DialogueAction<Work> {
        switch state {
        case .finding, .asking, .checking: giveUp()
        // What is being kept is kept without anybody to hear of it.
        case .waiting, .taking, .telling, .givingUp, .over: end()
        }
    }

    private mutating func ask() -> DialogueAction<Work> {
        guard asked < Self.tries else { return giveUp() }
        asked += 1
        return goOn([
            .streamFile(file(.ladderCall), escapeDigits: Self.keys),
            .sayNumber(Int(appeal.value), escapeDigits: Self.keys),
            .getOption(file(.ladderMenu), escapeDigits: Self.keys, timeout: Self.patience),
        ])
    }

    private mutating func goOn(_ rest: [Command]) -> DialogueAction<Work> {
        guard let next = rest.first else { return ask() }
        state = .asking(rest: Array(rest.dropFirst()))
        return .send(next)
    }

    private mutating func tell(_ prompt: Prompt) -> DialogueAction<Work> {
        state = .telling
        return .send(.streamFile(file(prompt)))
    }

    private mutating func giveUp() -> DialogueAction<Work> {
        guard state != .givingUp else { return end() }
        state = .givingUp
        return .perform(.giveUp(call))
    }

    private mutating func end() -> DialogueAction<Work> {
        state = .over
        return .close
    }

    private func file(_ prompt: Prompt) -> String { prompts[prompt] ?? prompt.file }
}
