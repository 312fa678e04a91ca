internal import HotlineCore
internal import Hummingbird
internal import HummingbirdCore
internal import Logging
internal import NIOCore
internal import ServiceLifecycle

#if canImport(Glibc)
internal import Glibc
#endif

extension ListenAddress {
    /// Serves routes over plain HTTP until the program is told to stop, then finishes what is in hand.
    ///
    /// - Parameters:
    ///   - router: The routes.
    ///   - limits: How much those who connect may take.
    ///   - proxies: The addresses of what stands before the service and speaks for many.
    ///   - logger: Where to say what goes wrong.
    ///   - onListening: Told the port once requests can come.
    /// - Throws: What keeps it from listening; `listeningReason` tells it in words.
    func serve<Context: InitializableFromSource<ApplicationRequestContextSource> & RequestContext>(
        _ router: Router<Context>,
        limits: NetworkLimits,
        proxies: [String] = [],
        logger: Logger,
        onListening: @escaping @Sendable (Int) -> Void
    ) async throws {
        let application = Application(
            router: router,
            server: .limitedHTTP(limits, proxies: proxies),
            configuration: .init(
                address: .hostname(host, port: port),
                serverName: "hotlined",
                availableConnectionsDelegate: MaximumAvailableConnections(
                    limits.connections,
                    logger: logger.atLeast(.warning)
                )
            ),
            onServerRunning: { channel in onListening(channel.localAddress?.port ?? port) },
            logger: logger.atLeast(.warning)
        )
        try await application.run()
    }
}

/// Routes that are served over plain HTTP on an address of the settings.
///
/// Nobody's call depends on them, so what keeps them from being served ends nothing: it is told, and tried again until it is mended.
struct KeptServing<Context: InitializableFromSource<ApplicationRequestContextSource> & RequestContext>: Sendable {
    let address: ListenAddress
    /// Where the address stands in the settings: `/web/listen`.
    let place: String
    let limits: NetworkLimits
    var proxies: [String] = []
    /// How often it is tried again.
    let pause: Duration
    let logger: Logger
    /// What is said where it cannot be.
    let complaint: Logger.Message
    let onListening: @Sendable (Int) -> Void
    let onObstacle: @Sendable (ListenObstacle) -> Void

    /// Serves until the program is told to stop, then finishes what is in hand.
    func run(_ router: Router<Context>) async {
        var isTold = false
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            do {
                try await address.serve(
                    router,
                    limits: limits,
                    proxies: proxies,
                    logger: logger,
                    onListening: onListening
                )
                return
            } catch {
                let obstacle = ListenObstacle(error)
                onObstacle(obstacle)
                if !isTold { logger.error(complaint, metadata: ["error": "\(place): \(obstacle.words(for: address))"]) }
                isTold = true
                try? await cancelWhenGracefulShutdown { try await Task.sleep(for: pause) }
            }
        }
    }
}

extension Error {
    /// Why the system does not let anybody listen, in its words.
    var listeningReason: String {
        (self as? IOError).map { String(cString: strerror($0.errnoCode)) } ?? "\(type(of: self))"
    }
}
