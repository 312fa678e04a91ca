/// The rules of a conversation between a dialogue and Asterisk, without the connection that carries it.
///
/// One command goes out and one reply comes back. What comes at another moment is kept until the dialogue can take it.
public struct Conversation<D: Dialogue>: Sendable {
    // Inlinable throughout, so that a server is compiled for the dialogue it runs.

    /// What the connection must do.
    @frozen
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

    @usableFromInline
    enum Phase: Sendable {
        case opening
        case awaitingReply
        case awaitingFinding
        case finished
    }

    @usableFromInline var partner: D
    @usableFromInline var endReason: ClosingReason?
    @usableFromInline var phase = Phase.opening
    @usableFromInline var hasHungUp = false
    @usableFromInline var owesHangup = false
    @usableFromInline var owesClosing = false

    /// Begins a conversation that waits for the call's variables.
    @inlinable
    public init(dialogue: D) {
        partner = dialogue
    }

    /// Takes what Asterisk said.
    @inlinable
    public mutating func receive(_ line: InboundLine) -> Step {
        guard isOpen else { return .wait }
        switch (line, phase) {
        case (.opened(let variables), .opening): return settle(partner.handle(.opened(variables)))
        case (.success(let reply), .awaitingReply): return settle(partner.handle(.replied(reply)))
        case (.refusal(let refusal), .awaitingReply): return settle(partner.handle(.refused(refusal)))
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
    @inlinable
    public mutating func performed(_ finding: D.Finding) -> Step {
        guard phase == .awaitingFinding else { return .wait }
        return settle(partner.handle(.performed(finding)))
    }

    /// Takes that the connection is gone or must go.
    ///
    /// The dialogue hears of it at once, or, while work is under way, when that is done and the dialogue would send.
    @inlinable
    public mutating func close(_ reason: ClosingReason) -> Step {
        guard isOpen else { return .wait }
        endReason = reason
        switch phase {
        case .opening, .awaitingReply:
            return settle(partner.handle(.closed(reason)))
        case .awaitingFinding, .finished:
            owesClosing = true
            return .wait
        }
    }

    /// Turns what the dialogue wants into what can be done, telling it first what it has yet to hear.
    @inlinable
    mutating func settle(_ wanted: DialogueAction<D.Work>) -> Step {
        var action = wanted
        while true {
            switch action {
            case .send(let command):
                if let endReason {
                    guard owesClosing else { return finish() }
                    owesClosing = false
                    action = partner.handle(.closed(endReason))
                } else if owesHangup {
                    owesHangup = false
                    action = partner.handle(.hungUp)
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

    @inlinable
    mutating func finish() -> Step {
        phase = .finished
        return .close
    }
}

extension Conversation {
    /// The dialogue as it stands.
    @inlinable
    public var dialogue: D { partner }

    /// Why the connection ended, where it ended without the dialogue wanting it.
    @inlinable
    public var closingReason: ClosingReason? { endReason }

    /// Whether the connection is of use; where not, it should be closed.
    @inlinable
    public var isOpen: Bool { endReason == nil && phase != .finished }

    /// Whether the dialogue will hear and ask nothing more.
    @inlinable
    public var isFinished: Bool { phase == .finished }
}

extension Conversation.Step: Equatable where D.Work: Equatable {}
extension Conversation.Step: Hashable where D.Work: Hashable {}
