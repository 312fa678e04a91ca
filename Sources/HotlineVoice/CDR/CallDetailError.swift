/// Why a line is not one of `Master.csv`.
///
/// Cases name the column, never its value: that may be a caller's.
public enum CallDetailError: Error, Hashable, Sendable {
    /// The line ends before this column.
    case missing(CallDetailColumn)
    /// The line has more columns than Asterisk writes.
    case tooManyColumns
    /// The quotes of this column do not match.
    case badQuotes(CallDetailColumn)
    /// The column does not hold what it should.
    case unreadable(CallDetailColumn)
}

extension CallDetailError: CustomStringConvertible {
    /// One line for the log.
    public var description: String {
        switch self {
        case .missing(let column): "The line ends before the column \(column.rawValue)."
        case .tooManyColumns: "The line has more columns than Asterisk writes."
        case .badQuotes(let column): "The quotes of the column \(column.rawValue) do not match."
        case .unreadable(let column): "The column \(column.rawValue) cannot be read."
        }
    }
}
