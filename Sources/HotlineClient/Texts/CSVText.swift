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
    ///
    /// A Russian one cuts rows at semicolons, whatever stands in quotes, so a formula is looked for behind each of them too. Signs
    /// are scalars here: a quote with a mark on it equals no quote as a `Character`, and closes a cell all the same.
    static func cell(_ text: String) -> String {
        var cell = String.UnicodeScalarView()
        var mustBeQuoted = false
        // Whether a spreadsheet might begin a cell with what comes next.
        var isAtStart = true
        if text.unicodeScalars.first.map(blanks.contains) == true { cell.append("'") }
        for scalar in text.unicodeScalars {
            if isAtStart, formulaSigns.contains(scalar) { cell.append("'") }
            if scalar == "\"" { cell.append("\"") }
            cell.append(scalar)
            mustBeQuoted = mustBeQuoted || cellSigns.contains(scalar)
            isAtStart = separators.contains(scalar) || isAtStart && (scalar == " " || scalar == "\"")
        }
        return mustBeQuoted ? "\"\(String(cell))\"" : String(cell)
    }

    /// What begins a formula, as typed in the layouts of East Asia too.
    private static let formulaSigns = Set("=+-@\u{FF1D}\u{FF0B}\u{FF0D}\u{FF20}".unicodeScalars)
    /// What a spreadsheet may drop at the start of a cell.
    private static let blanks = Set("\t\r\n".unicodeScalars)
    /// What a cell with one of them must be quoted for.
    private static let cellSigns = Set("\",;\r\n".unicodeScalars)
    /// What some spreadsheet or other ends a cell at.
    private static let separators = Set(";\t\r\n".unicodeScalars)
}
