public import HotlineCore
public import Logging
public import ServiceLifecycle

/// Collects what a gateway leaves in a spool, has it stored, and then takes it away, until told to stop.
public struct CollectService: Service {
    /// How long it rests between two looks.
    public static let rest = Duration.seconds(1)

    private let mailbox: SMSToolsMailbox
    private let logger: Logger
    private let rounds: Rounds
    private let now: @Sendable () -> Instant
    private let keep: @Sendable ([GatewayNews]) async -> Bool

    /// Creates a service.
    ///
    /// - Parameters:
    ///   - mailbox: Where the news is.
    ///   - logger: Where to say what went wrong.
    ///   - now: Tells the time.
    ///   - sleep: Lets time pass.
    ///   - keep: Stores news, and returns whether all of it is stored; it tells by itself what went wrong.
    public init(
        _ mailbox: SMSToolsMailbox,
        logger: Logger,
        now: @escaping @Sendable () -> Instant,
        sleep: @escaping @Sendable (Duration) async throws -> Void,
        keep: @escaping @Sendable ([GatewayNews]) async -> Bool
    ) {
        self.mailbox = mailbox
        self.logger = logger
        self.now = now
        self.keep = keep
        rounds = Rounds(bell: Bell(), logger: logger, sleep: sleep)
    }

    /// Collects until graceful shutdown.
    public func run() async {
        var fault: SMSToolsFault?
        await rounds.run {
            do throws(SMSToolsFault) {
                try await collect()
                fault = nil
            } catch {
                // The same fault once, not each second.
                if error != fault { tell(error) }
                fault = error
            }
            return Self.rest
        }
    }

    private func collect() async throws(SMSToolsFault) {
        let found = try mailbox.look(at: now())
        guard !found.isEmpty, await keep(found.map(\.news)) else { return }
        for item in found { try mailbox.dispose(of: item) }
    }

    private func tell(_ fault: SMSToolsFault) {
        logger.error(
            "A spool of text messages cannot be used.",
            metadata: [LogKey.gateway: "\(mailbox.gateway)", LogKey.error: "\(fault)"]
        )
    }
}
