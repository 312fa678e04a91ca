public import HotlineCore

/// A gateway that answers as a test says, and keeps what was submitted.
public final class ScriptedGateway: MessageGateway {
    /// What it does with one part.
    public enum Answer: Sendable {
        /// Takes it.
        case taken
        /// Takes it, and says that it has arrived.
        case delivered
        /// Does not.
        case fault(GatewayError)
        /// Takes it once the gate is open; gives no answer where it is cancelled before.
        case takenBehind(Gate)
    }

    private struct State: Sendable {
        var script: [Answer]
        var submissions: [MessagePart] = []
    }

    /// The name it stands under in lists and logs.
    public let name: String
    private let state: Watched<State>

    /// Creates a gateway.
    ///
    /// - Parameters:
    ///   - name: Its name.
    ///   - script: What it does with one part after another; those that come later are taken.
    ///   - unansweredSubmit: What it says may follow a submit that it did not answer.
    public init(
        name: String = "scripted",
        _ script: [Answer] = [],
        unansweredSubmit: UnansweredSubmit = .reported
    ) {
        self.name = name
        self.unansweredSubmit = unansweredSubmit
        state = Watched(State(script: script))
    }

    /// The parts submitted so far, refused ones included.
    public var submissions: [MessagePart] { state.value.submissions }

    /// What it says may follow a submit that it did not answer.
    public let unansweredSubmit: UnansweredSubmit

    /// It is always there.
    public func health() async -> GatewayHealth { GatewayHealth(.alive) }

    /// Answers as the script says.
    public func submit(_ part: MessagePart) async throws(GatewayError) -> GatewayReceipt {
        let answer = state.change { state in
            state.submissions.append(part)
            return state.script.isEmpty ? .taken : state.script.removeFirst()
        }
        switch answer {
        case .taken: return GatewayReceipt()
        case .delivered: return GatewayReceipt(isDelivered: true)
        case .fault(let error): throw error
        case .takenBehind(let gate):
            await gate.pass()
            guard !Task.isCancelled else { throw .unanswered }
            return GatewayReceipt()
        }
    }

    /// Waits until so many parts were submitted.
    public func waitForSubmissions(_ count: Int) async throws {
        guard await state.holds(within: NeverHappened.net, { $0.submissions.count >= count }) else {
            throw NeverHappened("\(count) submissions")
        }
    }
}
