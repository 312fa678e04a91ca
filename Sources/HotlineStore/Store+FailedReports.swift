internal import GRDB
public import HotlineCore

extension Store {
    /// The reports whose mail was given up, the newest of each kind for each who was to get one, until a later one of that kind went.
    public func failedReports() async throws(StoreError) -> [FailedReport] {
        try await read { db in
            try db.rows(
                """
                WITH posting AS (
                    SELECT kind, source, period, recipient AS login, NULL AS number, mail FROM reportSending
                    UNION ALL
                    SELECT 'director', '', week, recipient, number, mail FROM sentReportMail
                        JOIN sentReport ON number = report)
                SELECT posting.*, mail.recipient AS address, reason, max(mail.id) AS newest
                FROM posting JOIN mail ON mail.id = posting.mail
                WHERE state = 'failed' AND NOT EXISTS (
                    SELECT 1 FROM posting AS later JOIN mail AS gone ON gone.id = later.mail
                    WHERE later.kind = posting.kind AND later.source = posting.source AND later.login = posting.login
                        AND gone.id > mail.id AND gone.state = 'sent')
                GROUP BY kind, source, login ORDER BY newest DESC
                """
            ).map { row in
                FailedReport(
                    FailedReport.Subject(row),
                    recipient: row["login"],
                    address: row["address"],
                    reason: row["reason"]
                )
            }
        }
    }
}

extension FailedReport.Subject {
    fileprivate init(_ row: Row) {
        if let number = row["number"] as Int64? {
            self = .director(number: number, week: row["period"])
        } else if (row["kind"] as String) == ReportPeriod.Kind.weekly.rawValue {
            self = .draft(week: row["period"])
        } else {
            self = .day(row["period"], source: AppealSource(rawValue: row["source"]))
        }
    }
}
