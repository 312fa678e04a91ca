internal import HotlineCore

/// The calls going on as a table for people and as rows for a spreadsheet.
public struct LiveCallListing: Sendable {
    private let calls: [LiveCallDocument]

    /// Creates a listing.
    public init(_ calls: [LiveCallDocument]) {
        self.calls = calls
    }

    /// The table.
    public func lines(_ palette: Palette) -> [String] {
        var table = TextTable(
            header: ["№", "Тема", "Сейчас", "С", "Ожидание", "Кто"],
            whole: ["Сейчас", "Ожидание", "Кто"],
            spare: ["С", "Тема", "Ожидание"]
        )
        for call in calls {
            table.add([
                TextTable.Cell(call.appeal?.description),
                TextTable.Cell(call.route?.subject),
                TextTable.Cell(call.state.word, call.state.tint),
                TextTable.Cell(call.since.clock),
                TextTable.Cell("\(call.waited) с"),
                TextTable.Cell(call.people.isEmpty ? nil : call.people.joined(separator: ", ")),
            ])
        }
        return table.lines(palette)
    }

    /// The rows, with a name over each column.
    public var csv: String {
        var csv = CSVText(header: ["appeal", "route", "state", "since", "waited", "people"])
        for call in calls {
            csv.add([
                call.appeal.map { "\($0)" }, call.route?.rawValue, call.state.rawValue, call.since.rfc3339,
                "\(call.waited)", call.people.joined(separator: " "),
            ])
        }
        return csv.text
    }
}

extension LiveCallDocument.State {
    /// The word of the staff.
    var word: String {
        switch self {
        case .queued: "ждёт"
        case .ringing: "звонит"
        case .talking: "говорит"
        }
    }

    var tint: Palette.Tint? {
        switch self {
        case .queued: .yellow
        case .ringing: nil
        case .talking: .green
        }
    }
}
