/// Rows as RFC 4180 writes them, safe to open in a spreadsheet.
struct CSVText {
    private var lines: [String] = []

    /// Creates a text without one.
    init() {}

    /// Creates a text with a row of names.
    init(header: [String]) {
        add(header)
    }

    /// Adds a row; what is absent is an empty cell.
    mutating func add(_ cells: [String?]) {
        lines.append(cells.map { Self.cell($0 ?? "") }.joined(separator: ","))
    }

    /// The whole text, each row ended by CR and LF.
    var text: String { lines.map { $0 + "\r\n" }.joined() }

    /// One cell, in quotes where it must be; what a spreadsheet would take for a formula gets an apostrophe before it.
    static func cell(_ text: String) -> String {
        let isFormula = text.unicodeScalars.first.map { "=+-@\t\r".unicodeScalars.contains($0) } ?? false
        let safe = isFormula ? "'\(text)" : text
        let mustBeQuoted = safe.unicodeScalars.contains { "\",\r\n".unicodeScalars.contains($0) }
        return mustBeQuoted ? "\"\(safe.replacing("\"", with: "\"\""))\"" : safe
    }
}
