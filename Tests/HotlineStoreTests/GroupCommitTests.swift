import Dispatch
import GRDB
import HotlineCore
import HotlineTesting
import Synchronization
import Testing

@testable import HotlineStore

@Suite struct GroupCommitTests {
    /// Counts what a connection commits and takes back.
    private final class Tally: TransactionObserver, Sendable {
        private let counts = Mutex((commits: 0, rollbacks: 0))

        var commits: Int { counts.withLock { $0.commits } }
        var rollbacks: Int { counts.withLock { $0.rollbacks } }

        func observes(eventsOfKind eventKind: DatabaseEventKind) -> Bool { true }
        func databaseDidChange(with event: DatabaseEvent) {}
        func databaseDidCommit(_ db: Database) { counts.withLock { $0.commits += 1 } }
        func databaseDidRollback(_ db: Database) { counts.withLock { $0.rollbacks += 1 } }
    }

    /// Does `submit` while the writer is busy, so that all of its writes are waiting when their turn comes.
    private func pileUp(in store: Store, _ submit: () -> Void) {
        let gate = DispatchSemaphore(value: 0)
        store.database.asyncWriteWithoutTransaction { _ in gate.wait() }
        submit()
        gate.signal()
    }

    private func outcomes(
        of writes: [@Sendable (Database) throws -> Void],
        in store: Store
    ) async -> [Result<Void, StoreError>] {
        let (stream, continuation) = AsyncStream<(Int, Result<Void, StoreError>)>.makeStream()
        pileUp(in: store) {
            for (index, write) in writes.enumerated() {
                store.commits.submit(write) { continuation.yield((index, $0)) }
            }
        }
        var outcomes: [Int: Result<Void, StoreError>] = [:]
        for await (index, outcome) in stream {
            outcomes[index] = outcome
            if outcomes.count == writes.count { break }
        }
        return writes.indices.compactMap { outcomes[$0] }
    }

    private func insertion(_ name: String) -> @Sendable (Database) throws -> Void {
        { db in try db.run("INSERT INTO counter (name, last) VALUES (?, 0)", [name]) }
    }

    @Test(.timeLimit(.minutes(1)))
    func `five hundred writes that wait together are two transactions`() async throws {
        let file = try TemporaryFile()
        let store = try Store(path: file.path)
        let tally = Tally()
        store.database.add(transactionObserver: tally)
        let outcomes = await outcomes(of: (0..<500).map { insertion("row-\($0)") }, in: store)
        #expect(outcomes.allSatisfy { (try? $0.get()) != nil })
        #expect(tally.commits == 2)
        #expect(try await store.read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM counter") } == 501)
    }

    @Test(.timeLimit(.minutes(1)))
    func `writes of concurrent calls share transactions`() async throws {
        let file = try TemporaryFile()
        let store = try Store(path: file.path)
        let tally = Tally()
        store.database.add(transactionObserver: tally)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for index in 0..<500 { group.addTask { _ = try await store.begin(Fixtures.callStart("call-\(index)")) } }
            try await group.waitForAll()
        }
        #expect(tally.commits < 250)
        #expect(try await store.calls(limit: 1000).count == 500)
    }

    @Test(.timeLimit(.minutes(1)), arguments: [0, 4, 9])
    func `a write that fails undoes itself and none of its neighbours`(failing: Int) async throws {
        let store = try Store.inMemory()
        let tally = Tally()
        store.database.add(transactionObserver: tally)
        var writes = (0..<10).map { insertion("row-\($0)") }
        writes[failing] = { db in
            try db.run("INSERT INTO counter (name, last) VALUES ('half', 0)")
            throw AppealFault.unknown(AppealNumber(7))
        }
        let outcomes = await outcomes(of: writes, in: store)
        for (index, outcome) in outcomes.enumerated() {
            if index == failing {
                #expect(throws: StoreError.refused(.unknown(AppealNumber(7)))) { try outcome.get() }
            } else {
                #expect(throws: Never.self) { try outcome.get() }
            }
        }
        let names = try await store.read { db in try String.fetchAll(db, sql: "SELECT name FROM counter ORDER BY name")
        }
        #expect(names == (["appeal"] + (0..<10).filter { $0 != failing }.map { "row-\($0)" }))
        #expect(tally.commits == 9)
        #expect(tally.rollbacks == 2)
    }

    @Test(.timeLimit(.minutes(1)))
    func `who is told that a call is kept finds it through another connection at once`() async throws {
        let file = try TemporaryFile()
        let store = try Store(path: file.path)
        let other = try DatabaseQueue(path: file.path)
        for index in 0..<20 {
            let found: Int? = await withCheckedContinuation { continuation in
                store.begin(
                    Fixtures.callStart("call-\(index)"),
                    at: Fixtures.now,
                    terms: .regulation,
                    limits: .none
                ) { _ in
                    let sql = "SELECT count(*) FROM call WHERE uniqueID = ?"
                    let count = try? other.read { db in try Int.fetchOne(db, sql: sql, arguments: ["call-\(index)"]) }
                    continuation.resume(returning: count)
                }
            }
            #expect(found == 1)
        }
    }

    @Test(.timeLimit(.minutes(1)))
    func
        `while another program holds the file, all that wait are told together, and nothing is lost for those who come after`()
        async throws
    {
        let file = try TemporaryFile()
        let store = try Store(path: file.path, busyTimeout: .milliseconds(20))
        let other = try DatabaseQueue(path: file.path, configuration: .unsafe)
        try await other.writeWithoutTransaction { db in try db.execute(sql: "BEGIN EXCLUSIVE") }
        let begins = Mutex(0)
        try await store.database.writeWithoutTransaction { db in
            db.trace { event in if event.description.hasPrefix("BEGIN") { begins.withLock { $0 += 1 } } }
        }
        let outcomes = await outcomes(of: (0..<30).map { insertion("row-\($0)") }, in: store)
        for outcome in outcomes { #expect(throws: StoreError.locked(path: file.path)) { try outcome.get() } }
        // Thirty, each waiting by itself, would keep the last caller for minutes.
        #expect(begins.withLock(\.self) == 1)
        try await other.writeWithoutTransaction { db in try db.execute(sql: "COMMIT") }
        #expect(try await store.begin(Fixtures.callStart()).appeal == AppealNumber(1))
    }

    @Test func `a store that is closed says so, and does not break`() async throws {
        let file = try TemporaryFile()
        let store = try Store(path: file.path)
        try store.close()
        await #expect(throws: StoreError.self) { _ = try await store.begin(Fixtures.callStart()) }
    }
}
