public import HotlineCore
public import Logging
public import ServiceLifecycle

/// Watches the terms: tells what is due when it is due, until told to stop.
///
/// What is due next the database knows, so that a rest is as long as nothing is due; other programs change that, and ring no
/// bell here, so no rest is longer than a moment.
public struct WatchService: Service {
    /// The longest rest.
    public static let longestRest = Duration.milliseconds(250)

    private let rounds: Rounds
    private let tell: @Sendable () async throws -> Bool
    private let nextDue: @Sendable () async throws -> Instant?
    private let now: @Sendable () -> Instant

    /// Creates a service.
    ///
    /// - Parameters:
    ///   - bell: Rung when an act may have set a term.
    ///   - logger: Where to say what went wrong.
    ///   - now: Tells the time.
    ///   - sleep: Lets time pass.
    ///   - tell: Tells what is due, up to so much in one go, and returns whether something was.
    ///   - nextDue: Tells when something is due next.
    public init(
        bell: Bell,
        logger: Logger,
        now: @escaping @Sendable () -> Instant,
        sleep: @escaping @Sendable (Duration) async throws -> Void,
        tell: @escaping @Sendable () async throws -> Bool,
        nextDue: @escaping @Sendable () async throws -> Instant?
    ) {
        self.tell = tell
        self.nextDue = nextDue
        self.now = now
        rounds = Rounds(bell: bell, logger: logger, sleep: sleep)
    }

    /// Watches until graceful shutdown.
    public func run() async {
        await rounds.run {
            guard try await !tell() else { return nil }
            guard let due = try await nextDue() else { return Self.longestRest }
            return max(.milliseconds(1), min(due - now(), Self.longestRest))
        }
    }
}
