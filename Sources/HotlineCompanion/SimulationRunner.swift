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
    ///   - request: The request it comes from; for one that came before, what came of that is told, and nothing is played.
    ///   - now: The time it is played at, where the order names none.
    ///   - store: Where it is kept; one in memory leaves no trace.
    /// - Returns: What came of it.
    /// - Throws: `StoreError` where the store fails.
    public func run(
        _ order: SimulationOrder,
        request: StaffRequest? = nil,
        now: Instant,
        store: Store
    ) async throws -> SimulationOutcome {
        guard let request else {
            let name = "\((order.at ?? now).milliseconds)-\(UInt32.random(in: 0 ... .max))"
            return try await play(order, named: name, at: order.at ?? now, store: store)
        }
        guard try await store.begin(request, at: now) else {
            return try await outcome(of: "simulated-\(request.name)", moments: [], store: store)
        }
        do {
            return try await play(order, named: request.name, at: order.at ?? now, store: store)
        } catch {
            // What was kept of it goes on under the same name when the request comes again.
            try? await store.forget(request)
            throw error
        }
    }

    private func play(
        _ order: SimulationOrder,
        named name: String,
        at now: Instant,
        store: Store
    ) async throws -> SimulationOutcome {
        let simulation = CallSimulation(order, uniqueID: "simulated-\(name)")
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
        return try await outcome(of: simulation.uniqueID, moments: moments, store: store)
    }

    /// What is kept of a call, beside what was heard in it.
    private func outcome(
        of uniqueID: String,
        moments: [SimulatedCaller.Moment],
        store: Store
    ) async throws -> SimulationOutcome {
        var outcome = SimulationOutcome(moments: moments, calls: [], messages: [], texts: texts, zone: zone)
        guard let call = try await store.call(uniqueID: uniqueID) else { return outcome }
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
