import HotlineTesting
import Testing

@testable import HotlineMessaging

@Suite(.timeLimit(.minutes(1))) struct BellTests {
    @Test func `a ring that came before the wait is not lost`() async {
        let bell = Bell()
        let heard = bell.rings
        bell.ring()
        await bell.waitForRing(after: heard)
        #expect(bell.rings == heard + 1)
    }

    @Test func `one ring wakes all who wait, whenever they came`() async {
        let bell = Bell()
        await withDiscardingTaskGroup { group in
            for _ in 0..<8 { group.addTask { await bell.waitForRing(after: 0) } }
            bell.ring()
        }
        #expect(bell.rings == 1)
    }

    @Test func `a wait that is cancelled ends`() async {
        let bell = Bell()
        await withDiscardingTaskGroup { group in
            group.addTask { await bell.waitForRing(after: 0) }
            group.cancelAll()
        }
        #expect(bell.rings == 0)
    }
}
