internal import HotlineClient
internal import HotlineCore
internal import HotlineLaunch
internal import HotlineMessaging
internal import HotlineStore
internal import Logging
internal import ServiceLifecycle

/// Mails the reports that are due to the head, each once, however often the service starts.
struct ReportService: Service {
    /// How long between two looks.
    private static let pause = Duration.seconds(5)

    let schedule: ReportSchedule
    let maker: ReportMaker
    let letters: ReportLetters
    /// Who gets reports, with their addresses.
    let heads: [(login: String, address: String)]
    let store: Store
    let bell: Bell
    let logger: Logger

    func run() async {
        if heads.isEmpty, !schedule.kinds.isEmpty {
            logger.notice("No reports are mailed: the settings name no sender, or no head with an address.")
        }
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            do {
                try await look(at: .now())
            } catch {
                logger.error("Reports that are due could not be mailed.", metadata: ["error": "\(error)"])
            }
            try? await cancelWhenGracefulShutdown { try await Task.sleep(for: Self.pause) }
        }
    }

    /// Mails what is due at a time and was not mailed yet.
    func look(at now: Instant) async throws(StoreError) {
        let starts = try await store.reportStart(of: heads.isEmpty ? [] : schedule.kinds, at: now)
        var failure: StoreError?
        for kind in ReportPeriod.Kind.allCases {
            guard let start = starts[kind] else { continue }
            // What goes wrong with the one does not hold up the other.
            do throws(StoreError) {
                try await send(kind, dueSince: start, at: now)
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
    }

    private func send(
        _ kind: ReportPeriod.Kind,
        dueSince start: Instant,
        at now: Instant
    ) async throws(StoreError) {
        let due = schedule.due(kind, after: start, until: now)
        for one in due {
            switch kind {
            case .daily: for source in [AppealSource.phone, .web] { try await send(one, of: source, at: now) }
            case .weekly: try await send(one, of: nil, at: now)
            }
        }
        if let last = due.last { try await store.noteReportsSent(kind, until: last.at) }
    }

    private func send(_ due: ReportSchedule.Due, of source: AppealSource?, at now: Instant) async throws(StoreError) {
        var report: AppealReport?
        for head in heads {
            let sending = ReportSending(
                kind: due.period.kind,
                source: source,
                period: due.period.name,
                recipient: head.login,
                dueAt: due.at
            )
            guard try await !store.wasSent(sending) else { continue }
            let made: AppealReport
            if let report { made = report } else { made = try await maker.report(due.period, source, at: now) }
            report = made
            let proposals = source == nil ? try await store.proposals(of: due.period.name).text : ""
            let mail = letters.mail(made, due: due, proposals: proposals, to: head.address, at: now)
            guard try await store.send(sending, as: mail, at: now) else { continue }
            bell.ring()
            logger.info(
                "A report is on its way.",
                metadata: ["report.kind": "\(sending.kind)", "report.period": "\(sending.period)"]
            )
        }
    }
}

extension Companion {
    /// Mails reports; where there is no sender, it sees to it that none are made up for later.
    func reports(ringing bell: Bell) -> ReportService {
        let heads = mailSender == nil ? [] : file.settings.staff.addresses(of: .head)
        return ReportService(
            schedule: ReportSchedule(file.settings.reports, zone: file.zone),
            maker: ReportMaker(file, store: store),
            letters: ReportLetters(file),
            heads: heads,
            store: store,
            bell: bell,
            logger: logger
        )
    }
}

extension [StaffMember] {
    /// The logins and addresses of those with a role who have an address.
    func addresses(of role: Role) -> [(login: String, address: String)] {
        compactMap { member in
            guard member.roles.contains(role), let address = member.email else { return nil }
            return (member.login, address)
        }
    }
}
