public import HotlineCore
internal import JSON

/// Appeals as a table for people and as rows for a spreadsheet.
public struct AppealListing: Sendable {
    private let appeals: [AppealDocument]
    private let now: Instant

    /// Creates a listing whose terms are told at `now`.
    public init(_ appeals: [AppealDocument], now: Instant) {
        self.appeals = appeals
        self.now = now
    }

    /// The table.
    public func lines(_ palette: Palette) -> [String] {
        var table = TextTable(
            header: ["№", "Статус", "Тема", "Срок", "У кого", "Телефон", "Класс", "Поступило"],
            whole: ["Срок"],
            spare: ["Поступило", "Класс", "Телефон", "У кого", "Тема", "Статус"]
        )
        for appeal in appeals {
            let term = appeal.nextTerm(now: now)
            table.add([
                TextTable.Cell("\(appeal.number)"),
                TextTable.Cell(appeal.status.word, appeal.status.tint),
                appeal.isPrivate ? TextTable.Cell("личное", .dim) : TextTable.Cell(appeal.route?.subject),
                TextTable.Cell(term?.text, term?.left.tint),
                TextTable.Cell(appeal.assignee),
                TextTable.Cell(appeal.phone),
                TextTable.Cell(appeal.className),
                TextTable.Cell(appeal.receivedAt.stamp),
            ])
        }
        return table.lines(palette)
    }

    /// The rows, with a name over each column.
    public var csv: String { Self.rows(appeals, withHeader: true) }

    /// Appeals as JSON Lines: one value a line.
    public static func lines(_ appeals: [AppealDocument]) -> String {
        appeals.map { $0.json.encoded() + "\n" }.joined()
    }

    /// Appeals as rows, under the names of the columns where these are wanted.
    public static func rows(_ appeals: [AppealDocument], withHeader: Bool) -> String {
        var csv = withHeader ? CSVText(header: Self.columns) : CSVText()
        for appeal in appeals {
            let terms = [appeal.terms.distribute, appeal.terms.take, appeal.terms.close]
            csv.add(
                [
                    "\(appeal.number)", appeal.status.rawValue, appeal.type?.rawValue, appeal.route?.rawValue,
                    appeal.source?.rawValue, appeal.fullName, appeal.role?.rawValue, appeal.className,
                    appeal.description,
                    appeal.phone, appeal.email, "\(appeal.isPrivate)", appeal.receivedAt.rfc3339,
                    appeal.distributedAt?.rfc3339, appeal.takenAt?.rfc3339, appeal.closedAt?.rfc3339, appeal.assignee,
                    appeal.result,
                ] + terms.flatMap { [$0.due?.rfc3339, $0.state.rawValue] }
            )
        }
        return csv.text
    }

    private static let columns = [
        "number", "status", "type", "route", "source", "fullName", "role", "className", "description", "phone",
        "email",
        "private", "receivedAt", "distributedAt", "takenAt", "closedAt", "assignee", "result", "distributeDue",
        "distributeState", "takeDue", "takeState", "closeDue", "closeState",
    ]
}
