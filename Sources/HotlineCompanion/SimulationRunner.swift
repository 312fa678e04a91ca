public import HotlineClient
public import HotlineCore
public import HotlineLaunch
public import HotlineStore
internal import HotlineVoice
internal import Logging

/// Plays a call through the real flow, store, routing and texts, and tells what came of it.
public struct SimulationRunner: Sendable {
    private let file: SettingsFile
    private let texts: PromptTexts
    private let regulation: Regulation
    private let zone: ZoneRules

    /// Creates a runner with a settings file's menu and rules.
    public init(file: SettingsFile) {
        self.file = file
        texts = PromptTexts(beside: file)
        zone = file.zone
        regulation = Regulation(file.settings, zone: zone)
    }

    /// Plays a call.
    ///
    /// - Parameters:
    ///   - order: The call.
    ///   - now: The time it is played at, where the order names none.
    ///   - store: Where it is kept; one in memory leaves no trace.
    /// - Returns: What came of it.
    /// - Throws: `StoreError` where the store fails.
    public func run(_ order: SimulationOrder, now: Instant, store: Store) async throws -> SimulationOutcome {
        let now = order.at ?? now
        let simulation = CallSimulation(
            order,
            uniqueID: "simulated-\(now.milliseconds)-\(UInt32.random(in: 0 ... .max))"
        )
        let logger = Log.logger("hotline.simulate", level: .error)
        let taking = CallTaking(
            door: StoreDoor(store, logger: logger),
            spool: nil,
            rules: CallTaking.Rules(file),
            recordings: "",
            now: { now },
            logger: logger
        )
        let moments = await simulation.run(
            menu: CallMenu(file, promptVersion: texts.version),
            perform: { work, completion in taking.perform(work.withoutSound, completion: completion) }
        )
        while try await store.handOver(at: now, limit: 100, by: regulation) > 0 {}
        var outcome = SimulationOutcome(moments: moments, calls: [], messages: [], texts: texts, zone: zone)
        guard let call = try await store.call(uniqueID: simulation.uniqueID) else { return outcome }
        outcome.calls = [call]
        outcome.appeal = try await store.appeal(call.appeal)
        outcome.messages = try await store.messages(of: [call.appeal], limit: 20).reversed()
        return outcome
    }
}

extension CallWork {
    /// The same without a recording, of which there is no file.
    fileprivate var withoutSound: CallWork {
        guard case .note(var progress) = self else { return self }
        progress.recording = nil
        return .note(progress)
    }
}
