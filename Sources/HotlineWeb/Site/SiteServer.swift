public import HotlineCore
public import Logging
internal import NIOCore
public import ServiceLifecycle

/// Serves the school's site on the address of `web.listen`.
///
/// No call depends on it, so what keeps it from listening ends nothing: it is told, and tried again until it is mended.
public struct SiteServer: Service {
    private static let pause = Duration.seconds(5)

    private let address: ListenAddress
    private let routes: SiteRoutes
    private let limits: NetworkLimits
    private let logger: Logger
    private let onListening: @Sendable (Int) -> Void

    /// Creates a server.
    ///
    /// - Parameters:
    ///   - address: Where to listen.
    ///   - routes: What is served.
    ///   - limits: How much visitors may take.
    ///   - logger: Where to say what happens.
    ///   - onListening: Told the port once visitors can come.
    public init(
        address: ListenAddress,
        routes: SiteRoutes,
        limits: NetworkLimits = .visitors,
        logger: Logger,
        onListening: @escaping @Sendable (Int) -> Void = { _ in }
    ) {
        self.address = address
        self.routes = routes
        self.limits = limits
        self.logger = logger
        self.onListening = onListening
    }

    /// Serves until the program is told to stop, then finishes what is in hand.
    public func run() async {
        var isTold = false
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            do {
                try await serve()
                return
            } catch {
                if !isTold {
                    let reason = error.listeningReason
                    logger.error(
                        "Visitors cannot come to the site; this is tried again until they can.",
                        metadata: ["error": "/web/listen: cannot listen on \(address): \(reason)"]
                    )
                }
                isTold = true
                try? await cancelWhenGracefulShutdown { try await Task.sleep(for: Self.pause) }
            }
        }
    }

    private func serve() async throws {
        try await address.serve(routes.router(), limits: limits, proxies: routes.settings.web.proxies, logger: logger) {
            port in
            logger.notice("Visitors can come to the site.", metadata: ["web.port": "\(port)"])
            onListening(port)
        }
    }
}
