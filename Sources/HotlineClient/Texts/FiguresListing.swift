internal import HotlineCore

/// How the texts stand, for people and as rows for a spreadsheet.
public struct FiguresListing: Sendable {
    private let figures: FiguresDocument

    /// Creates a listing.
    public init(_ figures: FiguresDocument) {
        self.figures = figures
    }

    /// The table.
    public func lines(_ palette: Palette) -> [String] {
        var table = TextTable()
        for state in MessageState.allCases {
            guard let count = figures.states[state], count > 0 else { continue }
            table.add([TextTable.Cell(state.word, state.tint), TextTable.Cell("\(count)")])
        }
        table.add([TextTable.Cell("отправлено повторно"), TextTable.Cell("\(figures.repeats)")])
        table.add([TextTable.Cell("самое старое в очереди"), TextTable.Cell(figures.oldestDue?.stamp)])
        for (name, count) in figures.incoming.sorted(by: { $0.key < $1.key }) {
            let word = ReplyDecision.Outcome(rawValue: name)?.word ?? name
            table.add([TextTable.Cell("пришло: \(word)"), TextTable.Cell("\(count)")])
        }
        return table.lines(palette)
    }

    /// The rows, with a name over each column; every state is there, with 0 where it has none.
    public var csv: String {
        var csv = CSVText(header: ["topic", "key", "value"])
        for state in MessageState.allCases { csv.add(["states", state.rawValue, "\(figures.states[state] ?? 0)"]) }
        csv.add(["repeats", nil, "\(figures.repeats)"])
        csv.add(["oldestDue", nil, figures.oldestDue?.rfc3339])
        for (name, count) in figures.incoming.sorted(by: { $0.key < $1.key }) {
            csv.add(["incoming", name, "\(count)"])
        }
        return csv.text
    }
}
