import HotlineClient
import HotlineCore
import HotlineStore
import HotlineWeb
import JSON
import Synchronization

extension StaffOffice {
    /// The desk over the store, as the service sets it up.
    var desk: StaffDesk {
        let now = Self.now + .seconds(60)
        let (store, regulation) = (store, regulation)
        return StaffDesk(
            appeals: { query in
                let filter = AppealFilter(
                    isOpen: query.isOpen,
                    source: query.source,
                    assignee: query.assignee,
                    needsCall: query.needsCall,
                    limit: query.limit
                )
                return try await reaching { try await store.appeals(filter) }
            },
            appealsNumbered: { numbers in
                try await reaching {
                    var appeals: [Appeal] = []
                    for number in numbers { appeals += try await store.appeal(number).map { [$0] } ?? [] }
                    return appeals
                }
            },
            calls: { numbers, limit in
                let calls = try await reaching { try await store.calls(limit: 1000) }
                return Array(calls.filter { numbers?.contains($0.appeal) ?? true }.prefix(limit))
            },
            messages: { numbers, state, limit in
                try await reaching {
                    try await store.messages(of: numbers, state: state, limit: limit).map(StaffMessage.init)
                }
            },
            mails: { numbers in
                try await reaching { try await store.mails(of: numbers).map(StaffMail.init) }
            },
            notes: { numbers in try await reaching { try await store.notes(of: numbers) } },
            perform: { act, number, person, key in
                try await reaching {
                    try await store.perform(
                        act,
                        on: number,
                        by: person,
                        through: .cli,
                        key: key,
                        at: now,
                        under: regulation
                    )
                }
            },
            events: { number in try await reaching { try await store.events(of: number) } },
            complete: { number, changes, version, person, key in
                let request = request(key, person)
                return try await reaching {
                    try await store.change(number, seen: version, request: request, at: now) { appeal, workload in
                        try regulation.completing(
                            appeal,
                            with: changes,
                            by: person,
                            given: workload,
                            through: .cli,
                            at: now
                        )
                    }
                }
            },
            add: { changes, consent, person, key in
                let added = try await reaching {
                    try await store.add(
                        changes,
                        consent: consent,
                        by: person,
                        request: request(key, person),
                        at: now,
                        under: regulation
                    )
                }
                return (added.appeal, added.others)
            },
            page: { after, limit, person, showsNumbers in
                try await reaching {
                    try await store.page(
                        after: after,
                        limit: limit,
                        showingNumbersTo: showsNumbers ? person : nil,
                        at: now
                    )
                }
            },
            noteNumberShown: { number, person in
                try await reaching { try await store.noteNumberShown(of: number, to: person, at: now) }
            },
            simulate: { order, _, _ in ["keys": .string(order.keys)] },
            now: { now }
        )
    }

    /// Who works, and the checks, as the service sets them up.
    var regulationDesk: RegulationDesk {
        let now = Self.now + .seconds(60)
        let (store, regulation) = (store, regulation)
        return RegulationDesk(
            terms: regulation.terms,
            staff: regulation.staff,
            workload: { try await reaching { try await store.workload(at: now) } },
            standingIn: { person in
                let absences = try await reaching { try await store.absences(at: now) }
                return regulation.standingIn(person, given: Workload(absences: absences), at: now)
            },
            addAbsence: { absence, person, key in
                try await reaching {
                    try await store.addAbsence(
                        of: absence.login,
                        from: absence.first,
                        to: absence.last,
                        deputy: absence.deputy,
                        by: person,
                        request: request(key, person),
                        at: now
                    )
                }
            },
            absence: { id in try await reaching { try await store.absence(id) } },
            cancelAbsence: { id, person, key in
                try await reaching {
                    try await store.cancelAbsence(id, by: person, request: request(key, person), at: now)
                }
            },
            auditEvents: { first in try await reaching { try await store.auditEvents(from: first, limit: 5) } },
            auditAppeals: { first in
                try await reaching { try await store.auditAppeals(from: AppealNumber(first), limit: 2) }
            },
            rebuild: { number, person, key in
                try await reaching {
                    try await store.rebuild(
                        number,
                        by: person,
                        through: .cli,
                        request: request(key, person),
                        at: now,
                        terms: regulation.terms
                    )
                }
            },
            seal: { try await reaching { try await store.seal() } },
            hash: { event in try await reaching { try await store.hash(ofEvent: event) } },
            report: { period, source in
                let facts = try await reaching { try await store.reportFacts(period, withBalance: true) }
                return AppealReport(period, of: source, from: facts, burst: nil, at: period.end)
            }
        )
    }

    /// A request as the store remembers it.
    func request(_ key: RequestKey?, _ person: Person) -> StaffRequest? {
        key.map { StaffRequest(key: $0.key, by: person, asking: $0.content) }
    }

    /// Asks the store, and tells what it refuses as the desk does.
    func reaching<Value>(_ body: () async throws -> Value) async throws -> Value {
        guard !register.isStoreLost.withLock(\.self) else { throw StaffDeskError.storeUnavailable }
        do {
            return try await body()
        } catch StoreError.refused(let fault) {
            throw fault
        } catch is StoreError {
            throw StaffDeskError.storeUnavailable
        }
    }
}

extension StaffOffice {
    /// The texts that came in, and a gateway that is always there, as the service sets them up.
    var textDesk: TextDesk {
        let store = store
        return TextDesk(
            inbox: { appeal, limit in
                try await reaching {
                    try await store.texts(about: appeal.map { [$0] }, limit: limit).map { text in
                        StaffText(
                            id: text.id.value,
                            gateway: text.gateway,
                            sender: text.sender,
                            phone: text.phone,
                            body: text.body,
                            receivedAt: text.receivedAt,
                            outcome: text.outcome,
                            appeal: text.appeal,
                            login: text.login
                        )
                    }
                }
            },
            gateways: {
                [GatewayDocument(name: "console", GatewayHealth(.dead("notReached"), balance: "12.30 RUB"))]
            },
            figures: { try await reaching { try await store.outboxFigures() } }
        )
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

extension StaffMail {
    /// A mail as the store keeps it.
    init(_ mail: KeptMail) {
        self.init(
            id: mail.id,
            appeal: mail.appeal,
            recipient: mail.recipient,
            state: MailDocument.State(rawValue: mail.state) ?? .failed,
            attempts: mail.attempts,
            createdAt: mail.createdAt,
            changedAt: mail.changedAt,
            reason: mail.reason
        )
    }
}
