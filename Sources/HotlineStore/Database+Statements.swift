internal import GRDB

extension Database {
    /// Runs a statement that is compiled once and kept.
    func run(_ sql: String, _ arguments: StatementArguments = StatementArguments()) throws {
        try cachedStatement(sql: sql).execute(arguments: arguments)
    }

    /// The first row of a statement that is compiled once and kept.
    func row(_ sql: String, _ arguments: StatementArguments = StatementArguments()) throws -> Row? {
        try Row.fetchOne(try cachedStatement(sql: sql), arguments: arguments)
    }

    /// All rows of a statement that is compiled once and kept.
    func rows(_ sql: String, _ arguments: StatementArguments = StatementArguments()) throws -> [Row] {
        try Row.fetchAll(try cachedStatement(sql: sql), arguments: arguments)
    }

    /// What is made of all rows of a statement that is compiled once and kept, without a copy of any: for many rows.
    ///
    /// - Parameters:
    ///   - sql: The statement.
    ///   - arguments: Its arguments.
    ///   - read: Makes a value of a row, which it must not keep; `nil` for none.
    /// - Returns: The values, in the order of the rows.
    /// - Throws: What SQLite or `read` throws.
    func values<Value>(
        _ sql: String,
        _ arguments: StatementArguments,
        read: (Row) throws -> Value?
    ) throws -> [Value] {
        let rows = try Row.fetchCursor(try cachedStatement(sql: sql), arguments: arguments)
        var values: [Value] = []
        while let row = try rows.next() {
            if let value = try read(row) { values.append(value) }
        }
        return values
    }
}
