public import Logging
public import ServiceLifecycle

/// Hands over what calls left for the companion, until told to stop.
///
/// A typed appeal is with its specialist well within a second of the key, whichever program took the call.
public struct HandoverService: Service {
    /// The longest rest: the program that takes calls is another one, and rings no bell here.
    public static let longestRest = Duration.milliseconds(200)

    private let batch: Int
    private let rounds: Rounds
    private let handOver: @Sendable (Int) async throws -> Int

    /// Creates a service.
    ///
    /// - Parameters:
    ///   - batch: The most to hand over in one go.
    ///   - bell: Rung when a call left something, where that is known.
    ///   - logger: Where to say what went wrong.
    ///   - sleep: Lets time pass.
    ///   - handOver: Hands over up to so many, and returns how many it found.
    public init(
        batch: Int = 50,
        bell: Bell,
        logger: Logger,
        sleep: @escaping @Sendable (Duration) async throws -> Void,
        handOver: @escaping @Sendable (Int) async throws -> Int
    ) {
        self.batch = batch
        self.handOver = handOver
        rounds = Rounds(bell: bell, logger: logger, sleep: sleep)
    }

    /// Hands over until graceful shutdown.
    public func run() async {
        await rounds.run { try await handOver(batch) == 0 ? Self.longestRest : nil }
    }
}
