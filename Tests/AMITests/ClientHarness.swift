import AMI
import InMemoryLogging
import Logging
import ServiceLifecycle

/// A client, and what it tells; between two connections it waits until the test lets it go on.
struct ClientHarness: Sendable {
    enum Told: Hashable, Sendable {
        case connected
        case event(String?, note: String?)
        case disconnected(AMIError)
        case pause(Duration)
    }

    static let user = "test-account"
    static let secret = "not-a-word"

    let client: ManagerClient
    let log = InMemoryLogHandler()
    private let told: AsyncStream<Told>
    private let permission: AsyncStream<Void>.Continuation

    init(host: String = "127.0.0.1", port: Int, limits: ManagerLimits = .init()) {
        let (told, tell) = AsyncStream.makeStream(of: Told.self)
        let (permissions, permission) = AsyncStream.makeStream(of: Void.self)
        self.told = told
        self.permission = permission
        let log = log
        var logger = Logger(label: "test") { _ in log }
        logger.logLevel = .trace
        client = ManagerClient(
            host: host,
            port: port,
            credentials: ManagerCredentials(user: Self.user, secret: Self.secret),
            events: "call,user",
            limits: limits,
            reconnect: ReconnectPolicy(first: .seconds(1), longest: .seconds(5)),
            logger: logger,
            jitter: { 0 },
            sleep: { pause in
                tell.yield(.pause(pause))
                for await _ in permissions { return }
                throw CancellationError()
            },
            onConnected: { tell.yield(.connected) },
            onDisconnected: { tell.yield(.disconnected($0)) },
            onEvent: { tell.yield(.event($0.event, note: $0["Note"])) }
        )
    }

    /// What the client tells next.
    func next() async -> Told? {
        for await event in told { return event }
        return nil
    }

    /// Why the next connection ended.
    func nextEnd() async -> AMIError? {
        for await event in told {
            if case .disconnected(let error) = event { return error }
        }
        return nil
    }

    /// Why an action fails, or `nil` where it is answered.
    func failure(of action: ManagerAction) async -> AMIError? {
        do throws(AMIError) {
            _ = try await client.send(action)
            return nil
        } catch {
            return error
        }
    }

    /// Ends the pause that the client is in, or the next one.
    func goOn() { permission.yield() }

    /// Runs a client, does something, and shuts the client down.
    static func run(
        port: Int,
        limits: ManagerLimits = .init(),
        _ body: (ClientHarness, _ shutDown: @escaping @Sendable () async -> Void) async throws -> Void
    ) async throws {
        let harness = ClientHarness(port: port, limits: limits)
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [.init(service: harness.client)],
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
            )
        )
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            try await body(harness) { await group.triggerGracefulShutdown() }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }
}
