public import HotlineCore
public import Logging
internal import NIOCore
public import ServiceLifecycle

#if canImport(Glibc)
internal import Glibc
#endif

/// Takes what gateways report, on the address of `sms.callbackListen`.
public struct CallbackServer: Service {
    private let address: ListenAddress
    private let routes: CallbackRoutes
    private let logger: Logger
    private let onListening: @Sendable (Int) -> Void

    /// Creates a server.
    ///
    /// - Parameters:
    ///   - address: Where to listen.
    ///   - routes: What is served.
    ///   - logger: Where to say what happens.
    ///   - onListening: Told the port once reports can come.
    public init(
        address: ListenAddress,
        routes: CallbackRoutes,
        logger: Logger,
        onListening: @escaping @Sendable (Int) -> Void = { _ in }
    ) {
        self.address = address
        self.routes = routes
        self.logger = logger
        self.onListening = onListening
    }

    /// Serves until the program is told to stop, then finishes what is in hand.
    ///
    /// - Throws: ``CallbackListenError`` where the address cannot be had.
    public func run() async throws {
        do {
            try await address.serve(routes.router(), limits: .gateways, logger: logger) { port in
                logger.notice("Gateways can report.", metadata: ["callback.port": "\(port)"])
                onListening(port)
            }
        } catch {
            throw CallbackListenError(error, address: address)
        }
    }
}

/// Why gateways cannot report.
public enum CallbackListenError: Error, Hashable, Sendable {
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

extension CallbackListenError: CustomStringConvertible {
    /// One line for the log.
    public var description: String {
        switch self {
        case .inUse(let address): "/sms/callbackListen: another program listens on \(address)"
        case .refused(let address, let reason): "/sms/callbackListen: cannot listen on \(address): \(reason)"
        }
    }
}
