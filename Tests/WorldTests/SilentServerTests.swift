import Foundation
import HotlineCore
import HotlineStore
import HotlineTesting
import Testing

/// A server that takes the call and says nothing, from the first moment on.
@Suite(.timeLimit(.minutes(3)))
struct SilentServerTests {
    private func dials(_ hotline: Hotline) throws -> SIPCaller {
        try SIPCaller(
            dialling: "74950000001",
            at: hotline.asterisk.sipPort,
            as: SIPIdentity(user: "+79000000042"),
            manner: SIPCaller.Manner()
        )
    }

    @Test func `the program takes the call from a server that says nothing, greets the caller and keeps one record`()
        async throws
    {
        let hotline = try await Hotline([.asterisk, .companion], Hotline.Wishes(consent: "assumed"))
        await hotline.agi.kill()
        let server = try SilentServer(port: hotline.ports.agi)
        let caller = try dials(hotline)
        try await server.waitForCallers(1)
        #expect(try await hotline.store.calls(limit: 10).isEmpty)
        try await caller.waitForAnswer(within: .seconds(30))
        try await caller.hears("greeting")
        try await caller.hears("type-menu")
        try await caller.press("2")
        try await caller.leavesNoMessage()
        try await caller.hears("finish-number")
        try await caller.waitForBye(within: .seconds(30))
        let call = try await hotline.endedCall()
        #expect(call.outcome == .completed)
        #expect(call.keys == "2#")
        try await hotline.asterisk.waitUntilIdle()
        #expect(server.callers == 1)
        #expect(hotline.asterisk.complaints.filter { $0.contains("server did not finish the call") }.count == 1)
        #expect(try await hotline.answer([Told].self, "list").map(\.number) == [1])
        #expect(try await hotline.store.calls(limit: 10).count == 1)
        await hotline.end()
    }

    @Test func `who gives up while such a server keeps silent is in the spool, and then on record once`() async throws {
        let hotline = try await Hotline(.asterisk)
        await hotline.agi.kill()
        do {
            let server = try SilentServer(port: hotline.ports.agi)
            let caller = try dials(hotline)
            try await server.waitForCallers(1)
            await caller.hangUp()
            try await hotline.asterisk.waitUntilIdle()
        }
        #expect(try await hotline.store.calls(limit: 10).isEmpty)
        for _ in 0..<2 {
            try await hotline.startAGI()
            let call = try await hotline.endedCall()
            #expect(call.outcome == .dropped)
            #expect(call.caller?.e164 == "+79000000042")
            await hotline.agi.terminate()
        }
        await hotline.end()
    }
}
