/// Rows of text with their columns one below the other, by the width a terminal shows.
struct TextTable {
    /// One cell.
    struct Cell: ExpressibleByStringInterpolation {
        var text: String
        var tint: Palette.Tint?

        init(_ text: String?, _ tint: Palette.Tint? = nil) {
            self.text = text?.onOneLine ?? "—"
            self.tint = tint
        }

        init(stringLiteral value: String) { self.init(value) }
    }

    private var rows: [[Cell]] = []
    private let hasHeader: Bool

    /// Creates a table with a row of headings, or without where there are none.
    init(header: [String] = []) {
        hasHeader = !header.isEmpty
        if hasHeader { rows.append(header.map { Cell($0, .bold) }) }
    }

    /// Adds a row.
    mutating func add(_ cells: [Cell]) { rows.append(cells) }

    /// The lines, with two spaces between columns and none at their ends.
    func lines(_ palette: Palette) -> [String] {
        let columns = rows.map(\.count).max() ?? 0
        let widths = (0..<columns).map { column in
            rows.map { column < $0.count ? $0[column].text.displayWidth : 0 }.max() ?? 0
        }
        return rows.map { row in
            let cells = row.enumerated().map { column, cell in
                let isLast = column == row.count - 1
                let padding = isLast ? 0 : widths[column] - cell.text.displayWidth + 2
                return palette.paint(cell.text, cell.tint) + String(repeating: " ", count: padding)
            }
            return cells.joined()
        }
    }
}
