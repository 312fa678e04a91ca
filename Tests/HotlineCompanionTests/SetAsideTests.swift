import HotlineCore
import HotlineTesting
import Testing

@testable import HotlineCompanion

@Suite struct SetAsideTests {
    @Test func `what is set aside is left alone for an hour, and not longer where the clock was set back`() {
        let aside = SetAside<Int>()
        aside.leave(7, at: Fixtures.now)
        #expect(aside.left(at: Fixtures.now) == [7])
        #expect(aside.left(at: Fixtures.now + .seconds(3599)) == [7])
        #expect(aside.left(at: Fixtures.now + .seconds(3600)).isEmpty)
        aside.leave(8, at: Fixtures.now)
        #expect(aside.left(at: Fixtures.now + .seconds(-1)).isEmpty)
    }
}
