import Foundation
import HotlineCore
import HotlineStore
import HotlineTesting
import Testing

/// A server that is there and says nothing.
@Suite(.timeLimit(.minutes(4)))
struct HangingTests {
    @Test func `a server that stops in mid-call is given up, and the program goes on with the same record`()
        async throws
    {
        let hotline = try await Hotline(.asterisk, Hotline.Wishes(consent: "assumed"))
        let caller = try await hotline.rings()
        try await caller.hears("type-menu")
        hotline.agi.signal(SIGSTOP)
        try await caller.press("2")
        // The menu again, from the program, once the step's time is over.
        try await caller.hears("type-menu", within: .seconds(80))
        try await caller.press("2")
        try await caller.leavesNoMessage()
        try await caller.hears("finish-number")
        await caller.hangUp()
        let call = try await hotline.endedCall()
        #expect(call.keys == "2#")
        #expect(try await hotline.store.calls(limit: 10).count == 1)
        hotline.agi.signal(SIGCONT)
        await hotline.end()
    }
}
