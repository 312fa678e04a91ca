import AGI
import Logging
import NIOCore
import ServiceLifecycle

/// A server on a free port of the loopback, and what its dialogues heard.
struct ServerHarness: Sendable {
    typealias Event = ScriptedDialogue.Event
    typealias Perform = FastAGIServer<ScriptedDialogue>.Perform

    let port: Int
    let events: AsyncStream<Event>
    let shutDown: @Sendable () async -> Void

    /// The first event that is a closing.
    func closing() async -> ClosingReason? {
        for await event in events {
            if case .closed(let reason) = event { return reason }
        }
        return nil
    }

    /// Runs a server whose dialogues all follow one script, and shuts it down afterwards.
    static func run(
        _ script: [DialogueAction<String>],
        host: String = "127.0.0.1",
        port: Int = 0,
        socket: CInt? = nil,
        pulse: Pulse? = nil,
        limits: ConversationLimits = .init(),
        grace: Duration = .seconds(30),
        logger: Logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
        perform: @escaping Perform = { work, done in done(work) },
        _ body: @Sendable (ServerHarness) async throws -> Void
    ) async throws {
        let (events, heard) = AsyncStream.makeStream(of: Event.self)
        let (ports, listening) = AsyncStream.makeStream(of: Int.self)
        let server = FastAGIServer(
            host: host,
            port: port,
            socket: socket,
            pulse: pulse,
            limits: limits,
            grace: grace,
            logger: logger,
            onListening: { listening.yield($0.port ?? 0) },
            makeDialogue: { ScriptedDialogue(script) { heard.yield($0) } },
            perform: perform
        )
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(services: [.init(service: server)], logger: logger)
        )
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask {
                defer { listening.finish() }
                try await group.run()
            }
            for await port in ports {
                let harness = ServerHarness(port: port, events: events) { await group.triggerGracefulShutdown() }
                try await body(harness)
                break
            }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }
}
