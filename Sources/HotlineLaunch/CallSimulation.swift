internal import AGI
public import HotlineCore
public import HotlineVoice

/// A call played through the real flow, with no Asterisk.
public struct CallSimulation: Sendable {
    /// The number the call comes from, as an exchange would give it; empty or `anonymous` for a withheld one.
    public var from: String
    /// What is pressed at each question; an empty text is silence.
    public var keys: [String]
    /// The step after which the caller hangs up.
    public var hangUpAfter: CallStep?
    /// The call's name.
    public var uniqueID: String

    /// Creates a simulation.
    public init(from: String, keys: [String], hangUpAfter: CallStep? = nil, uniqueID: String) {
        self.from = from
        self.keys = keys
        self.hangUpAfter = hangUpAfter
        self.uniqueID = uniqueID
    }

    /// What Asterisk would say of the call.
    public var variables: [(name: String, value: String)] {
        [
            ("channel", "Simulated/1"), ("uniqueid", uniqueID), ("callerid", from.isEmpty ? "unknown" : from),
            ("calleridname", "unknown"), ("callingpres", "0"), ("dnid", "hotline"), ("context", "hotline"),
            ("extension", "s"),
        ]
    }

    /// Plays the call.
    ///
    /// - Parameters:
    ///   - menu: How the menu behaves.
    ///   - perform: Keeps what the call asks for.
    /// - Returns: What the caller heard and did.
    public func run(
        menu: CallMenu,
        perform: @escaping @Sendable (CallWork, @escaping @Sendable (CallFinding) -> Void) -> Void
    ) async -> [SimulatedCaller.Moment] {
        var caller = SimulatedCaller(keys: keys, hangUpAfter: hangUpAfter)
        await run(&caller, menu: menu, perform: perform)
        if caller.waitsInQueue {
            caller.waitInQueue()
            await run(&caller, menu: menu, perform: perform)
        }
        return caller.moments
    }

    /// Plays what one program does of the call.
    private func run(
        _ caller: inout SimulatedCaller,
        menu: CallMenu,
        perform: @escaping @Sendable (CallWork, @escaping @Sendable (CallFinding) -> Void) -> Void
    ) async {
        var flow = CallFlow(menu: menu, clock: { .zero })
        let opening = CallVariables(Dictionary(uniqueKeysWithValues: variables.map { ($0.name, $0.value) }))
        var action = flow.handle(.opened(opening))
        while true {
            switch action {
            case .send(let command):
                switch caller.answer(command) {
                case .reply(let reply): action = flow.handle(.replied(reply))
                case .refusal(let refusal): action = flow.handle(.refused(refusal))
                }
            case .perform(.examine(let sound)):
                // Nobody speaks here, so there is no file to look at.
                action = flow.handle(.performed(.examined(caller.recording(of: sound))))
            case .perform(let work):
                let finding = await withCheckedContinuation { continuation in
                    perform(work) { continuation.resume(returning: $0) }
                }
                action = flow.handle(.performed(finding))
            case .close: return
            }
        }
    }
}
