public import Logging
public import ServiceLifecycle
internal import Synchronization

/// Makes something of the texts that came in, one after the other, until told to stop.
///
/// A text that fails again and again is set aside, so that it does not hold up those behind it; it is kept all the same.
public struct InboxService: Service {
    /// The longest rest: another program may have kept a text, and rings no bell here.
    public static let longestRest = Duration.milliseconds(500)
    /// How often a text is tried.
    public static let mostTries = 5

    private let rounds: Rounds
    private let logger: Logger
    private let handle: @Sendable () async throws -> String?
    private let setAside: @Sendable () async throws -> Void
    private let failures = Failures()

    /// Creates a service.
    ///
    /// - Parameters:
    ///   - bell: Rung when a text came in.
    ///   - logger: Where to say what happened; never told a number or a word.
    ///   - sleep: Lets time pass.
    ///   - handle: Makes something of the oldest text, and returns what it was; nothing where there is none.
    ///   - setAside: Sets the oldest text aside.
    public init(
        bell: Bell,
        logger: Logger,
        sleep: @escaping @Sendable (Duration) async throws -> Void,
        handle: @escaping @Sendable () async throws -> String?,
        setAside: @escaping @Sendable () async throws -> Void
    ) {
        self.logger = logger
        self.handle = handle
        self.setAside = setAside
        rounds = Rounds(bell: bell, logger: logger, sleep: sleep)
    }

    /// Deals with texts until graceful shutdown.
    public func run() async {
        await rounds.run(next)
    }

    private func next() async throws -> Duration? {
        do {
            guard let outcome = try await handle() else { return Self.longestRest }
            failures.forget()
            logger.info("Dealt with a text that came in.", metadata: [LogKey.outcome: "\(outcome)"])
            return nil
        } catch {
            guard failures.add() >= Self.mostTries else { throw error }
            logger.error(
                "A text that came in is set aside: it fails again and again.",
                metadata: [LogKey.error: "\(error)"]
            )
            failures.forget()
            try await setAside()
            return nil
        }
    }

    /// How often the oldest text has failed.
    private final class Failures: Sendable {
        private let count = Mutex(0)

        func add() -> Int {
            count.withLock { count in
                count += 1
                return count
            }
        }

        func forget() { count.withLock { $0 = 0 } }
    }
}
