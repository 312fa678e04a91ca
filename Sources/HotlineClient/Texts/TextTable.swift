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
    private let goesOn: Bool
    /// The columns that are cut last, from 0; the first never is.
    private let whole: Set<Int>
    /// The columns that are left out where there is no room, from 0, the first to go first.
    private let spare: [Int]
    /// Whether the first column is cut too, before the others that are whole.
    private let cutsFirst: Bool
    /// The least room for a last column that goes on.
    private let prose: Int
    /// Whether it is a table of names and their values.
    private let isOfNames: Bool

    /// Creates a table.
    ///
    /// - Parameters:
    ///   - header: The headings; none for a table without.
    ///   - goesOn: Whether the last column, where it is too wide, goes on in lines of its own and is not cut; so it does in a
    ///     table without headings.
    ///   - whole: The headings of columns that are cut last; the first never is.
    ///   - spare: The headings of columns that are left out on a terminal too narrow for all, the first to go first. One that is
    ///     whole too is whole as long as others can go, and is cut before it goes itself.
    init(header: [String] = [], goesOn: Bool = false, whole: [String] = [], spare: [String] = []) {
        self.goesOn = goesOn || header.isEmpty
        self.whole = Set([0] + whole.compactMap(header.firstIndex(of:)))
        self.spare = spare.compactMap(header.firstIndex(of:))
        cutsFirst = false
        prose = Self.prose
        isOfNames = header.isEmpty
        if !header.isEmpty { rows.append(header.map { Cell($0, .bold) }) }
    }

    /// Creates a table without headings, whose columns are known by their place.
    ///
    /// - Parameters:
    ///   - wholeColumns: The columns that are cut last, from 0.
    ///   - spareColumns: The columns that are left out on a terminal too narrow for all, the first to go first.
    ///   - goesOn: Whether the last column goes on in lines of its own.
    ///   - cutsFirst: Whether the first column is cut before the others that are whole, as one with a long name and a figure
    ///     beside it.
    ///   - prose: The least room for a last column that goes on.
    init(
        wholeColumns: Set<Int>,
        spareColumns: [Int] = [],
        goesOn: Bool = true,
        cutsFirst: Bool = false,
        prose: Int = 24
    ) {
        self.goesOn = goesOn
        whole = wholeColumns.union([0])
        spare = spareColumns
        self.cutsFirst = cutsFirst
        self.prose = prose
        isOfNames = false
    }

    /// Adds a row.
    mutating func add(_ cells: [Cell]) { rows.append(cells) }

    /// The lines, with two spaces between columns and none at their ends, as wide as the palette's terminal at most.
    ///
    /// Where that is too narrow, spare columns are left out, and the widest of the others are cut short; the first never is,
    /// but in a table that says so.
    func lines(_ palette: Palette) -> [String] { linesOfRows(palette).flatMap(\.self) }

    /// The lines of each row.
    func linesOfRows(_ palette: Palette) -> [[String]] {
        var widths = widths
        let columns = widths.count
        guard let most = palette.columns else { return rows.map { row in lines(of: row, widths, palette) } }
        if isOfNames, columns == 2, widths[0] + 2 + min(widths[1], prose) > most { return stacked(palette) }
        var shown = Array(0..<columns)
        for column in spare {
            let cutsWhole = whole.contains(column)
            let least = shown.map { other in
                cutsWhole && spare.contains(other)
                    ? min(widths[other], Self.legible)
                    : leastWidth(of: other, widths[other], isLast: other == columns - 1)
            }
            guard Self.sum(least) > most else { break }
            shown.removeAll { $0 == column }
        }
        widths = shown.map { widths[$0] }
        narrow(&widths, of: shown, to: most)
        return rows.map { row in
            lines(of: shown.compactMap { $0 < row.count ? row[$0] : nil }, widths, palette)
        }
    }

    /// Each name on a line of its own with its value below it, for a terminal too narrow to have them side by side.
    private func stacked(_ palette: Palette) -> [[String]] {
        rows.map { row in
            row.enumerated().flatMap { column, cell in
                palette.wrap(column == 0 ? cell.text : "  \(cell.text)", cell.tint)
            }
        }
    }

    /// Whether a terminal has room for every column: for one that is whole as it is, for another so that it can be read.
    func fits(_ palette: Palette) -> Bool {
        guard let most = palette.columns else { return true }
        let widths = widths
        let least = widths.indices.map { leastWidth(of: $0, widths[$0], isLast: $0 == widths.count - 1) }
        return Self.sum(least) <= most
    }

    /// How wide each column is where nothing is cut.
    private var widths: [Int] {
        (0..<(rows.map(\.count).max() ?? 0)).map { column in
            rows.map { column < $0.count ? $0[column].text.displayWidth : 0 }.max() ?? 0
        }
    }

    /// How wide a column must be to be worth showing.
    private func leastWidth(of column: Int, _ width: Int, isLast: Bool) -> Int {
        if whole.contains(column) { return width }
        return min(width, isLast && goesOn ? prose : Self.legible)
    }

    private func lines(of row: [Cell], _ widths: [Int], _ palette: Palette) -> [String] {
        var line = ""
        var indent = 0
        for (column, cell) in row.enumerated() {
            let isLast = column == row.count - 1
            guard isLast, goesOn else {
                let text = cell.text.fitted(to: widths[column])
                let padding = isLast ? 0 : widths[column] - text.displayWidth + 2
                line += palette.paint(text, cell.tint) + String(repeating: " ", count: padding)
                indent += widths[column] + 2
                continue
            }
            let pieces = cell.text.wrapped(to: palette.columns.map { max($0 - indent, Self.least) })
            let space = String(repeating: " ", count: indent)
            return [line + palette.paint(pieces.first ?? "", cell.tint)]
                + pieces.dropFirst().map { space + palette.paint($0, cell.tint) }
        }
        return [line]
    }

    /// The least a column is cut to while other columns can still be left out.
    private static let legible = 8
    /// The least room for prose.
    private static let prose = 24
    /// The least lines of prose are broken at.
    private static let least = 6

    /// How wide a row is.
    private static func sum(_ widths: [Int]) -> Int { widths.reduce(0, +) + 2 * max(widths.count - 1, 0) }

    /// Takes from the widest columns until all fit, or nothing more can be taken.
    private func narrow(_ widths: inout [Int], of columns: [Int], to most: Int) {
        // A last column that goes on is not cut, but must have some room.
        let last = goesOn ? max((widths.last ?? 0) - prose, 0) : 0
        let cut = widths.indices.filter { $0 > 0 && !(goesOn && $0 == widths.count - 1) }
        shorten(&widths, cut.filter { !whole.contains(columns[$0]) }, most + last)
        if cutsFirst, widths.count > 1 { shorten(&widths, [0], most + last) }
        shorten(&widths, cut.filter { spare.contains(columns[$0]) }, most + last)
        // A line that a terminal breaks is worse than a cut column, and a cut number worse than little room for prose.
        let tight = goesOn ? max((widths.last ?? 0) - Self.legible, 0) : 0
        shorten(&widths, cut.filter { whole.contains(columns[$0]) }, most + tight)
    }

    private func shorten(_ widths: inout [Int], _ cut: [Int], _ most: Int) {
        while Self.sum(widths) > most, let widest = cut.max(by: { widths[$0] < widths[$1] }), widths[widest] > 1 {
            widths[widest] -= 1
        }
    }
}

extension String {
    /// The text in lines of so many columns at most, broken between words where there are any.
    func wrapped(to columns: Int?) -> [String] {
        guard let columns, displayWidth > columns else { return [self] }
        var lines: [String] = []
        var line = ""
        for word in split(separator: " ", omittingEmptySubsequences: false).map(String.init) {
            let longer = line.isEmpty ? word : "\(line) \(word)"
            guard longer.displayWidth > columns else {
                line = longer
                continue
            }
            if !line.isEmpty { lines.append(line) }
            line = word
            while line.displayWidth > columns {
                var piece = ""
                while let character = line.first, (piece + String(character)).displayWidth <= columns {
                    piece.append(line.removeFirst())
                }
                lines.append(piece)
            }
        }
        return line.isEmpty ? lines : lines + [line]
    }
}
