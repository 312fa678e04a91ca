public import HotlineCore

extension HealthCheck {
    /// Tells of a report that did not go, and what to do about it.
    public init(_ report: FailedReport) {
        let (name, again): (String, String) =
            switch report.subject {
            case .day(let day, let source):
                (
                    "отчёт за день \(day)\(source.map { ", \($0.word)" } ?? "")",
                    "показать: hotline report daily --date \(day)\(source.map { " --source \($0.rawValue)" } ?? "")"
                )
            case .draft(let week):
                ("черновик отчёта за неделю \(week)", "показать: hotline report weekly --week \(week)")
            case .director(let number, let week):
                ("отчёт №\(number) директору", "отправить снова: hotline report weekly --week \(week) --send --again")
            }
        let address = report.address.isEmpty ? "" : " (\(EmailAddress.masked(report.address)))"
        let reason = report.reason.map { ": \(StateReason.words($0))" } ?? ""
        self.init(
            .mail,
            .fault,
            "\(name) не ушёл к \(report.recipient)\(address)\(reason)",
            cure: "проверьте staff[].email и почту (hotline doctor --mail АДРЕС); \(again)"
        )
    }
}
