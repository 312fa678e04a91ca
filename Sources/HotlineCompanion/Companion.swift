internal import HTTPClient
internal import HotlineCore
public import HotlineLaunch
internal import HotlineMessaging
public import HotlineStore
public import Logging
public import ServiceLifecycle

/// The companion service put together: it hands appeals over, texts, takes reports and answers the staff.
public struct Companion: Sendable {
    /// How long a message is held while it is sent: longer than all its parts can take.
    private static let hold = Duration.seconds(120)

    let file: SettingsFile
    let store: Store
    let gateways: Gateways
    let managerSecret: Secret?
    let mailSender: MailSender?
    /// The calls going on, as the exchange tells of them.
    let board = ExchangeWatch.LiveBoard()
    let logger: Logger

    /// Reads the secrets and makes the gateways; nothing happens until the services run.
    ///
    /// - Parameters:
    ///   - file: The settings.
    ///   - store: The database.
    ///   - logger: Where to say what happens.
    ///   - output: Where the console gateway prints.
    /// - Throws: `SettingsError` with the place of a secret that cannot be read or used.
    public init(
        _ file: SettingsFile,
        store: Store,
        logger: Logger,
        output: @escaping @Sendable (String) -> Void
    ) throws(SettingsError) {
        try Self.check(file)
        self.file = file
        self.store = store
        self.logger = logger
        gateways = try Gateways(file, client: HTTPClient(), output: output)
        managerSecret = try Self.managerSecret(file)
        mailSender = try Self.mailSender(file)
    }

    /// Looks at what the settings alone cannot tell: whether every secret is there and fit for use.
    ///
    /// - Throws: `SettingsError` with all that is wrong.
    public static func check(_ file: SettingsFile) throws(SettingsError) {
        try Gateways.check(file)
        _ = try mailSender(file)
        _ = try managerSecret(file)
    }

    private static func managerSecret(_ file: SettingsFile) throws(SettingsError) -> Secret? {
        guard let ami = file.settings.asterisk.ami else { return nil }
        return try Secret(ami.password, at: "/asterisk/ami/password", of: file)
    }

    /// The services, for a service group to run.
    public func services() -> [any Service] {
        let bell = Bell()
        var services: [any Service] = [
            handover(ringing: bell), outbox(hearing: bell), staffServer(ringing: bell), watch(ringing: bell),
            RetentionWatch(file, store: store, logger: logger),
            SpoolService(
                door: StoreDoor(store, logger: logger),
                intake: SpoolIntake(file, logger: logger),
                logger: logger
            ),
            CallWatch(file, store: store, ringing: bell, logger: logger),
        ]
        if let ami = file.settings.asterisk.ami, let secret = managerSecret {
            services.append(ExchangeWatch(ami, secret: secret, store: store, board: board, logger: logger))
        }
        if let command = file.transcriberCommand {
            let folder = file.resolve(file.settings.agi.recordings)
            services.append(TranscriptService(command, folder: folder, store: store, logger: logger))
        }
        if let mail = mail(hearing: bell) { services.append(mail) }
        if let callbacks = callbackServer() { services.append(callbacks) }
        return services
    }

    private func handover(ringing bell: Bell) -> HandoverService {
        let (store, regulation) = (store, file.regulation)
        return HandoverService(bell: Bell(), logger: logger, sleep: { try await Task.sleep(for: $0) }) { batch in
            let found = try await store.handOver(at: .now(), limit: batch, by: regulation)
            if found > 0 { bell.ring() }
            return found
        }
    }

    private func outbox(hearing bell: Bell) -> OutboxService {
        let store = store
        let policy = RetryPolicy()
        return OutboxService(
            gateways: gateways.all,
            policy: policy,
            bell: bell,
            logger: logger,
            now: { .now() },
            jitter: { Double.random(in: 0..<1) },
            sleep: { try await Task.sleep(for: $0) },
            claim: { now in
                try await store.claimDueMessages(limit: 1, at: now, by: policy, heldFor: Self.hold).first
            },
            nextDue: { try await store.nextMessageDue() },
            settle: { message, settlement, now in
                switch settlement {
                case .accepted(let part, let receipt):
                    _ = try await store.noteAccepted(message, part: part, receipt: receipt, at: now)
                case .notAccepted(let state, let reason, let due, let gateway):
                    try await store.noteNotAccepted(
                        message,
                        state: state,
                        reason: reason,
                        due: due,
                        gateway: gateway,
                        at: now
                    )
                }
            }
        )
    }
}
