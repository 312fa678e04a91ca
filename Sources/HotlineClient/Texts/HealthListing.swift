public import HotlineCore

/// How all parts of the hotline are, as a table for people: what is wrong has its cure below it.
public struct HealthListing: Sendable {
    private let checks: [HealthCheck]

    /// Creates a listing.
    public init(_ checks: [HealthCheck]) {
        self.checks = checks
    }

    /// The table.
    public func lines(_ palette: Palette) -> [String] {
        var table = TextTable(wholeColumns: [0, 1], prose: 16)
        for check in checks {
            table.add([
                TextTable.Cell(check.state.sign, check.state.tint), TextTable.Cell(check.name.word),
                TextTable.Cell(check.found),
            ])
        }
        return zip(table.linesOfRows(palette), checks).flatMap { lines, check in
            lines + (check.cure.map { palette.wrap("   → \($0.onOneLine)", .bold, hanging: 2) } ?? [])
        }
    }

    /// The table for spreadsheets.
    public var csv: String {
        var csv = CSVText(header: ["name", "state", "found", "cure"])
        for check in checks { csv.add([check.name.rawValue, check.state.rawValue, check.found, check.cure]) }
        return csv.text
    }

    /// What it comes to, in one line.
    public var verdict: String {
        let (faults, warnings) = (checks.count { $0.state == .fault }, checks.count { $0.state == .warning })
        if faults > 0 { return "неисправно: \(faults), предупреждений: \(warnings)" }
        return warnings > 0 ? "работает, предупреждений: \(warnings)" : "всё работает"
    }
}

extension HealthCheck.State {
    fileprivate var sign: String {
        switch self {
        case .good: "✓"
        case .warning: "!"
        case .fault: "✗"
        case .skipped: "–"
        }
    }

    fileprivate var tint: Palette.Tint {
        switch self {
        case .good: .green
        case .warning: .yellow
        case .fault: .red
        case .skipped: .dim
        }
    }
}
