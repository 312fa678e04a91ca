internal import HotlineCore

/// Calls as a table for people and as rows for a spreadsheet.
public struct CallListing: Sendable {
    private let calls: [CallDocument]

    /// Creates a listing.
    public init(_ calls: [CallDocument]) {
        self.calls = calls
    }

    /// The table.
    public func lines(_ palette: Palette) -> [String] {
        var table = TextTable(
            header: ["Когда", "№", "Откуда", "Линия", "Клавиши", "Дошёл до", "Итог", "Связь", "Ответил", "Записи"],
            whole: ["№", "Откуда"],
            spare: ["Записи", "Линия", "Связь", "Клавиши", "Ответил", "Дошёл до"]
        )
        for call in calls {
            table.add([
                TextTable.Cell(call.startedAt.stamp),
                TextTable.Cell("\(call.appeal)"),
                TextTable.Cell(call.caller),
                TextTable.Cell(call.line?.word),
                TextTable.Cell(call.keys.flatMap { $0.isEmpty ? nil : $0 }),
                TextTable.Cell(call.lastStep?.word),
                TextTable.Cell(call.outcome?.word ?? (call.lastStep == nil ? nil : "идёт")),
                TextTable.Cell(call.link?.word),
                TextTable.Cell(call.answeredBy.map { "\($0)\(call.rang.map { ", \($0) с" } ?? "")" }),
                TextTable.Cell(
                    call.recordings.isEmpty ? nil : call.recordings.map(\.text).joined(separator: ", ")
                ),
            ])
        }
        return table.lines(palette)
    }

    /// The rows, with a name over each column.
    public var csv: String {
        var csv = CSVText(header: [
            "uniqueID", "appeal", "caller", "line", "startedAt", "endedAt", "lastStep", "outcome", "keys", "link",
            "answeredBy", "rang", "talked", "recordings",
        ])
        for call in calls {
            csv.add([
                call.uniqueID, "\(call.appeal)", call.caller, call.line?.rawValue, call.startedAt.rfc3339,
                call.endedAt?.rfc3339, call.lastStep?.rawValue, call.outcome?.rawValue, call.keys, call.link?.rawValue,
                call.answeredBy, call.rang.map(String.init), call.talked.map(String.init),
                call.recordings.map { "\($0.seconds)" }.joined(separator: " "),
            ])
        }
        return csv.text
    }
}
