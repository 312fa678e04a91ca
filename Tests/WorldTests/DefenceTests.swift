import HotlineCore
import HotlineStore
import HotlineTesting
import Testing

/// Something of ours dies in the middle of a call, and the caller does not notice.
@Suite(.timeLimit(.minutes(3)))
struct DefenceTests {
    @Test func `the server killed after the key was pressed: the program goes on with the same record`() async throws {
        let hotline = try await Hotline(.asterisk)
        let caller = try await hotline.rings()
        try await caller.hears("type-menu")
        try await caller.press("2")
        try await caller.hears("contact-mobile")
        await hotline.agi.kill()

        try await caller.hears("contact-mobile")
        try await caller.press("1")
        try await caller.leavesNoMessage()
        try await caller.hears("finish-number")
        try await caller.waitForBye(within: .seconds(30))
        let call = try await hotline.endedCall()
        #expect(call.outcome == .completed)
        #expect(call.keys == "21#")
        let appeal = try #require(try await hotline.store.appeal(call.appeal))
        #expect(appeal.type == .ejournal)
        #expect(appeal.consent == true)
        try await hotline.asterisk.waitUntilIdle()
        await hotline.end()
    }

    @Test func `the server not there at all: the program takes the call from the start`() async throws {
        let hotline = try await Hotline(.asterisk)
        await hotline.agi.kill()
        let caller = try await hotline.rings()
        try await caller.hears("greeting")
        try await caller.hears("type-menu")
        try await caller.press("1")
        try await caller.hears("contact-mobile")
        await caller.hangUp()
        let call = try await hotline.endedCall()
        #expect(call.outcome == .dropped)
        #expect(call.step == .contact)
        await hotline.end()
    }

    @Test func `the companion killed and started again: the appeal of the time between is handed over once`()
        async throws
    {
        let hotline = try await Hotline([.asterisk, .companion, .kannel])
        await hotline.companion.kill()
        let caller = try await hotline.rings()
        try await caller.press("1")
        try await caller.hears("contact-mobile")
        try await caller.press("1")
        try await caller.leavesNoMessage()
        try await caller.waitForBye(within: .seconds(30))
        _ = try await hotline.endedCall()
        #expect(hotline.phones.messages.isEmpty)

        try await hotline.startCompanion()
        _ = try await hotline.messages(of: AppealNumber(1), 2, .delivered)
        await hotline.companion.kill()
        try await hotline.startCompanion()
        #expect(try await hotline.messages(of: AppealNumber(1), 2, .delivered).count == 2)
        #expect(hotline.phones.messages.count == 2)
        await hotline.end()
    }

    @Test func `Kannel down: texts wait and arrive once it is back`() async throws {
        let hotline = try await Hotline([.asterisk, .companion, .kannel])
        await hotline.kannel.kill()
        let caller = try await hotline.rings()
        try await caller.press("1")
        try await caller.hears("contact-mobile")
        try await caller.press("1")
        try await caller.leavesNoMessage()
        try await caller.waitForBye(within: .seconds(30))
        _ = try await hotline.wait(for: "a failed try") {
            try await hotline.store.messages(limit: 10).first { $0.attempts > 0 && $0.state == .queued }
        }
        try await hotline.kannel.restart()
        let messages = try await hotline.wait(for: "both texts", within: .seconds(60)) {
            let messages = try await hotline.store.messages(limit: 10)
            return messages.count == 2 && messages.allSatisfy { $0.state == .delivered } ? messages : nil
        }
        #expect(messages.allSatisfy { $0.repeats == 0 })
        #expect(hotline.phones.messages.count == 2)
        await hotline.end()
    }
}
