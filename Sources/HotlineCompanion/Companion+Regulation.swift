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
    private static let watchBatch = 250

    /// What the staff ask about who works and whether all is in order.
    var regulationDesk: RegulationDesk {
        let (store, regulation, logger) = (store, file.regulation, logger)
        let maker = ReportMaker(file, store: store)
        return RegulationDesk(
            terms: regulation.terms,
            staff: file.settings.staff,
            workload: { try await asked(logger) { () throws(StoreError) in try await store.workload(at: .now()) } },
            standingIn: { person in
                let now = Instant.now()
                let absences = try await asked(logger) { () throws(StoreError) in try await store.absences(at: now) }
                return regulation.standingIn(person, given: Workload(absences: absences), at: now)
            },
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
                        terms: regulation.terms
                    )
                }
            },
            seal: { try await asked(logger) { () throws(StoreError) in try await store.seal() } },
            hash: { event in
                try await asked(logger) { () throws(StoreError) in try await store.hash(ofEvent: event) }
            },
            report: { period, source in
                try await asked(logger) { () throws(StoreError) in try await maker.report(period, source, at: .now()) }
            }
        )
    }

    /// The watch over the terms.
    func watch(ringing bell: Bell) -> WatchService {
        let (store, regulation, logger) = (store, file.regulation, logger)
        let schedule = AlarmSchedule(store: store, terms: regulation.terms)
        let aside = SetAside<AppealNumber>()
        return WatchService(
            bell: Bell(),
            logger: logger,
            now: { .now() },
            sleep: { try await Task.sleep(for: $0) },
            tell: {
                let now = Instant.now()
                try await schedule.run(at: now)
                let report = try await store.tellAlarms(
                    at: now,
                    limit: Self.watchBatch,
                    except: aside.left(at: now),
                    by: regulation
                )
                for (appeal, error) in report.setAside {
                    aside.leave(appeal, at: now)
                    logger.error(
                        "The terms of an appeal could not be watched; it is set aside for an hour.",
                        metadata: ["appeal": "\(appeal)", "error": "\(error)"]
                    )
                }
                guard report.appeals > 0 else { return !report.setAside.isEmpty }
                bell.ring()
                if report.late > .zero {
                    logger.error(
                        "Terms were watched late.",
                        metadata: ["watch.late": "\(report.late.setting)", "watch.appeals": "\(report.appeals)"]
                    )
                }
                return true
            },
            nextDue: { try await store.nextAlarm(except: aside.left(at: .now())) }
        )
    }
}
