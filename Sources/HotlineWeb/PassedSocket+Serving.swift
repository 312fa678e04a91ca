internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Logging
internal import NIOCore
internal import NIOExtras
internal import NIOPosix
internal import ServiceLifecycle

extension Router where Context: InitializableFromSource<ApplicationRequestContextSource> {
    /// Serves the routes over plain HTTP, on a socket that listens already, until the program is told to stop; then finishes
    /// what is in hand.
    ///
    /// Hummingbird serves on sockets of its own making only; this is its loop over what a service manager passed.
    ///
    /// - Parameters:
    ///   - socket: The socket; it is closed at the end, and stays in the file system.
    ///   - serverName: What the answers say of who gave them.
    ///   - limits: How much those who connect may take; of one address as much as of all.
    ///   - logger: Where to say what goes wrong.
    ///   - onListening: Told once requests can come.
    /// - Throws: What keeps it from listening.
    func serve(
        onPassed socket: CInt,
        serverName: String,
        limits: NetworkLimits,
        logger: Logger,
        onListening: @escaping @Sendable () -> Void
    ) async throws {
        let responder = buildResponder()
        let child = LateChildChannel(
            HTTP1Channel(
                { request, writer, channel in
                    var logger = logger
                    logger[metadataKey: "hb.request.id"] = .stringConvertible(RequestID())
                    let context = Context(source: ApplicationRequestContextSource(channel: channel, logger: logger))
                    var response = try await responder.respond(to: request, context: context)
                    response.headers[.server] = serverName
                    try await writer.write(response: response.head, body: response.body)
                },
                within: limits
            )
        )
        let group = MultiThreadedEventLoopGroup.singleton
        let quiescing = ServerQuiescingHelper(group: group)
        let (arrivals, arriving) = AsyncStream.makeStream(of: LateChildChannel<HTTP1Channel>.Value.self)
        let listener = try await ServerBootstrap(group: group)
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .serverChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(quiescing.makeServerChannelHandler(channel: channel))
                }
            }
            .childChannelInitializer { channel in
                child.setup(channel: channel, logger: logger).map { _ = arriving.yield($0) }
            }
            .withBoundSocket(socket).get()
        listener.closeFuture.whenComplete { _ in arriving.finish() }
        let stop: @Sendable () -> Void = { quiescing.initiateShutdown(promise: nil) }
        await withTaskCancellationHandler {
            await withGracefulShutdownHandler {
                onListening()
                await withDiscardingTaskGroup { connections in
                    for await connection in arrivals {
                        connections.addTask { await child.handle(value: connection, logger: logger) }
                    }
                }
            } onGracefulShutdown: {
                stop()
            }
        } onCancel: {
            stop()
        }
    }
}
