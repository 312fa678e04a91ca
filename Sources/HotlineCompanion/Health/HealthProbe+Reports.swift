internal import HotlineClient
internal import HotlineCore
internal import HotlineLaunch
internal import HotlineStore

extension HealthProbe {
    /// The reports that did not go, until later ones do; of those that nobody wants any more, or who got them has left, no word is lost.
    func reportChecks() async throws -> [HealthCheck] {
        let logins = Set(file.settings.staff.map(\.login))
        let kinds = ReportSchedule(file.settings.reports, zone: file.zone).kinds
        return try await store.failedReports().filter { report in
            guard logins.contains(report.recipient) else { return false }
            return switch report.subject {
            case .day: kinds.contains(.daily)
            case .draft: kinds.contains(.weekly)
            case .director: true
            }
        }.map { HealthCheck($0) }
    }
}
