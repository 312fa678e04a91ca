public import AGI
public import HotlineCore

/// What Asterisk connected for: a caller, or a member of the staff who was called.
///
/// The address it called says which: `agi://host/call` or `agi://host/acknowledge`; `agi://host/health` is
/// asked by whoever wants to know whether calls could come.
public struct HotlineDialogue: Dialogue {
    /// What is asked to be done.
    public enum Work: Hashable, Sendable {
        /// For a caller.
        case call(CallWork)
        /// For a member of the staff.
        case ladder(LadderCallWork)
    }

    /// What came of it.
    public enum Finding: Hashable, Sendable {
        /// For a caller.
        case call(CallFinding)
        /// For a member of the staff.
        case ladder(LadderCallFinding)
    }

    private enum Part: Sendable {
        case call(CallFlow)
        case ladder(Acknowledgement)
        /// Somebody who asks whether calls could come.
        case health
    }

    /// What follows the host in the address for members of the staff.
    private static let acknowledge = "acknowledge"
    /// And for who asks whether calls could come.
    private static let health = "health"

    private var part: Part
    private let acknowledgement: Acknowledgement

    /// Creates a dialogue that becomes one of these.
    public init(call: CallFlow, acknowledgement: Acknowledgement) {
        part = .call(call)
        self.acknowledgement = acknowledgement
    }

    /// Takes what happened and says what to do next.
    public mutating func handle(_ event: DialogueEvent<Finding>) -> DialogueAction<Work> {
        if case .opened(let variables) = event {
            if variables.networkScript == Self.acknowledge { part = .ladder(acknowledgement) }
            if variables.networkScript == Self.health { part = .health }
        }
        switch part {
        case .call(var flow):
            // So that the flow is changed in its place and not copied.
            part = .ladder(acknowledgement)
            defer { part = .call(flow) }
            guard let event = event.mapped({ if case .call(let finding) = $0 { finding } else { nil } }) else {
                return .close
            }
            return flow.handle(event).mapped { .call($0) }
        case .health:
            if case .opened = event { return .send(.noop("Calls can come.")) }
            return .close
        case .ladder(var dialogue):
            defer { part = .ladder(dialogue) }
            guard let event = event.mapped({ if case .ladder(let finding) = $0 { finding } else { nil } }) else {
                return .close
            }
            return dialogue.handle(event).mapped { .ladder($0) }
        }
    }
}

extension DialogueEvent {
    /// The same event with another finding; `nil` where the finding is none of these.
    fileprivate func mapped<Other: Sendable>(_ finding: (Finding) -> Other?) -> DialogueEvent<Other>? {
        switch self {
        case .opened(let variables): .opened(variables)
        case .replied(let reply): .replied(reply)
        case .refused(let refusal): .refused(refusal)
        case .performed(let found): finding(found).map { .performed($0) }
        case .hungUp: .hungUp
        case .closed(let reason): .closed(reason)
        }
    }
}

extension DialogueAction {
    /// The same action with another work.
    fileprivate func mapped<Other: Sendable>(_ work: (Work) -> Other) -> DialogueAction<Other> {
        switch self {
        case .send(let command): .send(command)
        case .perform(let asked): .perform(work(asked))
        case .close: .close
        }
    }
}
