public import HotlineCore
public import Logging
public import ServiceLifecycle

/// Serves the school's site on the address of `web.listen`.
///
/// No call depends on it, so what keeps it from listening ends nothing: it is told, and tried again until it is mended.
public struct SiteServer: Service {
    private let address: ListenAddress
    private let routes: SiteRoutes
    private let limits: NetworkLimits
    private let pause: Duration
    private let logger: Logger
    private let onObstacle: @Sendable (ListenObstacle) -> Void
    private let onListening: @Sendable (Int) -> Void

    /// Creates a server.
    ///
    /// - Parameters:
    ///   - address: Where to listen.
    ///   - routes: What is served.
    ///   - limits: How much visitors may take.
    ///   - pause: How often it is tried again where it cannot listen.
    ///   - logger: Where to say what happens.
    ///   - onObstacle: Told what keeps it from listening, each time it tries.
    ///   - onListening: Told the port once visitors can come.
    public init(
        address: ListenAddress,
        routes: SiteRoutes,
        limits: NetworkLimits = .visitors,
        pause: Duration = .seconds(5),
        logger: Logger,
        onObstacle: @escaping @Sendable (ListenObstacle) -> Void = { _ in },
        onListening: @escaping @Sendable (Int) -> Void = { _ in }
    ) {
        self.address = address
        self.routes = routes
        self.limits = limits
        self.pause = pause
        self.logger = logger
        self.onObstacle = onObstacle
        self.onListening = onListening
    }

    /// Serves until the program is told to stop, then finishes what is in hand.
    public func run() async {
        let serving = KeptServing<SiteRequestContext>(
            address: address,
            place: "/web/listen",
            limits: limits,
            proxies: routes.settings.web.proxies,
            pause: pause,
            logger: logger,
            complaint: "Visitors cannot come to the site; this is tried again until they can.",
            onListening: { port in
                logger.notice("Visitors can come to the site.", metadata: ["web.port": "\(port)"])
                onListening(port)
            },
            onObstacle: onObstacle
        )
        await serving.run(routes.router())
    }
}
