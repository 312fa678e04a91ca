internal import AMI
internal import HotlineArchive
internal import HotlineClient
internal import HotlineCore
internal import HotlineLaunch
internal import HotlineMessaging
internal import HotlineStore
internal import HotlineWeb
internal import Logging
internal import Synchronization

/// Looks at all parts of the hotline, each by itself, so that one that hangs keeps no other from being told of.
struct HealthProbe: Sendable {
    /// How long a look at one part may take.
    private static let limit = Duration.seconds(10)

    let file: SettingsFile
    let store: Store
    let gateways: [any MessageGateway]
    let exchange: ManagerClient?
    /// When the service began.
    let startedAt: Instant
    /// Makes backups; `nil` where nothing does.
    let backups: BackupService?
    /// Where machines elsewhere are met; `nil` where they are not.
    let network: NetworkDoor?
    /// Where visitors of the site are met.
    let site: PlainDoor
    /// Where gateways report; `nil` where none does.
    let callbacks: PlainDoor?
    let logger: Logger

    var files: FileProbe { FileProbe(file: file) }

    /// What was found, in the order in which it is told.
    func checks() async -> [HealthCheck] {
        await withTaskGroup(of: [HealthCheck].self) { group in
            group.addTask { await Self.limited(.settings) { [settings()] } }
            group.addTask { await Self.limited(.database) { try await database() } }
            group.addTask { await Self.limited(.disk) { files.disks() } }
            group.addTask { await Self.limited(.rights) { files.rights() } }
            group.addTask { await Self.limited(.spool) { [files.spool()] } }
            group.addTask { await Self.limited(.asterisk) { await asterisk() } }
            group.addTask { await Self.limited(.agi) { [await files.callServer()] } }
            group.addTask { await Self.limited(.mail) { [files.mail()] } }
            group.addTask { await Self.limited(.mail) { try await reportChecks() } }
            group.addTask { await Self.limited(.api) { [networkCheck()].compactMap(\.self) } }
            group.addTask { await Self.limited(.site) { [doorCheck(.site, site, of: "web.listen")] } }
            if let callbacks {
                group.addTask {
                    await Self.limited(.callbacks) {
                        [doorCheck(.callbacks, callbacks, of: "sms.callbackListen")]
                    }
                }
            }
            group.addTask { await Self.limited(.backups) { [backupCheck()] } }
            for gateway in gateways {
                group.addTask {
                    await Self.limited(.gateway) {
                        [HealthCheck(gateway.name, GatewayDocument(name: gateway.name, await gateway.health()))]
                    }
                }
            }
            return await group.reduce(into: []) { $0 += $1 }.inOrder
        }
    }

    static func limited(
        _ name: HealthCheck.Name,
        _ look: @escaping @Sendable () async throws -> [HealthCheck]
    ) async -> [HealthCheck] {
        await withTaskGroup(of: [HealthCheck]?.self) { group in
            group.addTask {
                do {
                    return try await look()
                } catch {
                    let cure = "причина в журнале службы: journalctl -u hotlined"
                    return [HealthCheck(name, .fault, "посмотреть не удалось: \(type(of: error))", cure: cure)]
                }
            }
            group.addTask {
                try? await Task.sleep(for: limit)
                return nil
            }
            let first = await group.next() ?? nil
            group.cancelAll()
            return first ?? [HealthCheck(name, .fault, "не отвечает \(limit.words)", cure: "journalctl -u hotlined")]
        }
    }

    private func settings() -> HealthCheck {
        guard let changed = FileFacts(file.path)?.changedAt, changed > startedAt else {
            return HealthCheck(.settings, .good, file.path)
        }
        return HealthCheck(
            .settings,
            .warning,
            "\(file.path): изменён после запуска службы",
            cure: "hotline config check, затем systemctl restart hotlined"
        )
    }

    private func database() async throws -> [HealthCheck] {
        let now = Instant.now()
        let path = file.resolve(file.settings.storePath)
        let health: StoreHealth
        do throws(StoreError) {
            health = try await store.health()
        } catch {
            logger.error("The database could not be looked at.", metadata: ["error": "\(error)"])
            return [
                HealthCheck(
                    .database,
                    .fault,
                    "\(path): не пишется",
                    cure: "место на диске, права и журнал службы; звонки тем временем копятся в спуле"
                )
            ]
        }
        let size = FileFacts(path).map { ", \($0.size.bytesText)" } ?? ""
        let exchangeTime = await exchangeTime()
        return [
            HealthCheck(.database, .good, "\(path): читается и пишется\(size)"),
            .clock(now: now, newest: health.newestEvent, exchange: exchangeTime, isSynchronised: ClockDiscipline.now),
            .outbox(waiting: health.outbox.waiting, age: health.outbox.age(at: now)),
        ]
    }

    private func backupCheck() -> HealthCheck {
        if let failure = backups?.board.state.withLock(\.failure) {
            return HealthCheck(.backups, .fault, failure, cure: "устраните причину и повторите: hotline backup")
        }
        return .backups(
            newest: backups?.folder.kept.first?.manifest.at,
            every: backups?.settings.every,
            hasFolder: backups != nil,
            now: .now()
        )
    }
}

extension [HealthCheck] {
    /// The checks in the order in which they are told.
    var inOrder: [HealthCheck] {
        let order = Dictionary(uniqueKeysWithValues: HealthCheck.Name.allCases.enumerated().map { ($1, $0) })
        return sorted { (order[$0.name] ?? 0, $0.found) < (order[$1.name] ?? 0, $1.found) }
    }
}

extension HealthCheck {
    /// Tells of a gateway.
    init(_ name: String, _ gateway: GatewayDocument) {
        let balance = gateway.balance.map { ", на счёте \($0)" } ?? ""
        switch gateway.condition {
        case .alive: self.init(.gateway, .good, "\(name): отправляет\(balance)")
        case .impaired: self.init(.gateway, .fault, "\(name): не отправляет\(balance)", cure: gateway.cure)
        case .dead: self.init(.gateway, .fault, "\(name): не отвечает\(balance)", cure: gateway.cure)
        }
    }
}
