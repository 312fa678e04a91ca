internal import HotlineClient
internal import Hummingbird
public import Logging
internal import NIOCore
public import ServiceLifecycle
internal import Synchronization

#if canImport(Glibc)
internal import Glibc
#endif

/// Serves the staff API on a Unix socket.
public struct StaffServer: Service {
    private let path: String
    private let group: String?
    private let passed: CInt?
    private let routes: StaffRoutes
    private let logger: Logger
    private let onListening: @Sendable () -> Void

    /// Creates a server.
    ///
    /// - Parameters:
    ///   - path: The socket; its folder must be there.
    ///   - group: The group that may use it beside the owner; `nil` for the group the service runs with.
    ///   - passed: A socket at that path that listens already, whose maker says who may use it and takes it away.
    ///   - routes: What is served.
    ///   - logger: Where to say what happens.
    ///   - onListening: Told once requests can come.
    public init(
        path: String,
        group: String?,
        passed: CInt? = nil,
        routes: StaffRoutes,
        logger: Logger,
        onListening: @escaping @Sendable () -> Void = {}
    ) {
        self.path = path
        self.group = group
        self.passed = passed
        self.routes = routes
        self.logger = logger
        self.onListening = onListening
    }

    /// Serves until the program is told to stop, then finishes what is in hand and takes the socket away.
    ///
    /// - Throws: ``StaffSocketError`` where the socket cannot be had.
    public func run() async throws {
        if let passed { return try await serve(on: passed) }
        let socket = try StaffSocket(path: path, group: group)
        let outcome = await serve(socket.access)
        socket.remove()
        try outcome.get()
    }

    /// Serves on a socket that was passed; the lock beside it is held all the same, by which others know that the service runs.
    private func serve(on passed: CInt) async throws {
        let lock = try StaffSocketLock(beside: path)
        do {
            try await routes.served(.socket).serve(
                onPassed: passed,
                serverName: StaffAPI.serverName,
                limits: .colleagues,
                logger: logger.atLeast(.warning)
            ) {
                logger.notice("The staff can ask.", metadata: ["socket.path": "\(path)"])
                onListening()
            }
        } catch {
            throw StaffSocketError(error, path: path)
        }
        lock.release()
    }

    private func serve(_ access: SocketAccess) async -> Result<Void, any Error> {
        let trouble = Trouble()
        let application = Application(
            router: routes.served(.socket),
            server: .limitedHTTP(.colleagues),
            configuration: .init(address: .unixDomainSocket(path: path), serverName: StaffAPI.serverName),
            onServerRunning: { channel in
                do throws(StaffSocketError) {
                    try access.grant()
                    logger.notice("The staff can ask.", metadata: ["socket.path": "\(path)"])
                    onListening()
                } catch {
                    trouble.error.withLock { $0 = error }
                    channel.close(promise: nil)
                }
            },
            logger: logger.atLeast(.warning)
        )
        do {
            try await application.run()
        } catch {
            return .failure(trouble.error.withLock { $0 } ?? StaffSocketError(error, path: path))
        }
        return .success(())
    }

    /// What went wrong once the socket was there.
    private final class Trouble: Sendable {
        let error = Mutex<StaffSocketError?>(nil)
    }
}

extension StaffSocketError {
    /// Reads why the system would not let us listen.
    fileprivate init(_ error: any Error, path: String) {
        self = .cannotListen(path: path, reason: error.listeningReason)
    }
}

extension Logger {
    /// The logger without what is below a level.
    func atLeast(_ level: Logger.Level) -> Logger {
        var logger = self
        logger.logLevel = max(level, logLevel)
        return logger
    }
}
