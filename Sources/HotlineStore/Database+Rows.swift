internal import GRDB

extension Database {
    /// Does something with one row of several; where the row is at fault, what was done for it is undone, and the others go on.
    ///
    /// - Parameters:
    ///   - path: The file, for what is told of the fault.
    ///   - body: What is done.
    /// - Returns: Why the row is to be set aside; `nil` where all went well.
    /// - Throws: What is wrong with the whole database.
    func trying(at path: String, _ body: () throws -> Void) throws -> StoreError? {
        do {
            try inSavepoint {
                try body()
                return .commit
            }
            return nil
        } catch let error as DatabaseError {
            let ofRow: [ResultCode] = [.SQLITE_CONSTRAINT, .SQLITE_MISMATCH, .SQLITE_TOOBIG]
            guard ofRow.contains(error.resultCode) else { throw error }
            return StoreError(error, path: path)
        } catch {
            return StoreError(error, path: path)
        }
    }
}
