internal import HotlineClient
internal import HotlineCore
internal import Hummingbird
internal import JSON

extension StaffRoutes {
    /// Reports on days and weeks.
    func addReports(to router: Router<StaffRequestContext>) {
        router.get("\(StaffAPI.dailyReport)") { request, context in
            _ = try context.person(withOneOf: .seeReports)
            let query = try DailyReportQuery(request, zone: zone)
            return try await answer(
                query.day ?? ReportPeriod(day: today, in: zone),
                query.source,
                naming: query.numbers
            )
        }
        router.get("\(StaffAPI.weeklyReport)") { request, context in
            _ = try context.person(withOneOf: .seeReports)
            let query = try WeeklyReportQuery(request, zone: zone)
            // A week that goes on is no week to judge.
            return try await answer(query.week ?? lastWeek, nil, naming: query.numbers)
        }
        addProposals(to: router)
        addSentReports(to: router)
    }

    private func addProposals(to router: Router<StaffRequestContext>) {
        router.get("\(StaffAPI.proposals)") { request, context in
            _ = try context.person(withOneOf: .sendReports)
            let week = try whole(try WeeklyReportQuery(request, zone: zone).week)
            return Response(json: ProposalsDocument(try await reports.proposals(week), zone: zone).json)
        }
        router.put("\(StaffAPI.proposals)") { request, context in
            let person = try context.person(withOneOf: .sendReports)
            let (order, key) = try await request.keyedBody(of: ProposalsOrder.init)
            let week = try whole(try named(order.week))
            guard order.text.count <= WeeklyProposals.longest else {
                throw AppealFault.wordsTooLong(most: WeeklyProposals.longest)
            }
            guard !order.text.holdsControls else { throw AppealFault.wordsNotPlain }
            guard let kept = try await reports.setProposals(order.text, week, order.version, person, key) else {
                throw FaultDocument(.changedMeanwhile, "предложения за это время изменили: посмотрите их ещё раз")
            }
            return Response(json: ProposalsDocument(kept, zone: zone).json)
        }
    }

    private func addSentReports(to router: Router<StaffRequestContext>) {
        router.get("\(StaffAPI.sentReports)") { _, context in
            _ = try context.person(withOneOf: .sendReports)
            let sent = try await reports.sent(Self.most)
            return Response(json: .array(sent.map { SentReportDocument($0, zone: zone, isWhole: false).json }))
        }
        router.get("\(StaffAPI.sentReports)/:number") { _, context in
            _ = try context.person(withOneOf: .sendReports)
            guard let number = context.parameters.get("number").flatMap(Int64.init) else {
                throw FaultDocument(.badRequest, "номер отчёта — целое число")
            }
            guard let report = try await reports.sentReport(number) else {
                throw FaultDocument(.unknown, "отправленного отчёта \(number) нет")
            }
            return Response(json: SentReportDocument(report, zone: zone, isWhole: true).json)
        }
        router.post("\(StaffAPI.sentReports)") { request, context in
            let person = try context.person(withOneOf: .sendReports)
            let (order, key) = try await request.keyedBody(of: SentReportOrder.init)
            let week = try whole(try named(order.week))
            switch try await reports.send(week, order.isAgain, person, key) {
            case .sent(let report):
                return Response(json: SentReportDocument(report, zone: zone, isWhole: false).json)
            case .already(let number):
                throw FaultDocument(
                    .refused,
                    "отчёт за неделю \(week.name) уже отправлен под номером \(number); отправить ещё раз: --again"
                )
            }
        }
    }

    /// The week that a body names; `nil` where it names none.
    private func named(_ text: String?) throws(FaultDocument) -> ReportPeriod? {
        guard let text else { return nil }
        guard let week = ReportPeriod(week: text, in: zone) else {
            throw FaultDocument(.badRequest, "week: нужно неделя: 2026-W11, или день в ней: 2026-03-12")
        }
        return week
    }

    /// The week, the last one unless it is named; of one that goes on there is nothing to write to the director.
    private func whole(_ named: ReportPeriod?) throws(FaultDocument) -> ReportPeriod {
        guard let week = named ?? lastWeek else {
            throw FaultDocument(.refused, "часы этой машины показывают год, в котором нет отчётов")
        }
        guard week.end <= desk.now() else {
            throw FaultDocument(.refused, "неделя \(week.name) ещё не кончилась")
        }
        return week
    }

    private var lastWeek: ReportPeriod? { ReportPeriod(weekOf: today, in: zone)?.before(in: zone) }

    private var today: CalendarDay { CalendarDay(zone.civilTime(at: desk.now())) }

    private func answer(
        _ period: ReportPeriod?,
        _ source: AppealSource?,
        naming most: Int?
    ) async throws -> Response {
        guard let period else {
            throw FaultDocument(.refused, "часы этой машины показывают год, в котором нет отчётов")
        }
        let report = try await regulation.report(period, source)
        return Response(json: ReportDocument(most.map(report.naming(atMost:)) ?? report, zone: zone).json)
    }
}
