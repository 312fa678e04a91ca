internal import GRDB
public import HotlineCore

extension Store {
    /// A page of all appeals in the order of their numbers; that whole telephone numbers were shown is logged with it.
    ///
    /// - Parameters:
    ///   - after: The last number of the page before; 0 for the first page.
    ///   - limit: The most appeals.
    ///   - person: Who is shown the whole numbers, of appeals whose content they may see; `nil` for nobody.
    ///   - now: When.
    /// - Returns: The appeals, and the last number there is.
    /// - Throws: ``StoreError`` where the store cannot be read or written.
    public func page(
        after: Int64,
        limit: Int,
        showingNumbersTo person: Person?,
        at now: Instant
    ) async throws(StoreError) -> (appeals: [Appeal], last: Int64) {
        let find: @Sendable (Database) throws -> ([Appeal], Int64) = { db in
            let appeals = try db.rows(
                "SELECT \(Appeal.columns) FROM appeal WHERE number > ? ORDER BY number LIMIT ?",
                [after, limit]
            ).map(Appeal.init)
            return (appeals, try db.row("SELECT max(number) AS last FROM appeal")?["last"] ?? 0)
        }
        guard let person else { return try await read(find) }
        return try await write { db in
            let page = try find(db)
            for appeal in page.0 where appeal.form.phone != nil && person.maySeeContent(of: appeal) {
                try db.log(NewEvent(.numberShown, by: person.actor, through: .cli), of: appeal.number, at: now)
            }
            return page
        }
    }
}
