/// A conversation with one caller as a state machine: it decides, the connection acts.
///
/// Each event answers the action before it, and there is never more than one of either under way. The work a dialogue asks for
/// is done outside, off the event loop; everything else happens at once, so ``handle(_:)`` must not block.
public protocol Dialogue: Sendable {
    /// Something to be done outside, such as writing to a database.
    associatedtype Work: Sendable
    /// What came of it.
    associatedtype Finding: Sendable

    /// Takes what happened and says what to do next.
    mutating func handle(_ event: DialogueEvent<Finding>) -> DialogueAction<Work>
}

/// What happens to a dialogue.
public enum DialogueEvent<Finding: Sendable>: Sendable {
    /// The call is there; this is what Asterisk says of it.
    case opened(CallVariables)
    /// Asterisk answered the last command.
    case replied(Reply)
    /// Asterisk refused the last command.
    case refused(Refusal)
    /// The work last asked for is done.
    case performed(Finding)
    /// The caller hung up.
    ///
    /// Comes at most once, in place of the first command that would have been sent after the hangup; that command is dropped. What
    /// Asterisk allows without a caller, such as SET VARIABLE, may be sent afterwards.
    case hungUp
    /// The connection is gone, and nothing can be sent any more.
    ///
    /// Comes exactly once, unless the dialogue itself closed, and comes first where the peer never said which call it is for. Work may
    /// still be asked for, to save what there is.
    case closed(ClosingReason)
}

/// What a dialogue wants done.
public enum DialogueAction<Work: Sendable>: Sendable {
    /// Send a command; its reply is the next event. Once the connection is gone this counts as ``close``.
    case send(Command)
    /// Do something outside; its finding is the next event.
    case perform(Work)
    /// End the conversation; no event follows.
    case close
}

extension DialogueEvent: Equatable where Finding: Equatable {}
extension DialogueEvent: Hashable where Finding: Hashable {}
extension DialogueAction: Equatable where Work: Equatable {}
extension DialogueAction: Hashable where Work: Hashable {}
