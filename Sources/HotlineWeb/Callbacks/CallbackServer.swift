public import HotlineCore
internal import Hummingbird
public import Logging
public import ServiceLifecycle

/// Takes what gateways report, on the address of `sms.callbackListen`.
///
/// No call and no text depends on it, so what keeps it from listening ends nothing: it is told, and tried again until it is mended.
public struct CallbackServer: Service {
    private let address: ListenAddress
    private let routes: CallbackRoutes
    private let pause: Duration
    private let logger: Logger
    private let onObstacle: @Sendable (ListenObstacle) -> Void
    private let onListening: @Sendable (Int) -> Void

    /// Creates a server.
    ///
    /// - Parameters:
    ///   - address: Where to listen.
    ///   - routes: What is served.
    ///   - pause: How often it is tried again where it cannot listen.
    ///   - logger: Where to say what happens.
    ///   - onObstacle: Told what keeps it from listening, each time it tries.
    ///   - onListening: Told the port once reports can come.
    public init(
        address: ListenAddress,
        routes: CallbackRoutes,
        pause: Duration = .seconds(5),
        logger: Logger,
        onObstacle: @escaping @Sendable (ListenObstacle) -> Void = { _ in },
        onListening: @escaping @Sendable (Int) -> Void = { _ in }
    ) {
        self.address = address
        self.routes = routes
        self.pause = pause
        self.logger = logger
        self.onObstacle = onObstacle
        self.onListening = onListening
    }

    /// Serves until the program is told to stop, then finishes what is in hand.
    public func run() async {
        let serving = KeptServing<BasicRequestContext>(
            address: address,
            place: "/sms/callbackListen",
            limits: .gateways,
            pause: pause,
            logger: logger,
            complaint: "Gateways cannot report; this is tried again until they can.",
            onListening: { port in
                logger.notice("Gateways can report.", metadata: ["callback.port": "\(port)"])
                onListening(port)
            },
            onObstacle: onObstacle
        )
        await serving.run(routes.router())
    }
}
