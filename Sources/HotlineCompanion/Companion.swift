internal import HTTPClient
public import HotlineCore
public import HotlineLaunch
internal import HotlineMessaging
public import HotlineStore
internal import HotlineWeb
public import Logging
public import ServiceLifecycle

/// The companion service put together: it hands appeals over, texts, takes reports and answers the staff.
public struct Companion: Sendable {
    let file: SettingsFile
    let store: Store
    let gateways: Gateways
    let managerSecret: Secret?
    let mailSender: MailSender?
    /// The recordings, and the key they are sealed with.
    let vault: RecordingVault
    /// How machines elsewhere are met; `nil` where they are not.
    let network: NetworkDoor?
    /// Where visitors of the site are met.
    let siteDoor: PlainDoor
    /// Where gateways report; `nil` where none does.
    let callbackDoor: PlainDoor?
    /// Rung when a text came in.
    let postbell = Bell()
    /// The calls going on, as the exchange tells of them.
    let board = ExchangeWatch.LiveBoard()
    /// Rung when a call or an appeal may have changed.
    let changes = ChangeSignal()
    /// How backups stand.
    let backupBoard = BackupService.Board()
    /// When the service was put together.
    let startedAt = Instant.now()
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
        try Self.checkSecrets(file)
        self.file = file
        self.store = store
        self.logger = logger
        gateways = try Gateways(file, client: HTTPClient(), output: output)
        managerSecret = try Self.managerSecret(file)
        mailSender = try Self.mailSender(file)
        vault = try RecordingVault(file)
        network = NetworkDoor(file)
        siteDoor = PlainDoor(file.settings.web.listen)
        callbackDoor = gateways.callbacks.isEmpty ? nil : PlainDoor(file.settings.sms.callbackListen)
    }

    /// Looks at what the settings alone cannot tell: whether every secret is there and fit for use, and the certificate too,
    /// without which the service does all but answer machines elsewhere.
    ///
    /// - Parameter file: The settings.
    /// - Returns: The files that were not looked at, for they are not for this account to read.
    /// - Throws: `SettingsError` with all that is wrong.
    @discardableResult
    public static func check(_ file: SettingsFile) throws(SettingsError) -> [String] {
        let closed = file.closedFiles
        try checkSecrets(file, besides: closed)
        try NetworkDoor(file)?.check(besides: closed)
        return closed
    }

    /// Looks at what can be seen of the hotline on this machine while the service does not run.
    ///
    /// - Parameter file: The settings.
    /// - Returns: What was found, in the order in which it is told; the first thing is that the service is not there.
    public static func checksWithoutService(_ file: SettingsFile) async -> [HealthCheck] {
        await FileProbe(file: file).checks()
    }

    private static func checkSecrets(_ file: SettingsFile, besides closed: [String] = []) throws(SettingsError) {
        try Gateways.check(file, besides: closed)
        _ = try mailSender(file)
        if file.settings.asterisk.ami?.password.isIn(closed, of: file) != true { _ = try managerSecret(file) }
        if file.settings.agi.recordingKeyFile.map({ closed.contains(file.resolve($0)) }) != true {
            _ = try RecordingVault(file)
        }
    }

    private static func managerSecret(_ file: SettingsFile) throws(SettingsError) -> Secret? {
        guard let ami = file.settings.asterisk.ami else { return nil }
        return try Secret(ami.password, at: "/asterisk/ami/password", of: file)
    }

    /// The services, for a service group to run.
    ///
    /// - Parameter manager: Who may have handed over a socket named `staff`, and wants to hear how the service is.
    /// - Returns: The services, none of them running.
    public func services(of manager: ServiceManager? = nil) -> [any Service] {
        let bell = Bell()
        let exchange = exchangeWatch()
        let authorCalls = exchange.flatMap(authorCallService)
        var services: [any Service] = [
            handover(ringing: bell), outbox(hearing: bell), inbox(ringing: bell),
            watch(ringing: bell), reports(ringing: bell),
            RetentionWatch(file, store: store, logger: logger),
            SpoolService(
                door: StoreDoor(store, logger: logger),
                intake: SpoolIntake(file, logger: logger),
                logger: logger
            ),
            CallWatch(file, store: store, ringing: bell, logger: logger),
        ]
        services += staffServers(ringing: bell, calling: authorCalls, asking: exchange?.client, of: manager)
        services.append(siteServer(ringing: bell))
        services.append(databaseWatch)
        if let backupService { services.append(backupService) }
        if let exchange {
            services.append(exchange)
            if let authorCalls { services.append(authorCalls) }
            if let ladder = file.settings.sms.ladder.call {
                services.append(ladderCalls(ladder, through: exchange, hearing: bell))
            }
        }
        if let command = file.transcriberCommand {
            let folder = file.resolve(file.settings.agi.recordings)
            services.append(TranscriptService(command, folder: folder, store: store, logger: logger))
        }
        if vault.key != nil {
            let isWrittenDown = file.transcriberCommand != nil
            services.append(SealingService(vault: vault, store: store, isWrittenDown: isWrittenDown, logger: logger))
        }
        if let mail = mail(hearing: bell) {
            services.append(mail)
        } else {
            services.append(StrandedMail(store: store, regulation: file.regulation, bell: bell, logger: logger))
        }
        services += asking(ringing: bell)
        if let callbacks = callbackServer() { services.append(callbacks) }
        services += collectors()
        if let manager { services = [Heartbeat(manager)] + services + [Farewell(manager)] }
        return services
    }

    private func exchangeWatch() -> ExchangeWatch? {
        guard let ami = file.settings.asterisk.ami, let secret = managerSecret else { return nil }
        return ExchangeWatch(
            ami,
            secret: secret,
            store: store,
            regulation: file.regulation,
            board: board,
            changes: changes,
            logger: logger
        )
    }

    private func authorCallService(through exchange: ExchangeWatch) -> AuthorCallService? {
        guard let settings = file.settings.asterisk.call else { return nil }
        return AuthorCallService(
            settings: settings,
            hotlineNumber: file.settings.school.hotlineNumber.e164,
            client: exchange.client,
            store: store,
            regulation: file.regulation,
            bell: Bell(),
            logger: logger
        )
    }

    private func handover(ringing bell: Bell) -> HandoverService {
        let (store, regulation, logger) = (store, file.regulation, logger)
        let aside = SetAside<HandoverWord>()
        return HandoverService(bell: Bell(), logger: logger, sleep: { try await Task.sleep(for: $0) }) { batch in
            let now = Instant.now()
            let report = try await store.handOver(at: now, limit: batch, except: aside.left(at: now), by: regulation)
            for (word, error) in report.setAside {
                aside.leave(word, at: now)
                logger.error(
                    "What a call left to be done with an appeal could not be; it is set aside for an hour.",
                    metadata: ["appeal": "\(word.appeal)", "handover": "\(word.kind)", "error": "\(error)"]
                )
            }
            if report.done > 0 { bell.ring() }
            return report.done + report.setAside.count
        }
    }
}
