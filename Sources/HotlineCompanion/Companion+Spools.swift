internal import HotlineCore
internal import HotlineLaunch
internal import HotlineMessaging
internal import Logging
internal import ServiceLifecycle

extension Companion {
    /// What collects the news that gateways leave in spools: one for each.
    func collectors() -> [any Service] {
        gateways.spools.map { gateway, spool in
            CollectService(
                SMSToolsMailbox(gateway: gateway, spool: spool, logger: logger),
                logger: logger,
                now: { .now() },
                sleep: { try await Task.sleep(for: $0) },
                keep: { await keep($0) }
            )
        }
    }
}
