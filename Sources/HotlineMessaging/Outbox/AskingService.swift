public import HotlineCore
public import Logging
public import ServiceLifecycle

/// Asks a gateway that does not report by itself what became of the texts it took, until told to stop.
public struct AskingService: Service {
    /// The most parts one question is about.
    public static let most = 100
    /// How long to rest where nothing is due.
    public static let rest = Duration.seconds(2)

    private let gateway: any MessageGateway
    private let logger: Logger
    private let rounds: Rounds
    private let now: @Sendable () -> Instant
    private let due: @Sendable (Instant) async throws -> [SubmittedPart]
    private let keep: @Sendable ([PartAnswer], [SubmittedPart], Instant) async throws -> Void

    /// Creates a service.
    ///
    /// - Parameters:
    ///   - gateway: Whom to ask.
    ///   - logger: Where to say what went wrong.
    ///   - now: Tells the time.
    ///   - sleep: Lets time pass.
    ///   - due: The parts to ask about now, at most ``most``.
    ///   - keep: Keeps the answers, and when those without one are asked about again.
    public init(
        gateway: any MessageGateway,
        logger: Logger,
        now: @escaping @Sendable () -> Instant,
        sleep: @escaping @Sendable (Duration) async throws -> Void,
        due: @escaping @Sendable (Instant) async throws -> [SubmittedPart],
        keep: @escaping @Sendable ([PartAnswer], [SubmittedPart], Instant) async throws -> Void
    ) {
        self.gateway = gateway
        self.logger = logger
        self.now = now
        self.due = due
        self.keep = keep
        rounds = Rounds(bell: Bell(), logger: logger, sleep: sleep)
    }

    /// Asks until graceful shutdown.
    public func run() async {
        await rounds.run(ask)
    }

    private func ask() async throws -> Duration? {
        let parts = try await due(now())
        guard !parts.isEmpty else { return Self.rest }
        var answers: [PartAnswer] = []
        do throws(GatewayError) {
            answers = try await gateway.ask(about: parts)
        } catch {
            logger.warning(
                "A gateway could not be asked about messages.",
                metadata: [LogKey.gateway: "\(gateway.name)", LogKey.error: "\(error)"]
            )
        }
        try await keep(answers, parts, now())
        return nil
    }
}
