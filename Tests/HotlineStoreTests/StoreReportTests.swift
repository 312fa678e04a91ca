import GRDB
import HotlineCore
import HotlineTesting
import Testing

@testable import HotlineStore

@Suite(.timeLimit(.minutes(1))) struct StoreCountsTests {
    private static let day: Int64 = 86_400_000
    private let store: Store

    init() throws { store = try Store.inMemory() }

    /// Keeps an appeal of a random kind, received within sixty days.
    private func keep(_ number: Int64, drawn: inout SplitMix) async throws {
        let route = AppealRoute.allCases.randomElement(using: &drawn).flatMap { drawn.below(5) == 0 ? nil : $0 }
        let isTyped = route != nil || drawn.below(2) == 0
        var appeal = Appeal(
            AppealNumber(number),
            made: NewEvent(.received, by: .caller, through: .agi),
            at: Fixtures.now + .milliseconds(Int64.random(in: 0..<60 * Self.day, using: &drawn))
        )
        appeal.source = AppealSource.allCases.randomElement(using: &drawn) ?? .phone
        appeal.route = route
        appeal.type = isTyped ? route?.type ?? .other : nil
        appeal.isPrivate = route?.isPrivate == true || drawn.below(10) == 0
        appeal.status = AppealStatus.allCases.randomElement(using: &drawn) ?? .received
        switch appeal.status {
        case .received: break
        case .distributed, .inProgress:
            appeal.assignee = "technician"
            appeal.distributedAt = appeal.receivedAt
            appeal.takenAt = appeal.receivedAt
            appeal.deadlines.take = appeal.deadlines.close
        case .closed:
            appeal.closedAt = appeal.receivedAt
            appeal.mark = drawn.below(3) == 0 ? AppealMark.allCases.randomElement(using: &drawn) : nil
            appeal.delivery = appeal.mark == nil ? .callback : nil
            appeal.result = appeal.mark == nil ? "Готово." : nil
        }
        let kept = appeal
        var arrived = appeal
        arrived.status = .received
        try await store.write { [arrived] db in
            try db.insert(arrived)
            _ = try db.update(kept)
        }
    }

    @Test func `counts are those of somebody who looks at each appeal`() async throws {
        var drawn = SplitMix(seed: 4)
        for number in 1...400 { try await keep(Int64(number), drawn: &drawn) }
        let all = try await store.appeals(AppealFilter(isOpen: false, limit: 1000))
        #expect(all.count == 400)
        var counted = 0
        for _ in 0..<300 {
            // On the very instant of an appeal as often as between two.
            let bounds = (0..<2).map { _ in
                drawn.below(2) == 0
                    ? all.randomElement(using: &drawn)?.receivedAt ?? Fixtures.now
                    : Fixtures.now + .milliseconds(Int64.random(in: -Self.day..<61 * Self.day, using: &drawn))
            }
            let counts = try await store.counts(from: bounds[0], to: bounds[1])
            let within = all.filter { $0.receivedAt >= bounds[0] && $0.receivedAt < bounds[1] }
            #expect(counts == Self.naiveCounts(of: within))
            counted += counts.total
        }
        #expect(counted > 10_000)
    }

    @Test func `nothing received is nothing counted`() async throws {
        #expect(try await store.counts(from: Fixtures.now, to: Fixtures.now + .seconds(1)) == AppealCounts())
    }

    @Test func `counting looks at an index only`() async throws {
        let plan = try await store.read { db in
            try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN \(Store.countsStatement)", arguments: [0, 1])
                .map { $0["detail"] as String }
        }
        #expect(plan.contains { $0.contains("USING COVERING INDEX appeal_received (receivedAt>? AND receivedAt<?)") })
    }

    private static func naiveCounts(of appeals: [Appeal]) -> AppealCounts {
        func numbers<Key: Hashable>(_ key: (Appeal) -> Key?) -> [Key: Int] {
            Dictionary(grouping: appeals.compactMap(key)) { $0 }.mapValues(\.count)
        }
        var counts = AppealCounts()
        counts.total = appeals.count
        counts.isPrivate = appeals.filter(\.isPrivate).count
        counts.sources = numbers(\.source)
        counts.types = numbers(\.type)
        counts.routes = numbers(\.route)
        counts.statuses = numbers(\.status)
        counts.marks = numbers(\.mark)
        return counts
    }
}
