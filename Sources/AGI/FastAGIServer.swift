public import Logging
public import NIOCore
import NIOPosix
public import ServiceLifecycle

/// Takes calls from Asterisk over TCP and lets a dialogue speak with each.
///
/// All calls share one thread. A call that goes wrong ends alone.
public struct FastAGIServer<D: Dialogue>: Service {
    /// Does the work of a dialogue.
    ///
    /// It is called on the event loop and must not block; it calls its completion once, from any thread.
    public typealias Perform = @Sendable (D.Work, @escaping @Sendable (D.Finding) -> Void) -> Void

    private let host: String
    private let port: Int
    private let socket: CInt?
    private let pulse: Pulse?
    private let limits: ConversationLimits
    private let grace: Duration
    private let logger: Logger
    private let onListening: @Sendable (SocketAddress) -> Void
    private let makeDriver: @Sendable (any EventLoop) -> ConversationDriver

    /// Creates a server; nothing happens until ``run()``.
    ///
    /// - Parameters:
    ///   - host: The address to listen at.
    ///   - port: The port to listen at; 4573 is the one Asterisk uses unless told otherwise, and 0 takes any that is free.
    ///   - socket: A socket that listens already, by which calls come instead; it is closed at the end.
    ///   - pulse: What is done again and again on the thread of the calls.
    ///   - limits: How much a peer may send and how long it may take to begin.
    ///   - grace: How long calls may go on after graceful shutdown began.
    ///   - logger: Where calls that went wrong are reported.
    ///   - onListening: Called once, when Asterisk can connect.
    ///   - makeDialogue: Makes the dialogue of one connection, on the event loop.
    ///   - perform: Does the work of a dialogue.
    @inlinable
    public init(
        host: String,
        port: Int,
        socket: CInt? = nil,
        pulse: Pulse? = nil,
        limits: ConversationLimits = .init(),
        grace: Duration,
        logger: Logger,
        onListening: @escaping @Sendable (SocketAddress) -> Void = { _ in },
        makeDialogue: @escaping @Sendable () -> D,
        perform: @escaping Perform
    ) {
        self.init(
            host: host,
            port: port,
            socket: socket,
            pulse: pulse,
            limits: limits,
            grace: grace,
            logger: logger,
            onListening: onListening
        ) { eventLoop in
            ConversationDriver(ConversationRunner(dialogue: makeDialogue(), eventLoop: eventLoop, perform: perform))
        }
    }

    @usableFromInline
    init(
        host: String,
        port: Int,
        socket: CInt?,
        pulse: Pulse?,
        limits: ConversationLimits,
        grace: Duration,
        logger: Logger,
        onListening: @escaping @Sendable (SocketAddress) -> Void,
        makeDriver: @escaping @Sendable (any EventLoop) -> ConversationDriver
    ) {
        self.host = host
        self.port = port
        self.socket = socket
        self.pulse = pulse
        self.limits = limits
        self.grace = grace
        self.logger = logger
        self.onListening = onListening
        self.makeDriver = makeDriver
    }

    /// Takes calls until graceful shutdown, then lets those in hand finish.
    ///
    /// What is not over after the grace is closed with ``ClosingReason/shuttingDown``, and the work it then asks for is still done.
    /// Where the task is cancelled there is no grace.
    ///
    /// - Throws: ``ListeningError`` where the address cannot be had.
    public func run() async throws {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let result: Result<Void, any Error>
        do {
            result = .success(try await run(on: group.next()))
        } catch {
            result = .failure(error)
        }
        try await group.shutdownGracefully()
        try result.get()
    }

    private func run(on eventLoop: any EventLoop) async throws {
        let registry = try await eventLoop.submit {
            NIOLoopBound(CallRegistry(eventLoop: eventLoop), eventLoop: eventLoop)
        }.get()
        let stop: @Sendable (Duration) -> Void = { grace in
            eventLoop.execute { registry.value.stop(grace: grace) }
        }
        try await withTaskCancellationHandler {
            try await withGracefulShutdownHandler {
                let listener = try await listen(on: eventLoop, registry: registry)
                // Of a socket that was passed it may not be known.
                onListening(try listener.localAddress ?? .makeAddressResolvingHost(host, port: port))
                beat(on: eventLoop)
                try await eventLoop.flatSubmit {
                    registry.value.listen(on: listener)
                    return registry.value.stopped.futureResult
                }.get()
            } onGracefulShutdown: {
                stop(grace)
            }
        } onCancel: {
            stop(.zero)
        }
    }

    /// Beats until the event loop ends, which is after the last call.
    private func beat(on eventLoop: any EventLoop) {
        guard let pulse else { return }
        eventLoop.scheduleRepeatedTask(initialDelay: .zero, delay: TimeAmount(pulse.pause)) { _ in pulse.beat() }
    }

    private func listen(on eventLoop: any EventLoop, registry: NIOLoopBound<CallRegistry>) async throws -> any Channel {
        let (limits, logger, makeDriver) = (limits, logger, makeDriver)
        do {
            let bootstrap = ServerBootstrap(group: eventLoop)
                .serverChannelOption(.backlog, value: 1024)
                .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                .serverChannelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandler(
                            AcceptBackoffHandler(shouldForwardIOErrorCaught: false)
                        )
                    }
                }
                .childChannelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        let registry = registry.value
                        let call = ConversationHandler(
                            driver: makeDriver(channel.eventLoop),
                            eventLoop: channel.eventLoop,
                            limits: limits,
                            logger: logger,
                            onFinish: { registry.remove($0) }
                        )
                        try channel.pipeline.syncOperations.addHandler(call)
                        registry.add(call)
                    }
                }
            guard let socket else { return try await bootstrap.bind(host: host, port: port).get() }
            return try await bootstrap.withBoundSocket(socket).get()
        } catch {
            try? await eventLoop.submit { registry.value.abandon() }.get()
            throw ListeningError(host: host, port: port, reason: ListeningError.reason(for: error))
        }
    }
}
