internal import HotlineCore
internal import HotlineLaunch
internal import HotlineMessaging
internal import HotlineStore
internal import HotlineWeb
internal import Logging

extension Companion {
    /// What serves gateways that call, where one of them does.
    func callbackServer() -> CallbackServer? {
        guard let callbackDoor else { return nil }
        let store = store
        return CallbackServer(
            address: callbackDoor.address,
            routes: CallbackRoutes(
                gateways: gateways.callbacks.map { secret, reader in
                    GatewayCallback(kind: reader.kind, secret: secret) { request in await take(request, by: reader) }
                },
                metrics: { OutboxMetrics(try await store.outboxFigures(), at: .now()) }
            ),
            logger: logger,
            onObstacle: { callbackDoor.note(.shut($0)) },
            onListening: { _ in callbackDoor.note(.open) }
        )
    }

    private func take(_ request: CallbackRequest, by reader: any CallbackReader) async -> CallbackAnswer {
        let reading: CallbackReading
        do throws(CallbackFault) {
            reading = try reader.read(request)
        } catch {
            logger.warning("A gateway's call cannot be read.", metadata: ["error": "\(error)"])
            switch error {
            case .malformed: return .malformed
            case .undecodable: return .stored
            case .forgery: return .forbidden
            }
        }
        guard await keep(reading.news) else { return .unavailable }
        return reading.answer.map(CallbackAnswer.storedSaying) ?? .stored
    }

    /// Keeps what a gateway told.
    ///
    /// - Returns: Whether all of it is kept.
    func keep(_ news: [GatewayNews]) async -> Bool {
        let rules = outboxRules
        do {
            for item in news {
                switch item {
                case .report(let report):
                    let isKnown = try await store.note(report, at: .now(), by: rules)
                    if !isKnown { logger.warning("A gateway reported on a message that is not ours.") }
                case .referenced(let report): _ = try await store.note(report, at: .now(), by: rules)
                case .incoming(let text):
                    try await store.keep(text, at: .now())
                    postbell.ring()
                }
            }
            return true
        } catch {
            logger.error("What a gateway told could not be kept.", metadata: ["error": "\(error)"])
            return false
        }
    }
}
