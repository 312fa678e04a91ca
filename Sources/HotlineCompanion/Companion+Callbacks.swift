internal import HotlineCore
internal import HotlineLaunch
internal import HotlineMessaging
internal import HotlineStore
internal import HotlineWeb
internal import Logging

extension Companion {
    /// The server that gateways report to, where one of them does.
    func callbackServer() -> CallbackServer? {
        guard !gateways.kannelSecrets.isEmpty else { return nil }
        let (store, logger) = (store, logger)
        let kannels = gateways.kannelSecrets.map { secret in
            HotlineWeb.KannelCallback(secret: secret) { query in
                let report: KannelReport
                do {
                    report = try KannelReport(query: query)
                } catch {
                    logger.warning("A gateway's report cannot be read.", metadata: ["error": "\(error)"])
                    return .malformed
                }
                guard let delivery = report.deliveryReport else { return .stored }
                do {
                    let isKnown = try await store.note(delivery, at: .now())
                    if !isKnown { logger.warning("A gateway reported on a message that is not ours.") }
                    return .stored
                } catch {
                    logger.error("A gateway's report could not be kept.", metadata: ["error": "\(error)"])
                    return .unavailable
                }
            }
        }
        return CallbackServer(
            address: file.settings.sms.callbackListen,
            routes: CallbackRoutes(kannels: kannels),
            logger: logger
        )
    }
}
