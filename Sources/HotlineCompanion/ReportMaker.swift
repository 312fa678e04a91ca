internal import HotlineCore
internal import HotlineLaunch
internal import HotlineStore

/// Makes reports of what is in the database.
struct ReportMaker: Sendable {
    let store: Store
    let zone: ZoneRules
    let burst: MenuSettings.Burst?
    /// Whether the exchange's own account of calls is kept.
    let hasAccount: Bool

    /// The report on a time; a week is compared with the one before.
    func report(
        _ period: ReportPeriod,
        _ source: AppealSource?,
        at now: Instant
    ) async throws(StoreError) -> AppealReport {
        let facts = try await store.reportFacts(period, withBalance: hasAccount)
        var comparison: (period: ReportPeriod, facts: ReportFacts)?
        if period.kind == .weekly {
            let before = period.before(in: zone)
            comparison = (before, try await store.reportFacts(before, withBalance: hasAccount))
        }
        return AppealReport(period, of: source, from: facts, comparedWith: comparison, burst: burst, at: now)
    }
}

extension ReportMaker {
    init(_ file: SettingsFile, store: Store) {
        self.init(
            store: store,
            zone: file.zone,
            burst: file.settings.menu.burst,
            hasAccount: file.settings.asterisk.cdr != nil
        )
    }
}
