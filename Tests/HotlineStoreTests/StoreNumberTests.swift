import HotlineCore
import HotlineTesting
import Testing

@testable import HotlineStore

@Suite struct StoreNumberTests {
    private let store: Store

    init() throws { store = try Store.inMemory() }

    private func next() async throws -> Int64 {
        let count = try await store.calls(limit: 1000).count
        return try await store.begin(Fixtures.callStart("n\(count)", from: Fixtures.withheld)).appeal.value
    }

    private func block(_ first: Int64, _ last: Int64) -> ReservedNumbers {
        ReservedNumbers(first: AppealNumber(first), last: AppealNumber(last))
    }

    @Test func `a block begins far ahead, the next one beyond it`() async throws {
        _ = try await next()
        #expect(try await store.reserveNumbers(64) == block(1001, 1064))
        #expect(try await store.reserveNumbers(10, ahead: 5) == block(1069, 1078))
        #expect(try await next() == 2)
    }

    @Test func `the counter jumps over blocks, also over two side by side`() async throws {
        let first = try await store.reserveNumbers(2, ahead: 2)
        let second = try await store.reserveNumbers(2, ahead: 1)
        #expect(first == block(2, 3) && second == block(4, 5))
        var given: [Int64] = []
        for _ in 0..<3 { given.append(try await next()) }
        #expect(given == [1, 6, 7])
    }

    @Test func `a block of another database is known for that, and taken over without doubles`() async throws {
        let mine = try await store.reserveNumbers(4, ahead: 10)
        #expect(try await store.isReserved(mine))
        let other = block(500, 563)
        #expect(try await !store.isReserved(other))
        for _ in 0..<2 { try await store.adoptReservation(other) }
        #expect(try await store.isReserved(other))
        #expect(try await next() == 564)
    }
}
