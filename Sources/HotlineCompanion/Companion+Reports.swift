internal import HotlineClient
internal import HotlineCore
internal import HotlineLaunch
internal import HotlineMessaging
internal import HotlineStore
internal import HotlineWeb
internal import Logging

extension Companion {
    /// What the staff ask about reports to the director.
    ///
    /// - Parameter bell: Rung when a mail was written.
    /// - Returns: The desk.
    func reportDesk(ringing bell: Bell) -> ReportDesk {
        let (store, logger) = (store, logger)
        let (maker, letters) = (ReportMaker(file, store: store), ReportLetters(file))
        let hasSender = mailSender != nil
        let directors = file.settings.staff.addresses(of: .director)
        return ReportDesk(
            proposals: { week in
                try await asked(logger) { () throws(StoreError) in try await store.proposals(of: week.name) }
            },
            setProposals: { text, week, version, person, key in
                try await asked(logger) { () throws(StoreError) in
                    try await store.setProposals(
                        text,
                        of: week.name,
                        seen: version,
                        by: person,
                        request: StaffRequest(key, by: person),
                        at: .now()
                    )
                }
            },
            send: { week, isAgain, person, key in
                let (request, now) = (StaffRequest(key, by: person), Instant.now())
                if let request {
                    let sent = try await asked(logger) { () throws(StoreError) in
                        try await store.report(sentBy: request)
                    }
                    if let sent { return .sent(sent) }
                }
                guard hasSender else {
                    throw FaultDocument(.refused, "почту слать не от кого: в настройках нет email.from")
                }
                guard !directors.isEmpty else {
                    throw FaultDocument(.refused, "отчёт слать некому: в /staff нет директора с адресом почты (email)")
                }
                let posting = try await asked(logger) { () throws(StoreError) in
                    let report = try await maker.report(week, nil, at: now)
                    let proposals = try await store.proposals(of: week.name)
                    return try await store.sendReport(
                        letters.content(report, proposals: proposals.text, from: person),
                        of: week.name,
                        to: directors,
                        again: isAgain,
                        by: person,
                        request: request,
                        at: now
                    )
                }
                bell.ring()
                switch posting {
                case .sent(let report):
                    logger.notice(
                        "A report was sent to the director.",
                        metadata: ["report.number": "\(report.number)", "report.period": "\(report.week)"]
                    )
                    return .sent(report)
                case .already(let number): return .already(number: number)
                }
            },
            sent: { limit in
                try await asked(logger) { () throws(StoreError) in try await store.sentReports(limit: limit) }
            },
            sentReport: { number in
                try await asked(logger) { () throws(StoreError) in try await store.sentReport(number) }
            }
        )
    }
}
