internal import HotlineCore
public import HotlineLaunch
public import HotlineStore
internal import HotlineVoice
public import ServiceLifecycle

/// One call played through everything that runs, and shown.
public struct Demo: Service {
    /// The caller presses two, for the electronic journal, agrees to texts, and says something.
    public static let keys = ["2", "1", "#"]

    /// A number nobody has, another one each time: a number that is known would be asked about its appeal.
    private static func caller(at now: Instant) -> String {
        let digits = String(now.milliseconds / 100 % 10_000)
        return "+7900000" + String(repeating: "0", count: 4 - digits.count) + digits
    }

    private let store: Store
    private let port: AsyncStream<Int>
    private let file: SettingsFile
    private let show: @Sendable (SimulationOutcome) -> Void

    /// Creates a demonstration.
    ///
    /// - Parameters:
    ///   - store: The database the call will be found in.
    ///   - port: The FastAGI server's port, once it listens.
    ///   - file: The settings.
    ///   - show: Shows what came of the call.
    public init(
        store: Store,
        port: AsyncStream<Int>,
        file: SettingsFile,
        show: @escaping @Sendable (SimulationOutcome) -> Void
    ) {
        self.store = store
        self.port = port
        self.file = file
        self.show = show
    }

    /// Plays the call, waits for its texts, and shows all.
    public func run() async throws {
        guard let port = await port.first(where: { _ in true }) else { return }
        let now = Instant.now()
        let simulation = CallSimulation(
            from: Self.caller(at: now),
            keys: Self.keys,
            uniqueID: "demo-\(now.milliseconds)"
        )
        let moments = try await DemoCall(port: port, simulation: simulation).run()
        guard let call = try await store.call(uniqueID: simulation.uniqueID),
            let outcome = try await settled(call, moments: moments)
        else { throw LaunchFailure("the call that was played was not kept", status: .failed) }
        show(outcome)
    }

    /// Waits until both texts are delivered, or ten seconds have gone.
    private func settled(_ call: Call, moments: [SimulatedCaller.Moment]) async throws -> SimulationOutcome? {
        var outcome: SimulationOutcome?
        for _ in 0..<100 {
            let messages = try await store.messages(of: [call.appeal], limit: 10)
            outcome = SimulationOutcome(
                moments: moments,
                appeal: try await store.appeal(call.appeal),
                calls: try await store.calls(of: [call.appeal], limit: 1),
                messages: messages.reversed(),
                texts: PromptTexts(beside: file),
                zone: file.zone
            )
            if messages.count == 2, messages.allSatisfy({ $0.state.isFinal || $0.state == .accepted }) { break }
            try await Task.sleep(for: .milliseconds(100))
        }
        return outcome
    }
}
