internal import HotlineCore
internal import HotlineStore
public import Logging
public import ServiceLifecycle

/// Brings the spool into the database: at the start, and each minute from then on.
public struct SpoolService: Service {
    /// How long between two looks.
    private static let pause = Duration.seconds(60)
    /// How soon to look again where the database is not there.
    private static let shortPause = Duration.seconds(5)

    private let door: StoreDoor
    private let intake: SpoolIntake
    private let logger: Logger

    /// Creates a service.
    ///
    /// - Parameters:
    ///   - door: The way to the database.
    ///   - intake: What is done each time.
    ///   - logger: Where to say what went wrong.
    public init(door: StoreDoor, intake: SpoolIntake, logger: Logger) {
        self.door = door
        self.intake = intake
        self.logger = logger
    }

    /// Does what must be done before the first call is taken; where the database is not there, it is done later.
    public static func prepare(_ door: StoreDoor, _ intake: SpoolIntake, logger: Logger) async {
        intake.makeRoom()
        guard let store = door.store(at: .now()) else { return }
        do {
            try await intake.holdNumbers(of: store)
        } catch {
            logger.error("No numbers could be held ready.", metadata: ["error": "\(error)"])
        }
    }

    /// Looks until graceful shutdown.
    public func run() async {
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            let wasTaken = await look()
            try? await cancelWhenGracefulShutdown {
                try await Task.sleep(for: wasTaken ? Self.pause : Self.shortPause)
            }
        }
    }

    private func look() async -> Bool {
        let now = Instant.now()
        guard let store = door.store(at: now) else { return false }
        do {
            try await intake.run(into: store, at: now)
            return true
        } catch {
            if let error = error as? StoreError { door.note(error) }
            logger.error("The spool could not be taken in.", metadata: ["error": "\(error)"])
            return false
        }
    }
}
