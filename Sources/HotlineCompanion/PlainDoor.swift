internal import HotlineCore
internal import HotlineWeb
internal import Logging
internal import NIOCore
internal import NIOPosix
internal import ServiceLifecycle
internal import Synchronization

#if canImport(Glibc)
internal import Glibc
#endif

/// Where plain HTTP is taken: visitors of the site, or reports of gateways.
///
/// Nobody's call depends on it, so what keeps it shut ends nothing: it is told, and tried again until it is mended.
final class PlainDoor: Sendable {
    /// What keeps a program from listening.
    enum Obstacle: Hashable, Sendable {
        /// Another one does.
        case inUse
        /// The address is none of this machine's.
        case notOurs
        /// The account may not: a port below 1024.
        case forbidden
        /// Something else, in the system's words.
        case other(String)
    }

    /// Where it is.
    let address: ListenAddress
    private let current = Mutex(false)

    /// Creates a door that is shut.
    init(_ address: ListenAddress) {
        self.address = address
    }

    /// Whether requests can come.
    var isOpen: Bool { current.withLock(\.self) }

    /// Notes that requests can come, or cannot any more.
    func note(isOpen: Bool) { current.withLock { $0 = isOpen } }

    /// Looks what keeps it shut; `nil` where it could be opened at this moment.
    func obstacle() async -> Obstacle? {
        do {
            let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                .bind(host: address.host, port: address.port)
                .get()
            try await channel.close().get()
            return nil
        } catch let error as IOError {
            return switch error.errnoCode {
            case EADDRINUSE: .inUse
            case EADDRNOTAVAIL: .notOurs
            case EACCES: .forbidden
            default: .other(String(cString: strerror(error.errnoCode)))
            }
        } catch {
            return .other("\(type(of: error))")
        }
    }
}

/// Opens the door that gateways report by, as often as it takes.
struct CallbackOpening: Service {
    let door: PlainDoor
    let routes: CallbackRoutes
    let logger: Logger
    /// How often it is tried again.
    var pause = Duration.seconds(5)

    func run() async {
        let door = door
        var isTold = false
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            let server = CallbackServer(address: door.address, routes: routes, logger: logger) { _ in
                door.note(isOpen: true)
            }
            do {
                try await server.run()
                return
            } catch {
                door.note(isOpen: false)
                if !isTold {
                    logger.error(
                        "Gateways cannot report; this is tried again until they can.",
                        metadata: ["error": "\(error)"]
                    )
                }
                isTold = true
            }
            try? await cancelWhenGracefulShutdown { try await Task.sleep(for: pause) }
        }
    }
}
