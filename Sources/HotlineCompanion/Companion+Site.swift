internal import HotlineClient
internal import HotlineCore
internal import HotlineLaunch
internal import HotlineMessaging
internal import HotlineStore
internal import HotlineWeb
internal import Logging

extension Companion {
    /// The school's site.
    ///
    /// - Parameter bell: Rung when an appeal was made.
    /// - Returns: The server, not yet listening.
    func siteServer(ringing bell: Bell) -> SiteServer {
        let settings = file.settings
        return SiteServer(
            address: settings.web.listen,
            routes: SiteRoutes(
                desk: siteDesk(ringing: bell),
                tokens: tokenDesk,
                settings: SiteSettings(
                    web: settings.web,
                    school: settings.school,
                    terms: settings.terms,
                    retention: settings.retention.personalData,
                    staff: settings.staff,
                    zone: file.zone
                ),
                logger: logger
            ),
            logger: logger,
            onObstacle: { [siteDoor] in siteDoor.note(.shut($0)) },
            onListening: { [siteDoor] _ in siteDoor.note(.open) }
        )
    }

    private func siteDesk(ringing bell: Bell) -> SiteDesk {
        let (store, regulation, logger, gateways, regulationDesk) = (
            store, file.regulation, logger, gateways.all, regulationDesk
        )
        return SiteDesk(
            secret: { try await asked(logger) { () throws(StoreError) in try await store.webSecret() } },
            submit: { changes, consent, key in
                let appeal = try await asked(logger) { () throws(StoreError) in
                    try await store.submit(changes, consent: consent, key: key, at: .now(), under: regulation)
                }
                bell.ring()
                return appeal
            },
            appeal: { number in
                try await asked(logger) { () throws(StoreError) in try await store.appeals(numbered: [number]).first }
            },
            openAppeals: {
                try await asked(logger) { () throws(StoreError) in
                    try await store.appeals(AppealFilter(isOpen: true, limit: 10_000))
                }
            },
            report: { period in try await regulationDesk.report(period, nil) },
            figures: {
                var figures = try await asked(logger) { () throws(StoreError) in
                    try await store.serviceFigures(at: .now())
                }
                for gateway in gateways {
                    let document = GatewayDocument(name: gateway.name, await gateway.health())
                    figures.gateways[gateway.name] = document.condition == .alive
                }
                return figures
            },
            obstacles: { (try? await store.health()) == nil ? ["database"] : [] },
            now: { .now() }
        )
    }
}
