internal import HotlineClient
internal import HotlineCore
internal import HotlineStore
internal import HotlineWeb

extension Companion {
    /// What the staff ask about texts that came in and about gateways.
    var textDesk: TextDesk {
        let (store, logger, gateways) = (store, logger, gateways.all)
        return TextDesk(
            inbox: { appeal, limit in
                try await asked(logger) { () throws(StoreError) in
                    try await store.texts(about: appeal.map { [$0] }, limit: limit).map(StaffText.init)
                }
            },
            gateways: {
                await withTaskGroup(of: (Int, GatewayDocument).self) { group in
                    for (place, gateway) in gateways.enumerated() {
                        group.addTask { (place, GatewayDocument(name: gateway.name, await gateway.health())) }
                    }
                    return await group.reduce(into: []) { $0.append($1) }.sorted { $0.0 < $1.0 }.map(\.1)
                }
            },
            figures: { try await asked(logger) { () throws(StoreError) in try await store.outboxFigures() } }
        )
    }
}

extension StaffText {
    /// The text as the staff API is given it.
    init(_ kept: KeptText) {
        self.init(
            id: kept.id.value,
            gateway: kept.gateway,
            sender: kept.sender,
            phone: kept.phone,
            body: kept.body,
            receivedAt: kept.receivedAt,
            outcome: kept.outcome,
            appeal: kept.appeal,
            login: kept.login
        )
    }
}
