/// The rules of a conversation between a dialogue and Asterisk, without the connection that carries it.
///
/// One command goes out and one reply comes back. What comes at another moment is kept until the dialogue can take it.
public struct Conversation<D: Dialogue>: Sendable {
    /// What the connection must do.
    public enum Step: Sendable {
        /// Nothing but wait for more.
        case wait
        /// Send a command and wait for its reply.
        case send(Command)
        /// Have work done and report the finding with ``Conversation/performed(_:)``.
        case perform(D.Work)
        /// Close the connection; the conversation is over.
        case close
    }

    private enum Phase {
        case opening
        case awaitingReply
        case awaitingFinding
        case finished
    }

    /// The dialogue as it stands.
    public private(set) var dialogue: D
    /// Why the connection ended, where it ended without the dialogue wanting it.
    public private(set) var closingReason: ClosingReason?

    private var phase = Phase.opening
    private var hasHungUp = false
    private var owesHangup = false
    private var owesClosing = false

    /// Begins a conversation that waits for the call's variables.
    public init(dialogue: D) {
        self.dialogue = dialogue
    }

    /// Whether the connection is of use; where not, it should be closed.
    public var isOpen: Bool { closingReason == nil && phase != .finished }
    /// Whether the dialogue will hear and ask nothing more.
    public var isFinished: Bool { phase == .finished }

    /// Takes what Asterisk said.
    public mutating func receive(_ line: InboundLine) -> Step {
        guard isOpen else { return .wait }
        switch (line, phase) {
        case (.opened(let variables), .opening): return settle(dialogue.handle(.opened(variables)))
        case (.success(let reply), .awaitingReply): return settle(dialogue.handle(.replied(reply)))
        case (.refusal(let refusal), .awaitingReply): return settle(dialogue.handle(.refused(refusal)))
        case (.trying, .awaitingReply): return .wait
        case (.hangup, .awaitingReply), (.hangup, .awaitingFinding):
            owesHangup = owesHangup || !hasHungUp
            hasHungUp = true
            return .wait
        case (.opened, _), (.success, _), (.refusal, _), (.trying, _), (.hangup, _):
            return close(.fault(.unexpectedReply))
        }
    }

    /// Takes what came of the work last asked for.
    public mutating func performed(_ finding: D.Finding) -> Step {
        guard phase == .awaitingFinding else { return .wait }
        return settle(dialogue.handle(.performed(finding)))
    }

    /// Takes that the connection is gone or must go.
    ///
    /// The dialogue hears of it at once, or, while work is under way, when that is done and the dialogue would send.
    public mutating func close(_ reason: ClosingReason) -> Step {
        guard isOpen else { return .wait }
        closingReason = reason
        switch phase {
        case .opening, .awaitingReply:
            return settle(dialogue.handle(.closed(reason)))
        case .awaitingFinding, .finished:
            owesClosing = true
            return .wait
        }
    }

    /// Turns what the dialogue wants into what can be done, telling it first what it has yet to hear.
    private mutating func settle(_ wanted: DialogueAction<D.Work>) -> Step {
        var action = wanted
        while true {
            switch action {
            case .send(let command):
                if let closingReason {
                    guard owesClosing else { return finish() }
                    owesClosing = false
                    action = dialogue.handle(.closed(closingReason))
                } else if owesHangup {
                    owesHangup = false
                    action = dialogue.handle(.hungUp)
                } else {
                    phase = .awaitingReply
                    return .send(command)
                }
            case .perform(let work):
                phase = .awaitingFinding
                return .perform(work)
            case .close:
                return finish()
            }
        }
    }

    private mutating func finish() -> Step {
        phase = .finished
        return .close
    }
}

extension Conversation.Step: Equatable where D.Work: Equatable {}
extension Conversation.Step: Hashable where D.Work: Hashable {}
