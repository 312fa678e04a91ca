public import HotlineCore
public import Logging
public import ServiceLifecycle

/// Sends the mails that are due, a few at once, until told to stop.
///
/// What is in hand when it is told to stop is finished and kept first.
public struct MailService: Service {
    /// The longest rest: other programs write mails too, and ring no bell here.
    public static let longestRest = Duration.seconds(1)

    /// How often it is tried to keep what came of a mail.
    private static let triesToKeep = 10

    private let sender: MailSender
    private let policy: MailRetryPolicy
    private let senders: Int
    private let logger: Logger
    private let rounds: Rounds
    private let now: @Sendable () -> Instant
    private let jitter: @Sendable () -> Double
    private let send: @Sendable (MailMessage) async throws(MailError) -> Void
    private let claim: @Sendable (Instant) async throws -> OutboundMail?
    private let nextDue: @Sendable () async throws -> Instant?
    private let settle: @Sendable (Identifier<OutboundMail>, MailSettlement, Instant) async throws -> Void

    /// Creates a service.
    ///
    /// - Parameters:
    ///   - sender: Whom mails are from.
    ///   - policy: When a mail that was not taken is tried again.
    ///   - senders: How many mails are in hand at most.
    ///   - bell: Rung when a mail was written.
    ///   - logger: Where to say what happened; never told an address or a word.
    ///   - now: Tells the time.
    ///   - jitter: Draws from `0..<1`.
    ///   - sleep: Lets time pass.
    ///   - send: Hands a mail over, as ``SendmailTransport`` does.
    ///   - claim: Takes the mail that is due, if one is, and holds it for longer than sending can take.
    ///   - nextDue: Tells when the next mail is due.
    ///   - settle: Keeps what came of a mail.
    public init(
        sender: MailSender,
        policy: MailRetryPolicy = MailRetryPolicy(),
        senders: Int = 2,
        bell: Bell,
        logger: Logger,
        now: @escaping @Sendable () -> Instant,
        jitter: @escaping @Sendable () -> Double,
        sleep: @escaping @Sendable (Duration) async throws -> Void,
        send: @escaping @Sendable (MailMessage) async throws(MailError) -> Void,
        claim: @escaping @Sendable (Instant) async throws -> OutboundMail?,
        nextDue: @escaping @Sendable () async throws -> Instant?,
        settle: @escaping @Sendable (Identifier<OutboundMail>, MailSettlement, Instant) async throws -> Void
    ) {
        precondition(senders > 0, "mails need a sender")
        self.sender = sender
        self.policy = policy
        self.senders = senders
        self.logger = logger
        self.now = now
        self.jitter = jitter
        self.send = send
        self.claim = claim
        self.nextDue = nextDue
        self.settle = settle
        rounds = Rounds(bell: bell, logger: logger, sleep: sleep)
    }

    /// Sends until graceful shutdown.
    public func run() async {
        await withDiscardingTaskGroup { group in
            for _ in 0..<senders {
                group.addTask { await rounds.run(sendNext) }
            }
        }
    }

    /// Sends the mail that is due, and returns how long to rest where none is.
    private func sendNext() async throws -> Duration? {
        guard let mail = try await claim(now()) else { return try await restUntilNextDue() }
        await hand(over: mail)
        return nil
    }

    private func restUntilNextDue() async throws -> Duration {
        guard let due = try await nextDue() else { return Self.longestRest }
        let wait = due - now()
        // One that is due and was not given is another's: asking again at once would not help.
        return wait > .zero ? min(wait, Self.longestRest) : Self.longestRest
    }
}

extension MailService {
    /// Hands a mail over and keeps what came of it.
    ///
    /// Does not throw: one mail that goes wrong must not hold up the others.
    private func hand(over mail: OutboundMail) async {
        var logger = logger
        logger[metadataKey: LogKey.mail] = "\(mail.id)"
        logger[metadataKey: LogKey.attempt] = "\(mail.attempt)"
        let settlement: MailSettlement
        do throws(MailError) {
            try await send(try message(mail))
            settlement = .sent
        } catch {
            logger.log(error)
            settlement = MailSettlement(error, of: mail, by: policy, at: now(), jitter: jitter())
        }
        guard await keep(settlement, of: mail.id, logger), settlement == .sent else { return }
        logger.info("Handed a mail to the mail program.")
    }

    private func message(_ mail: OutboundMail) throws(MailError) -> MailMessage {
        do throws(MailFault) {
            return try MailMessage(mail, from: sender)
        } catch {
            switch error {
            case .address: throw .permanent(.recipient)
            case .name, .subject: throw .permanent(.subject)
            }
        }
    }

    /// Keeps what came of a mail; a store that fails is waited over, for one that is not kept would be sent again.
    ///
    /// - Returns: Whether it was kept. Where it was not, the mail's hold runs out and it counts as interrupted.
    private func keep(_ settlement: MailSettlement, of id: Identifier<OutboundMail>, _ logger: Logger) async -> Bool {
        for _ in 0..<Self.triesToKeep {
            do {
                try await settle(id, settlement, now())
                return true
            } catch {
                logger.error("What came of a mail could not be kept.", metadata: [LogKey.error: "\(error)"])
                await rounds.restAfterFault()
            }
        }
        return false
    }
}

extension Logger {
    /// Says why a mail was not taken: as an error where somebody must act.
    fileprivate func log(_ error: MailError) {
        switch error {
        case .temporary(let reason):
            switch reason {
            case .unavailable, .tookTooLong, .interrupted:
                warning("The mail program would not take a mail for now.", metadata: [LogKey.error: "\(reason)"])
            case .notStarted, .settings, .usage, .refused, .recipient, .subject, .unexpectedStatus:
                self.error("No mail is sent until the mail program is mended.", metadata: [LogKey.error: "\(reason)"])
            }
        case .permanent(let reason):
            self.error("A mail was refused for good.", metadata: [LogKey.error: "\(reason)"])
        case .unanswered:
            warning("The mail program did not say whether it took a mail.", metadata: [LogKey.error: "unanswered"])
        }
    }
}
