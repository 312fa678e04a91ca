internal import GRDB
internal import Synchronization

/// Gathers the writes of concurrent callers into one transaction, so that one wait for the disk serves them all.
///
/// While one commit is under way, the writes that come pile up and make the next. A lone write waits for nobody. A write that
/// fails does not undo its neighbours: the batch is then done again, each write by itself. Where another program holds the
/// file for too long, all of the batch fail: each has waited as long as it would alone. So do all where the file was deleted or
/// replaced: what was written then is in no file that anybody will open again.
final class GroupCommit: Sendable {
    /// A write that waits.
    private struct Entry: Sendable {
        /// Does the write; what it returns tells the caller, once the write is durable.
        var perform: @Sendable (Database) throws -> @Sendable () -> Void
        /// Tells the caller that the write did not happen.
        var fail: @Sendable (any Error) -> Void
    }

    private struct Queue {
        var entries: [Entry] = []
        var isDraining = false
    }

    /// The most writes in one transaction, so that no caller waits for a crowd.
    private static let mostTogether = 256

    private let database: any DatabaseWriter
    private let file: FileIdentity?
    private let queue = Mutex(Queue())

    /// - Parameters:
    ///   - database: Where to write.
    ///   - file: The file it is; `nil` for one in memory.
    init(database: any DatabaseWriter, file: FileIdentity?) {
        self.database = database
        self.file = file
    }

    /// Does `body` in a transaction and tells `completion`, on the database's own thread, once that is durable.
    func submit<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value,
        completion: @escaping @Sendable (Result<Value, StoreError>) -> Void
    ) {
        let path = database.path
        let entry = Entry(
            perform: { db in
                let value = try body(db)
                return { completion(.success(value)) }
            },
            fail: { completion(.failure(StoreError($0, path: path))) }
        )
        let isFirst = queue.withLock { queue in
            queue.entries.append(entry)
            defer { queue.isDraining = true }
            return !queue.isDraining
        }
        if isFirst { database.asyncWriteWithoutTransaction { db in self.drain(db) } }
    }

    private func drain(_ db: Database) {
        while let batch = nextBatch() {
            do {
                try commit(batch, in: db)
            } catch {
                let isHeld = (error as? DatabaseError)?.resultCode == .SQLITE_BUSY
                for entry in batch {
                    if isHeld || batch.count == 1 { entry.fail(error) } else { commitAlone(entry, in: db) }
                }
            }
        }
    }

    private func nextBatch() -> [Entry]? {
        queue.withLock { queue in
            guard !queue.entries.isEmpty else {
                queue.isDraining = false
                return nil
            }
            let batch = Array(queue.entries.prefix(Self.mostTogether))
            queue.entries.removeFirst(batch.count)
            return batch
        }
    }

    private func commit(_ batch: [Entry], in db: Database) throws {
        var told: [@Sendable () -> Void] = []
        told.reserveCapacity(batch.count)
        try db.inTransaction(.immediate) {
            for entry in batch { told.append(try entry.perform(db)) }
            return .commit
        }
        guard file?.isInPlace ?? true else {
            for entry in batch { entry.fail(StoreError.gone(path: database.path)) }
            return
        }
        for tell in told { tell() }
    }

    private func commitAlone(_ entry: Entry, in db: Database) {
        do {
            try commit([entry], in: db)
        } catch {
            entry.fail(error)
        }
    }
}
