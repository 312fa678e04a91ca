import HotlineClient
import HotlineCore
import HotlineStore
import HotlineWeb
import JSON

extension StaffOffice {
    /// The desk over the store, as the service sets it up.
    var desk: StaffDesk {
        let store = store
        let regulation = regulation
        let now = Self.now + .seconds(60)
        return StaffDesk(
            appeals: { query in
                try await store.appeals(
                    AppealFilter(
                        isOpen: query.isOpen,
                        source: query.source,
                        assignee: query.assignee,
                        limit: query.limit
                    )
                )
            },
            appealsNumbered: { numbers in
                var appeals: [Appeal] = []
                for number in numbers {
                    if let appeal = try await store.appeal(number) { appeals.append(appeal) }
                }
                return appeals
            },
            calls: { numbers, limit in
                try await store.calls(limit: 1000).filter { numbers?.contains($0.appeal) ?? true }.prefix(limit).map(
                    \.self
                )
            },
            messages: { numbers, limit in
                try await store.messages(limit: 1000).filter { numbers?.contains($0.appeal) ?? true }.prefix(limit)
                    .map(StaffMessage.init)
            },
            take: { number, person in
                try await refusing {
                    try await store.change(number, at: now) { appeal in
                        try regulation.taking(appeal, by: person, through: .cli, at: now)
                    }
                }
            },
            close: { number, result, person in
                try await refusing {
                    try await store.change(number, at: now) { appeal in
                        try regulation.closing(appeal, result: result, by: person, through: .cli, at: now)
                    }
                }
            },
            complete: { number, changes, version, person in
                try await refusing {
                    try await store.change(number, seen: version, at: now) { appeal in
                        try regulation.completing(appeal, with: changes, by: person, through: .cli)
                    }
                }
            },
            noteNumberShown: { number, person in try await store.noteNumberShown(of: number, to: person, at: now) },
            simulate: { order in ["keys": .string(order.keys)] },
            now: { now }
        )
    }
}

/// Does something with the store and tells its refusals as the desk does.
private func refusing<Value>(_ body: () async throws -> Value) async throws -> Value {
    do {
        return try await body()
    } catch StoreError.refused(let fault) {
        throw fault
    } catch is StoreError {
        throw StaffDeskError.storeUnavailable
    }
}

extension StaffMessage {
    /// A message as the store keeps it.
    init(_ message: KeptMessage) {
        self.init(
            id: message.id,
            appeal: message.appeal,
            kind: message.kind,
            recipient: message.recipient,
            body: message.body,
            parts: message.parts,
            state: message.state,
            attempts: message.attempts,
            repeats: message.repeats,
            createdAt: message.createdAt,
            changedAt: message.changedAt,
            reason: message.reason
        )
    }
}
