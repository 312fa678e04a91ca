public import HotlineCore
public import Logging
public import ServiceLifecycle
internal import Synchronization

/// Sends the messages that are due, several at once, until told to stop.
///
/// What is in hand when it is told to stop is finished and kept first. The claim gives no two messages of one recipient, so
/// texts arrive in the order they were written however many are sent at once.
public struct OutboxService: Service {
    /// The longest rest: other programs write the outbox too, and ring no bell here.
    public static let longestRest = Duration.milliseconds(250)

    /// How often it is tried to keep what came of a part.
    private static let triesToKeep = 10

    private let gateways: [any MessageGateway]
    private let policy: RetryPolicy
    private let senders: Int
    private let logger: Logger
    private let rounds: Rounds
    /// Rung when a message was dealt with: there is room for another, and one to the same phone may be next.
    private let done = Bell()
    private let inHand = InHand()
    private let now: @Sendable () -> Instant
    private let jitter: @Sendable () -> Double
    private let claim: @Sendable (Instant, Int) async throws -> [OutboundMessage]
    private let nextDue: @Sendable () async throws -> Instant?
    private let settle: @Sendable (Identifier<OutboundMessage>, Settlement, Instant) async throws -> Void

    /// Creates a service.
    ///
    /// - Parameters:
    ///   - gateways: Where messages go, the first choice first; at least one.
    ///   - policy: When a message that was not taken is tried again.
    ///   - senders: How many messages are in hand at most.
    ///   - bell: Rung when a message was written.
    ///   - logger: Where to say what happened; never told a number or a text.
    ///   - now: Tells the time.
    ///   - jitter: Draws from `0..<1`.
    ///   - sleep: Lets time pass.
    ///   - claim: Takes messages that are due, so many at most, and holds them for longer than all their parts can take.
    ///   - nextDue: Tells when the next message is due.
    ///   - settle: Keeps what came of a message.
    public init(
        gateways: [any MessageGateway],
        policy: RetryPolicy,
        senders: Int = 4,
        bell: Bell,
        logger: Logger,
        now: @escaping @Sendable () -> Instant,
        jitter: @escaping @Sendable () -> Double,
        sleep: @escaping @Sendable (Duration) async throws -> Void,
        claim: @escaping @Sendable (Instant, Int) async throws -> [OutboundMessage],
        nextDue: @escaping @Sendable () async throws -> Instant?,
        settle: @escaping @Sendable (Identifier<OutboundMessage>, Settlement, Instant) async throws -> Void
    ) {
        precondition(!gateways.isEmpty && senders > 0, "an outbox needs a gateway and a sender")
        self.gateways = gateways
        self.policy = policy
        self.senders = senders
        self.logger = logger
        self.now = now
        self.jitter = jitter
        self.claim = claim
        self.nextDue = nextDue
        self.settle = settle
        rounds = Rounds(bell: bell, done, logger: logger, sleep: sleep)
    }

    /// Sends until graceful shutdown.
    ///
    /// One loop takes what is due for all senders, as much at once as they have room for: what comes together is one transaction.
    public func run() async {
        await withDiscardingTaskGroup { group in
            await rounds.run {
                let ended = done.rings
                let room = senders - inHand.state.withLock(\.count)
                guard room > 0 else { return Self.longestRest }
                let messages = try await claim(now(), room)
                guard !messages.isEmpty else {
                    inHand.state.withLock { $0.noneLeftAfter = ended }
                    return try await restUntilNextDue()
                }
                inHand.state.withLock { $0.count += messages.count }
                for message in messages {
                    group.addTask {
                        await send(message)
                        inHand.state.withLock { $0.count -= 1 }
                        done.ring()
                    }
                }
                return nil
            }
        }
    }

    /// Whether nothing is in hand, and nothing was due when it was last looked, which was after the last message ended.
    var isIdle: Bool { inHand.state.withLock { $0.count == 0 && $0.noneLeftAfter == done.rings } }

    /// How many messages are in hand, and how many had ended when none was due.
    private final class InHand: Sendable {
        let state = Mutex((count: 0, noneLeftAfter: -1))
    }

    private func restUntilNextDue() async throws -> Duration {
        guard let due = try await nextDue() else { return Self.longestRest }
        let wait = due - now()
        // One that is due and was not given is not ours to send now: asking again at once would not help.
        return wait > .zero ? min(wait, Self.longestRest) : Self.longestRest
    }
}

extension OutboxService {
    /// Hands over the parts that no gateway has yet.
    ///
    /// Does not throw: one message that goes wrong must not hold up the others.
    private func send(_ message: OutboundMessage) async {
        let gateway = gateways[gateways.indices.contains(message.gateway) ? message.gateway : 0]
        var logger = logger
        logger[metadataKey: LogKey.message] = "\(message.id)"
        logger[metadataKey: LogKey.attempt] = "\(message.attempt)"
        logger[metadataKey: LogKey.gateway] = "\(gateway.name)"
        for submission in message.submissions(whole: gateway.takesWholeTexts, at: now()) {
            let settlement: Settlement
            do throws(GatewayError) {
                settlement = .accepted(parts: submission.places, try await gateway.submit(submission.part))
            } catch {
                logger.log(error)
                settlement = Settlement(
                    error,
                    of: message,
                    parts: submission.places,
                    reference: gateway.reference(of: submission.part),
                    by: policy,
                    gateways: gateways.count,
                    at: now(),
                    jitter: jitter()
                )
            }
            let isKept = await keep(settlement, of: message.id, logger)
            guard isKept, case .accepted = settlement else { return }
        }
        logger.info("Handed a message to its gateway.")
    }

    /// Keeps what came of a message; a store that fails is waited over, for a part that is not kept would be sent again.
    ///
    /// - Returns: Whether it was kept. Where it was not, the message's hold runs out and it counts as interrupted.
    private func keep(_ settlement: Settlement, of id: Identifier<OutboundMessage>, _ logger: Logger) async -> Bool {
        for _ in 0..<Self.triesToKeep {
            do {
                try await settle(id, settlement, now())
                return true
            } catch {
                logger.error("What came of a message could not be kept.", metadata: [LogKey.error: "\(error)"])
                await rounds.restAfterFault()
            }
        }
        return false
    }
}

extension Logger {
    /// Says why a gateway did not take a message: as an error where somebody must act.
    fileprivate func log(_ error: GatewayError) {
        switch error {
        case .temporary(let reason):
            switch reason {
            case .notReached, .busy:
                warning("A gateway would not take a message for now.", metadata: [LogKey.error: "\(reason)"])
            case .credentials, .recipient, .text, .notRoutable, .unexpectedAnswer, .money, .forbidden:
                self.error("A gateway takes no messages until it is mended.", metadata: [LogKey.error: "\(reason)"])
            }
        case .permanent(let reason):
            self.error("A gateway refused a message for good.", metadata: [LogKey.error: "\(reason)"])
        case .unanswered:
            warning("A gateway did not say whether it took a message.", metadata: [LogKey.error: "unanswered"])
        }
    }
}
