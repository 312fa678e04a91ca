internal import HotlineCore

/// The reports that the director was sent, as a table for people and as rows for a spreadsheet.
public struct SentReportListing: Sendable {
    private let reports: [SentReportDocument]

    /// Creates a listing.
    public init(_ reports: [SentReportDocument]) {
        self.reports = reports
    }

    /// The table.
    public func lines(_ palette: Palette) -> [String] {
        var table = TextTable(header: ["№", "Неделя", "Отправлен", "Кем", "Кому"])
        for report in reports {
            let deliveries = report.deliveries.map { "\($0.recipient) (\($0.state.word))" }
            let worst = report.deliveries.map(\.state).first { $0 != .sent } ?? .sent
            table.add([
                "\(report.number)", TextTable.Cell(report.week),
                TextTable.Cell("\(report.sentAt.clock) \(report.sentAt.longDate)"), TextTable.Cell(report.sentBy),
                TextTable.Cell(deliveries.joined(separator: ", "), worst.tint),
            ])
        }
        return table.lines(palette)
    }

    /// The rows, with a name over each column.
    public var csv: String {
        var csv = CSVText(header: ["number", "week", "sentAt", "sentBy", "subject", "recipients"])
        for report in reports {
            csv.add([
                "\(report.number)", report.week, report.sentAt.rfc3339, report.sentBy, report.subject,
                report.deliveries.map { "\($0.recipient):\($0.state.rawValue)" }.joined(separator: " "),
            ])
        }
        return csv.text
    }
}
