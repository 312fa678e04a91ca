internal import HotlineClient
internal import HotlineCore
internal import HotlineLaunch
internal import HotlineMessaging
internal import HotlineStore
internal import HotlineWeb
internal import Logging

extension Companion {
    /// How many events or appeals one slice of an audit looks at: a fraction of a second's work.
    private static let auditSlice = 20_000
    /// How many appeals are dealt with in one transaction of the watch.
    private static let watchBatch = 200

    /// What the staff ask about who works and whether all is in order.
    var regulationDesk: RegulationDesk {
        let (store, terms, logger) = (store, file.regulation.terms, logger)
        return RegulationDesk(
            terms: terms,
            staff: file.settings.staff,
            workload: { try await asked(logger) { () throws(StoreError) in try await store.workload(at: .now()) } },
            addAbsence: { absence, person, key in
                try await asked(logger) { () throws(StoreError) in
                    try await store.addAbsence(
                        of: absence.login,
                        from: absence.first,
                        to: absence.last,
                        deputy: absence.deputy,
                        by: person,
                        request: StaffRequest(key, by: person),
                        at: .now()
                    )
                }
            },
            absence: { id in try await asked(logger) { () throws(StoreError) in try await store.absence(id) } },
            cancelAbsence: { id, person, key in
                let request = StaffRequest(key, by: person)
                return try await asked(logger) { () throws(StoreError) in
                    try await store.cancelAbsence(id, by: person, request: request, at: .now())
                }
            },
            auditEvents: { first in
                try await asked(logger) { () throws(StoreError) in
                    try await store.auditEvents(from: first, limit: Self.auditSlice)
                }
            },
            auditAppeals: { first in
                try await asked(logger) { () throws(StoreError) in
                    try await store.auditAppeals(from: AppealNumber(first), limit: Self.auditSlice / 10)
                }
            },
            rebuild: { number, person, key in
                let request = StaffRequest(key, by: person)
                return try await asked(logger) { () throws(StoreError) in
                    try await store.rebuild(
                        number,
                        by: person,
                        through: .cli,
                        request: request,
                        at: .now(),
                        terms: terms
                    )
                }
            },
            seal: { try await asked(logger) { () throws(StoreError) in try await store.seal() } },
            hash: { event in
                try await asked(logger) { () throws(StoreError) in try await store.hash(ofEvent: event) }
            }
        )
    }

    /// The watch over the terms.
    func watch(ringing bell: Bell) -> WatchService {
        let (store, regulation, logger) = (store, file.regulation, logger)
        let schedule = ScheduleOnce(store: store, terms: regulation.terms)
        return WatchService(
            bell: Bell(),
            logger: logger,
            now: { .now() },
            sleep: { try await Task.sleep(for: $0) },
            tell: {
                try await schedule.run()
                let report = try await store.tellAlarms(at: .now(), limit: Self.watchBatch, by: regulation)
                guard report.appeals > 0 else { return false }
                bell.ring()
                if report.late > .zero {
                    logger.error(
                        "Terms were watched late.",
                        metadata: ["watch.late": "\(report.late.setting)", "watch.appeals": "\(report.appeals)"]
                    )
                }
                return true
            },
            nextDue: { try await store.nextAlarm() }
        )
    }
}

/// Sets the alarms by the settings of now before the first look at them.
private actor ScheduleOnce {
    private let store: Store
    private let terms: Terms
    private var isDone = false

    init(store: Store, terms: Terms) {
        self.store = store
        self.terms = terms
    }

    func run() async throws {
        guard !isDone else { return }
        _ = try await store.reschedule(by: terms)
        isDone = true
    }
}
