public import ServiceLifecycle

/// Tells the service manager that the program was told to end.
///
/// It stands last among a program's services, so that it ends first.
public struct Farewell: Service {
    private let manager: ServiceManager

    /// Creates the service.
    public init(_ manager: ServiceManager) {
        self.manager = manager
    }

    /// Waits for graceful shutdown and tells of it.
    public func run() async {
        do {
            try await gracefulShutdown()
            manager.tell(.stopping)
        } catch {
            // Cancelled: the program falls, and has told why.
        }
    }
}
