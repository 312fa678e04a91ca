public import Logging
internal import NIOCore
internal import NIOPosix
public import ServiceLifecycle

/// Stays logged in at Asterisk's manager interface, hands on its events and sends it actions.
///
/// A connection that ends is made again, with longer and longer pauses. The secret is never sent, only its hash with a
/// challenge.
public struct ManagerClient: Service {
    private let host: String
    private let port: Int
    private let credentials: ManagerCredentials
    private let events: String
    private let limits: ManagerLimits
    private let reconnect: ReconnectPolicy
    private let logger: Logger
    private let jitter: @Sendable () -> Double
    private let sleep: @Sendable (Duration) async throws -> Void
    private let onConnected: @Sendable () -> Void
    private let onDisconnected: @Sendable (AMIError) -> Void
    private let onEvent: @Sendable (ManagerMessage) -> Void
    private let line = ManagerLine()

    /// Creates a client; nothing happens until ``run()``.
    ///
    /// The three closures that are told are called in order, on the event loop or between two connections, and must not block.
    ///
    /// - Parameters:
    ///   - host: Where Asterisk is.
    ///   - port: Where its manager interface listens; 5038 unless `manager.conf` says otherwise.
    ///   - credentials: The account.
    ///   - events: The classes of events wanted, such as `agent,call,user`; the account must be allowed to read them.
    ///   - limits: How much the peer may send and how long it may take.
    ///   - reconnect: How long to wait before connecting again.
    ///   - logger: Where to say what happens; never told a value.
    ///   - jitter: Draws from `0..<1`.
    ///   - sleep: Lets time pass before connecting again.
    ///   - onConnected: Told of each login, before the first event that follows it.
    ///   - onDisconnected: Told why a connection, or the attempt at one, ended.
    ///   - onEvent: Given each event.
    public init(
        host: String,
        port: Int,
        credentials: ManagerCredentials,
        events: String = "on",
        limits: ManagerLimits = .init(),
        reconnect: ReconnectPolicy = .init(),
        logger: Logger,
        jitter: @escaping @Sendable () -> Double,
        sleep: @escaping @Sendable (Duration) async throws -> Void,
        onConnected: @escaping @Sendable () -> Void = {},
        onDisconnected: @escaping @Sendable (AMIError) -> Void = { _ in },
        onEvent: @escaping @Sendable (ManagerMessage) -> Void
    ) {
        self.host = host
        self.port = port
        self.credentials = credentials
        self.events = events
        self.limits = limits
        self.reconnect = reconnect
        self.logger = logger
        self.jitter = jitter
        self.sleep = sleep
        self.onConnected = onConnected
        self.onDisconnected = onDisconnected
        self.onEvent = onEvent
    }

    /// Stays connected until graceful shutdown, then logs off once every action is answered.
    ///
    /// Where the task is cancelled the connection is closed at once.
    public func run() async throws {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        await stayConnected(on: group.next())
        try await group.shutdownGracefully()
    }

    /// Sends an action and waits for its response, which may be that Asterisk would not; see ``ManagerMessage/isSuccess``.
    ///
    /// - Parameter action: What to ask.
    /// - Returns: The response.
    /// - Throws: ``AMIError`` where it could not be sent or was not answered in time.
    public func send(_ action: ManagerAction) async throws(AMIError) -> ManagerMessage {
        guard let response = line.send(action) else { throw AMIError.notConnected }
        do {
            return try await response.get()
        } catch {
            throw (error as? AMIError) ?? AMIError.notConnected
        }
    }
}

// MARK: - Connecting

extension ManagerClient {
    private func stayConnected(on eventLoop: any EventLoop) async {
        var failures = 0
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            let (reason, wasOpened) = await converse(on: eventLoop)
            logger.info("A manager connection ended.", metadata: ["manager.end": "\(reason)"])
            onDisconnected(reason)
            failures = wasOpened ? 1 : failures + 1
            let pause = reconnect.pause(afterFailure: failures, jitter: jitter())
            try? await cancelWhenGracefulShutdown { try await sleep(pause) }
        }
    }

    /// Connects and holds one conversation to its end.
    ///
    /// Does not throw: one connection that goes wrong must not end the client.
    private func converse(on eventLoop: any EventLoop) async -> (reason: AMIError, wasOpened: Bool) {
        let ended = eventLoop.makePromise(of: (AMIError, Bool).self)
        let made = try? await eventLoop.submit { makeHandler(on: eventLoop, ended: ended) }.get()
        guard let handler = made else {
            ended.succeed((.notConnected, false))
            return (.notConnected, false)
        }
        return await withTaskCancellationHandler {
            await withGracefulShutdownHandler {
                let failure = await connect(handler)
                let (reason, wasOpened) = (try? await ended.futureResult.get()) ?? (.peerClosed, false)
                return (reason == .notConnected ? failure ?? reason : reason, wasOpened)
            } onGracefulShutdown: {
                eventLoop.execute { handler.value.leave() }
            }
        } onCancel: {
            eventLoop.execute { handler.value.close(.shuttingDown) }
        }
    }

    private func makeHandler(
        on eventLoop: any EventLoop,
        ended: EventLoopPromise<(AMIError, Bool)>
    ) -> NIOLoopBound<ManagerConnectionHandler> {
        let (line, onConnected, onEvent) = (line, onConnected, onEvent)
        var own: NIOLoopBound<ManagerConnectionHandler>?
        let handler = ManagerConnectionHandler(
            conversation: ManagerConversation(credentials: credentials, events: events),
            eventLoop: eventLoop,
            limits: limits,
            logger: logger
        ) { event in
            switch event {
            case .opened:
                line.take(own)
                onConnected()
            case .message(let message): onEvent(message)
            case .ended(let reason, let wasOpened):
                line.take(nil)
                own = nil
                ended.succeed((reason, wasOpened))
            }
        }
        let bound = NIOLoopBound(handler, eventLoop: eventLoop)
        own = bound
        return bound
    }

    /// Connects.
    ///
    /// - Returns: Why it could not be done; `nil` where it was.
    private func connect(_ handler: NIOLoopBound<ManagerConnectionHandler>) async -> AMIError? {
        do {
            _ = try await ClientBootstrap(group: handler.eventLoop)
                .connectTimeout(TimeAmount(limits.opening))
                .channelOption(.tcpOption(.tcp_nodelay), value: 1)
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandler(handler.value)
                    }
                }
                .connect(host: host, port: port)
                .get()
            return nil
        } catch {
            try? await handler.eventLoop.submit { handler.value.abandon() }.get()
            return .cannotConnect(host: host, port: port, reason: ConnectFailure.reason(for: error))
        }
    }
}
