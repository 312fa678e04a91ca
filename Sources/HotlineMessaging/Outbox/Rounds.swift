public import Logging
internal import ServiceLifecycle

/// Does one round of work after another until graceful shutdown, and rests where there is nothing to do.
///
/// Only the rests are cut short by shutdown; a round that was begun is finished.
public struct Rounds: Sendable {
    /// How long to rest after a round that failed.
    static let restAfterFault = Duration.seconds(2)

    private let bells: [Bell]
    private let logger: Logger
    private let sleep: @Sendable (Duration) async throws -> Void

    /// Creates rounds.
    ///
    /// - Parameters:
    ///   - bell: Rung when there may be something to do.
    ///   - others: Rung for the same.
    ///   - logger: Where to say what went wrong.
    ///   - sleep: Lets time pass.
    public init(
        bell: Bell,
        _ others: Bell...,
        logger: Logger,
        sleep: @escaping @Sendable (Duration) async throws -> Void
    ) {
        bells = [bell] + others
        self.logger = logger
        self.sleep = sleep
    }

    /// Goes on until told to stop; a round that throws is told of and waited over.
    ///
    /// - Parameter round: Does what there is to do, and returns how long to rest unless the bell rings; nothing for not at all.
    public func run(_ round: () async throws -> Duration?) async {
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            let heard = bells.map(\.rings)
            do {
                guard let pause = try await round() else { continue }
                await rest(pause, unlessRungAfter: heard)
            } catch  where Task.isCancelled {
                return
            } catch {
                logger.error("The store could not be read or written.", metadata: [LogKey.error: "\(error)"])
                await restAfterFault()
            }
        }
    }

    /// Rests after a fault; the bell does not cut it short, or a broken store would be asked as often as the bell rings.
    func restAfterFault() async {
        try? await cancelWhenGracefulShutdown { try await sleep(Self.restAfterFault) }
    }

    private func rest(_ pause: Duration, unlessRungAfter heard: [Int]) async {
        try? await cancelWhenGracefulShutdown {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await sleep(pause) }
                for (bell, heard) in zip(bells, heard) { group.addTask { await bell.waitForRing(after: heard) } }
                try await group.next()
                group.cancelAll()
            }
        }
    }
}
