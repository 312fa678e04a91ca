import GRDB
import HotlineCore
import HotlineTesting
import Testing

@testable import HotlineStore

/// Two programs on one file, each with its own connections.
@Suite struct StoreConcurrencyTests {
    @Test(.timeLimit(.minutes(1)))
    func `numbers run without gaps or repeats, whoever gives them out`() async throws {
        let file = try TemporaryFile()
        let stores = [try Store(path: file.path), try Store(path: file.path)]
        let begun = try await withThrowingTaskGroup(of: KeptCall.self) { group in
            for index in 0..<50 {
                group.addTask {
                    try await stores[index % 2].begin(Fixtures.callStart("call-\(index)", from: Fixtures.withheld))
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(begun.map(\.appeal.value).sorted() == Array(1...50))
        #expect(Set(begun.map(\.id)).count == 50)
        #expect(try await stores[0].audit().isEmpty)
    }

    @Test(.timeLimit(.minutes(1)))
    func `one call begun by many programs at once is one record`() async throws {
        let file = try TemporaryFile()
        let stores = [try Store(path: file.path), try Store(path: file.path)]
        let begun = try await withThrowingTaskGroup(of: KeptCall.self) { group in
            for index in 0..<20 { group.addTask { try await stores[index % 2].begin(Fixtures.callStart()) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(Set(begun.map(\.appeal)) == [AppealNumber(1)])
        #expect(begun.count { !$0.isTakenUp } == 1)
    }

    @Test func `a number is not given out again, though its appeal was the last and the programs were started anew`()
        async throws
    {
        let file = try TemporaryFile()
        let first = try Store(path: file.path)
        _ = try await first.begin(Fixtures.callStart("1", from: Fixtures.withheld))
        await #expect(throws: StoreError.unknownCall) {
            try await first.write { db in
                try db.run("UPDATE counter SET last = last + 1")
                throw StoreError.unknownCall
            }
        }
        try first.close()
        let second = try Store(path: file.path)
        #expect(try await second.begin(Fixtures.callStart("2", from: Fixtures.withheld)).appeal == AppealNumber(2))
    }

    @Test(.timeLimit(.minutes(1)))
    func `what calls left is handed over exactly once, whoever does it`() async throws {
        let file = try TemporaryFile()
        let stores = [try Store(path: file.path), try Store(path: file.path)]
        for index in 0..<10 { _ = try await stores[0].record("call-\(index)", from: Fixtures.mobile(50 + index)) }
        let regulation = Fixtures.regulation()
        let dealtWith = try await withThrowingTaskGroup(of: Int.self) { group in
            for index in 0..<16 {
                group.addTask {
                    try await stores[index % 2].handOver(at: Fixtures.now, limit: 3, by: regulation)
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(dealtWith == 20)
        let messages = try await stores[1].messages(limit: 100)
        #expect(messages.count { $0.kind == "assigned" } == 10)
        #expect(messages.count { $0.kind == "registered" } == 10)
        #expect(try await stores[0].handOver(at: Fixtures.now, limit: 3, by: regulation) == 0)
    }

    @Test(.timeLimit(.minutes(1)))
    func `a due message is claimed once, whoever asks`() async throws {
        let file = try TemporaryFile()
        let stores = [try Store(path: file.path), try Store(path: file.path)]
        for index in 0..<10 { _ = try await stores[0].record("call-\(index)", from: Fixtures.mobile(50 + index)) }
        _ = try await stores[0].handOver(at: Fixtures.now, limit: 100, by: Fixtures.regulation())
        let claimed = try await withThrowingTaskGroup(of: [OutboundMessage].self) { group in
            for index in 0..<8 {
                group.addTask {
                    try await stores[index % 2].claimDueMessages(
                        limit: 3,
                        at: Fixtures.now,
                        by: Fixtures.outboxRules(),
                        under: Fixtures.regulation(),
                        heldFor: .seconds(30)
                    )
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(Set(claimed.map(\.id)).count == claimed.count)
        // Ten authors, and one specialist, who gets one text at a time.
        #expect(claimed.count == 11)
    }

    @Test func `a file is in write-ahead logging, and each commit reaches the disk`() async throws {
        let file = try TemporaryFile()
        let durability = try await Store(path: file.path).durability()
        #expect(durability.journalMode == "wal")
        #expect(durability.synchronous == 2)
    }

    @Test(.timeLimit(.minutes(1)))
    func `many programs that start at once make one schema`() async throws {
        let file = try TemporaryFile()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for index in 0..<12 {
                group.addTask {
                    _ = try await Store(path: file.path).begin(
                        Fixtures.callStart("call-\(index)", from: Fixtures.withheld)
                    )
                }
            }
            try await group.waitForAll()
        }
        #expect(try await Store(path: file.path).calls(limit: 100).count == 12)
    }
}
