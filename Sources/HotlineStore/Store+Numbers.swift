internal import GRDB
public import HotlineCore

extension Store {
    /// Gives out a block of appeal numbers beforehand, far enough ahead that it is long before the counter comes to it.
    ///
    /// - Parameters:
    ///   - count: How many.
    ///   - ahead: How far beyond the last number given out or reserved the block begins at least.
    /// - Returns: The block.
    /// - Throws: ``StoreError`` where the store cannot be written.
    public func reserveNumbers(_ count: Int, ahead: Int = 1000) async throws(StoreError) -> ReservedNumbers {
        try await write { db in
            let first = try db.lastNumber().value + Int64(max(ahead, 1))
            let last = first + Int64(max(count, 1)) - 1
            try db.run("INSERT INTO reservation (first, last) VALUES (?, ?)", [first, last])
            return ReservedNumbers(first: AppealNumber(first), last: AppealNumber(last))
        }
    }

    /// Whether this database gave out the block: one that was made anew, or came from a backup, did not.
    public func isReserved(_ block: ReservedNumbers) async throws(StoreError) -> Bool {
        try await read { db in
            try db.row(
                "SELECT 1 FROM reservation WHERE first = ? AND last = ?",
                [block.first.value, block.last.value]
            ) != nil
        }
    }

    /// Takes over a block that another database gave out: the counter moves beyond it, so that no number is given out twice.
    public func adoptReservation(_ block: ReservedNumbers) async throws(StoreError) {
        try await write { db in
            try db.run(
                """
                INSERT INTO reservation (first, last) VALUES (?, ?)
                ON CONFLICT (first) DO UPDATE SET last = max(last, excluded.last)
                """,
                [block.first.value, block.last.value]
            )
            try db.run("UPDATE counter SET last = max(last, ?) WHERE name = 'appeal'", [block.last.value])
        }
    }
}

extension Database {
    /// The last number that was given out or reserved.
    func lastNumber() throws -> AppealNumber {
        let row = try row(
            """
            SELECT max((SELECT last FROM counter WHERE name = 'appeal'),
                coalesce((SELECT max(last) FROM reservation), 0)) AS last
            """
        )
        guard let last: Int64 = row?["last"] else { throw StoreError.unknownCall }
        return AppealNumber(last)
    }

    /// The next number that was neither given out nor reserved.
    func nextAppealNumber() throws -> AppealNumber {
        try run("UPDATE counter SET last = last + 1 WHERE name = 'appeal'")
        while let end: Int64 = try row(
            """
            SELECT reservation.last AS end FROM reservation JOIN counter ON counter.name = 'appeal'
            WHERE counter.last BETWEEN reservation.first AND reservation.last
            """
        )?["end"] {
            try run("UPDATE counter SET last = ? WHERE name = 'appeal'", [end + 1])
        }
        guard let last: Int64 = try row("SELECT last FROM counter WHERE name = 'appeal'")?["last"] else {
            throw StoreError.unknownCall
        }
        return AppealNumber(last)
    }

    /// Whether no appeal has a number that a caller was told; if so, the counter will never give it out.
    func isFree(_ number: AppealNumber) throws -> Bool {
        guard number.value > 0, try row("SELECT 1 FROM appeal WHERE number = ?", [number.value]) == nil else {
            return false
        }
        let isAhead = try row("SELECT 1 FROM counter WHERE name = 'appeal' AND last < ?", [number.value]) != nil
        let isReserved =
            try row(
                "SELECT 1 FROM reservation WHERE ? BETWEEN first AND last",
                [number.value]
            ) != nil
        if isAhead && !isReserved {
            try run("INSERT INTO reservation (first, last) VALUES (?, ?)", [number.value, number.value])
        }
        return true
    }
}
