internal import AMI
internal import HotlineClient
internal import HotlineCore
internal import HotlineLaunch
internal import HotlineMessaging
internal import HotlineStore
internal import HotlineWeb
internal import Logging
internal import ServiceLifecycle

#if canImport(Glibc)
internal import Glibc
#endif

extension Companion {
    /// The servers that answer the command line: on this machine, and elsewhere where that is wanted.
    ///
    /// - Parameters:
    ///   - bell: Rung when an answer wrote texts.
    ///   - authorCalls: Calls authors; `nil` where nothing does.
    ///   - exchange: The connection to the exchange; `nil` where there is none.
    ///   - manager: Who may have handed over the socket, and wants to hear when the staff can ask.
    /// - Returns: The servers, not yet listening.
    func staffServers(
        ringing bell: Bell,
        calling authorCalls: AuthorCallService?,
        asking exchange: ManagerClient?,
        of manager: ServiceManager?
    ) -> [any Service] {
        let register = StaffRegister(staff: file.settings.staff, serviceAccount: geteuid())
        let routes = StaffRoutes(
            desk: desk(ringing: bell),
            voice: voiceDesk,
            regulation: regulationDesk,
            texts: textDesk,
            authorCalls: authorCallDesk(authorCalls),
            health: healthDesk(exchange),
            backups: backupDesk,
            tokens: tokenDesk,
            reports: reportDesk(ringing: bell),
            identify: { register.person(for: $0) },
            zone: file.zone,
            school: SchoolDocument(file.settings.school),
            logger: logger
        )
        let server = StaffServer(
            path: file.resolve(file.settings.socket.path),
            group: file.settings.socket.group,
            passed: manager?.socket(named: "staff"),
            routes: routes,
            logger: logger,
            onListening: { manager?.tell(.ready) }
        )
        return [server] + (network.map { [$0.service(routes, logger: logger)] } ?? [])
    }

    private func desk(ringing bell: Bell) -> StaffDesk {
        let (store, regulation, logger) = (store, file.regulation, logger)
        let runner = SimulationRunner(file: file)
        return StaffDesk(
            appeals: { query in
                let filter = AppealFilter(
                    isOpen: query.isOpen,
                    source: query.source,
                    assignee: query.assignee,
                    needsCall: query.needsCall,
                    limit: query.limit
                )
                return try await asked(logger) { () throws(StoreError) in try await store.appeals(filter) }
            },
            appealsNumbered: { numbers in
                try await asked(logger) { () throws(StoreError) in try await store.appeals(numbered: numbers) }
            },
            calls: { appeals, limit in
                try await asked(logger) { () throws(StoreError) in try await store.calls(of: appeals, limit: limit) }
            },
            messages: { appeals, state, limit in
                try await asked(logger) { () throws(StoreError) in
                    try await store.messages(of: appeals, state: state, limit: limit).map(StaffMessage.init)
                }
            },
            mails: { appeals in
                try await asked(logger) { () throws(StoreError) in
                    try await store.mails(of: appeals).map(StaffMail.init)
                }
            },
            notes: { appeals in
                try await asked(logger) { () throws(StoreError) in try await store.notes(of: appeals) }
            },
            perform: { act, number, person, key in
                try await asked(logger) { () throws(StoreError) in
                    defer { bell.ring() }
                    return try await store.perform(
                        act,
                        on: number,
                        by: person,
                        through: .cli,
                        key: key,
                        at: .now(),
                        under: regulation
                    )
                }
            },
            events: { number in
                try await asked(logger) { () throws(StoreError) in try await store.events(of: number) }
            },
            complete: { number, changes, version, person, key in
                try await asked(logger) { () throws(StoreError) in
                    let (now, request) = (Instant.now(), StaffRequest(key, by: person))
                    defer { bell.ring() }
                    return try await store.change(number, seen: version, request: request, at: now) {
                        appeal,
                        workload in
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
                try await asked(logger) { () throws(StoreError) in
                    defer { bell.ring() }
                    let added = try await store.add(
                        changes,
                        consent: consent,
                        by: person,
                        request: StaffRequest(key, by: person),
                        at: .now(),
                        under: regulation
                    )
                    return (added.appeal, added.others)
                }
            },
            page: { after, limit, person, showsNumbers in
                try await asked(logger) { () throws(StoreError) in
                    try await store.page(
                        after: after,
                        limit: limit,
                        showingNumbersTo: showsNumbers ? person : nil,
                        at: .now()
                    )
                }
            },
            noteNumberShown: { number, person in
                try await asked(logger) { () throws(StoreError) in
                    try await store.noteNumberShown(of: number, to: person, at: .now())
                }
            },
            simulate: { order, person, key in
                let request = StaffRequest(key, by: person)
                do {
                    return try await runner.run(order, request: request, now: .now(), store: store).json(now: .now())
                } catch let error as StoreError {
                    return try await asked(logger) { () throws(StoreError) in throw error }
                }
            },
            now: { .now() }
        )
    }
}

/// Asks the store, and turns its refusals into what the desk throws; what failed is said in the log once, here.
func asked<Value>(
    _ logger: Logger,
    _ body: () async throws(StoreError) -> Value
) async throws -> Value {
    do {
        return try await body()
    } catch .refused(let fault) {
        throw fault
    } catch {
        logger.error("The database failed a member of the staff.", metadata: ["error": "\(error)"])
        throw StaffDeskError.storeUnavailable
    }
}
