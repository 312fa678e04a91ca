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
        var table = TextTable(header: ["Когда", "№", "Откуда", "Линия", "Клавиши", "Дошёл до", "Итог"])
        for call in calls {
            table.add([
                TextTable.Cell(call.startedAt.stamp),
                TextTable.Cell("\(call.appeal)"),
                TextTable.Cell(call.caller),
                TextTable.Cell(call.line?.word),
                TextTable.Cell(call.keys.flatMap { $0.isEmpty ? nil : $0 }),
                TextTable.Cell(call.lastStep?.word),
                TextTable.Cell(call.outcome?.word ?? (call.lastStep == nil ? nil : "идёт")),
            ])
        }
        return table.lines(palette)
    }

    /// The rows, with a name over each column.
    public var csv: String {
        var csv = CSVText(header: [
            "uniqueID", "appeal", "caller", "line", "startedAt", "endedAt", "lastStep", "outcome", "keys",
        ])
        for call in calls {
            csv.add([
                call.uniqueID, "\(call.appeal)", call.caller, call.line?.rawValue, call.startedAt.rfc3339,
                call.endedAt?.rfc3339, call.lastStep?.rawValue, call.outcome?.rawValue, call.keys,
            ])
        }
        return csv.text
    }
}
