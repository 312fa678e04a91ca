internal import HotlineClient
public import HotlineCore
internal import Hummingbird
internal import HummingbirdCore
public import Logging
internal import NIOCore
public import ServiceLifecycle

#if canImport(Glibc)
internal import Glibc
#endif

/// Serves the staff API to machines elsewhere, over TLS and to those who have a token.
public struct NetworkServer: Service {
    /// How often it is looked whether the certificate changed.
    private static let refresh = Duration.seconds(2)

    private let address: ListenAddress
    private let identity: CurrentIdentity
    private let routes: StaffRoutes
    private let limits: NetworkLimits
    private let logger: Logger
    private let onListening: @Sendable (Int) -> Void

    /// Creates a server.
    ///
    /// - Parameters:
    ///   - address: Where to listen.
    ///   - identity: The certificate and its key.
    ///   - routes: What is served.
    ///   - limits: How much those who ask may take.
    ///   - logger: Where to say what happens.
    ///   - onListening: Told the port once requests can come.
    public init(
        address: ListenAddress,
        identity: CurrentIdentity,
        routes: StaffRoutes,
        limits: NetworkLimits = NetworkLimits(),
        logger: Logger,
        onListening: @escaping @Sendable (Int) -> Void = { _ in }
    ) {
        self.address = address
        self.identity = identity
        self.routes = routes
        self.limits = limits
        self.logger = logger
        self.onListening = onListening
    }

    /// Serves until the program is told to stop, then finishes what is in hand.
    ///
    /// - Throws: ``NetworkListenError`` where the address cannot be had.
    public func run() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await serve() }
            group.addTask {
                while !Task.isShuttingDownGracefully, !Task.isCancelled {
                    try? await cancelWhenGracefulShutdown { try await Task.sleep(for: Self.refresh) }
                    identity.refresh(logger)
                }
            }
            // Where the one cannot go on, the other does not either.
            try await group.next()
            if !Task.isShuttingDownGracefully { group.cancelAll() }
            try await group.waitForAll()
        }
    }

    private func serve() async throws {
        let (identity, limits, logger) = (identity, limits, logger)
        let peers = PeerConnections(most: limits.connectionsOfOne)
        let application = Application(
            router: routes.served(.network),
            server: HTTPServerBuilder { responder in
                let http = HTTP1Channel(responder, within: limits) { [RefusalEnd()] }
                return LateChildChannel(PeerLimitedChannel(TLSChildChannel(identity: identity, http: http), peers))
            },
            configuration: .init(
                address: .hostname(address.host, port: address.port),
                serverName: StaffAPI.serverName,
                availableConnectionsDelegate: MaximumAvailableConnections(
                    limits.connections,
                    logger: logger.atLeast(.warning)
                )
            ),
            onServerRunning: { channel in
                let port = channel.localAddress?.port ?? address.port
                logger.notice("Machines elsewhere can ask.", metadata: ["api.port": "\(port)"])
                onListening(port)
            },
            logger: logger.atLeast(.warning)
        )
        do {
            try await application.run()
        } catch {
            throw NetworkListenError(error, address: address)
        }
    }
}

/// Why machines elsewhere cannot ask.
public enum NetworkListenError: Error, Hashable, Sendable {
    /// Another program listens there.
    case inUse(ListenAddress)
    /// The system refuses.
    case refused(ListenAddress, reason: String)

    fileprivate init(_ error: any Error, address: ListenAddress) {
        switch error as? IOError {
        case let error? where error.errnoCode == EADDRINUSE: self = .inUse(address)
        default: self = .refused(address, reason: error.listeningReason)
        }
    }
}

extension NetworkListenError: CustomStringConvertible {
    /// One line for the log.
    public var description: String {
        switch self {
        case .inUse(let address): "/api/listen: another program listens on \(address)"
        case .refused(let address, let reason): "/api/listen: cannot listen on \(address): \(reason)"
        }
    }
}
