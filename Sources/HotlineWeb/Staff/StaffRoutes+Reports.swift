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
            return try await answer(query.day ?? ReportPeriod(day: today, in: zone), query.source)
        }
        router.get("\(StaffAPI.weeklyReport)") { request, context in
            _ = try context.person(withOneOf: .seeReports)
            let week = try WeeklyReportQuery(request, zone: zone).week
            // A week that goes on is no week to judge.
            return try await answer(week ?? ReportPeriod(weekOf: today, in: zone)?.before(in: zone), nil)
        }
    }

    private var today: CalendarDay { CalendarDay(zone.civilTime(at: desk.now())) }

    private func answer(_ period: ReportPeriod?, _ source: AppealSource?) async throws -> Response {
        guard let period else {
            throw FaultDocument(.refused, "часы этой машины показывают год, в котором нет отчётов")
        }
        return Response(json: ReportDocument(try await regulation.report(period, source), zone: zone).json)
    }
}
