public import ServiceLifecycle

/// Tells the service manager that the program's tasks still get their turn.
///
/// It stands first among a program's services, so that it ends last: what is in hand is finished under the watchdog.
public struct Heartbeat: Service {
    private let manager: ServiceManager

    /// Creates the service.
    public init(_ manager: ServiceManager) {
        self.manager = manager
    }

    /// Tells it until graceful shutdown; does nothing where nobody wants to hear.
    public func run() async {
        guard let pause = manager.heartbeat else {
            try? await gracefulShutdown()
            return
        }
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            manager.tell(.alive)
            try? await cancelWhenGracefulShutdown { try await Task.sleep(for: pause) }
        }
    }
}
