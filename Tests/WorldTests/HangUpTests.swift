import HotlineCore
import HotlineStore
import HotlineTesting
import Testing

@Suite(.timeLimit(.minutes(3)))
struct HangUpTests {
    @Test func `a hang-up anywhere leaves one record with the step the caller had come to`() async throws {
        let hotline = try await Hotline(.asterisk)

        let atGreeting = try await hotline.rings()
        try await atGreeting.waitForSound()
        await atGreeting.hangUp()
        var call = try await hotline.endedCall(1)
        #expect(call.outcome == .dropped)
        #expect(call.step == .answer)

        let atMenu = try await hotline.rings()
        try await atMenu.hears("type-menu")
        await atMenu.hangUp()
        call = try await hotline.endedCall(2)
        #expect(call.outcome == .dropped)
        #expect(call.step == .type)
        #expect(call.keys == "")

        let afterKey = try await hotline.rings()
        try await afterKey.hears("type-menu")
        try await afterKey.press("2")
        await afterKey.hangUp()
        call = try await hotline.endedCall(3)
        #expect(call.outcome == .dropped)
        #expect(call.keys == "2")
        #expect(call.step == .contact)
        #expect(try await hotline.store.appeal(call.appeal)?.type == .ejournal)

        // Who is cut off and calls again goes on with the same appeal.
        #expect(try await hotline.store.calls(limit: 10).map(\.appeal.value) == [1, 1, 1])
        #expect(try await hotline.store.calls(limit: 10).map(\.link) == [.again, .again, .made])
        try await hotline.asterisk.waitUntilIdle()
        await hotline.end()
    }

    @Test func `a caller who gives up while it still rings is kept too`() async throws {
        let hotline = try await Hotline(.asterisk)
        let caller = try SIPCaller(
            dialling: "74950000001",
            at: hotline.asterisk.sipPort,
            as: SIPIdentity(user: "+79000000042"),
            manner: SIPCaller.Manner()
        )
        _ = try await hotline.wait(for: "a record") { try await hotline.store.calls(limit: 1).first }
        await caller.hangUp()
        let call = try await hotline.endedCall()
        #expect(call.outcome == .dropped)
        #expect(call.step == .answer)
        await hotline.end()
    }
}
