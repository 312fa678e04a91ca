internal import HotlineCore
internal import Hummingbird
internal import HummingbirdCore
internal import Logging
internal import NIOCore

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

extension Error {
    /// Why the system does not let anybody listen, in its words.
    var listeningReason: String {
        (self as? IOError).map { String(cString: strerror($0.errnoCode)) } ?? "\(type(of: self))"
    }
}
