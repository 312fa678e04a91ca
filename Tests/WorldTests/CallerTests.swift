import HotlineCore
import HotlineStore
import HotlineTesting
import Testing

@Suite(.timeLimit(.minutes(3)))
struct CallerTests {
    @Test func `callers without a number, with a withheld one, or with any name are callers like any other`()
        async throws
    {
        let hotline = try await Hotline(.asterisk)
        let anonymous = try await SIPCaller.call("74950000001", at: hotline.asterisk.sipPort, as: .anonymous)
        try await anonymous.waitForSound()
        await anonymous.hangUp()
        var call = try await hotline.endedCall(1)
        #expect(call.caller == nil)
        #expect(call.line == .none)

        // The network still carries the number of who asked for privacy: it is not kept.
        let withheld = try await hotline.rings(headers: [
            ("P-Asserted-Identity", "<sip:+79000000043@127.0.0.1>"), ("Privacy", "id"),
        ])
        try await withheld.waitForSound()
        await withheld.hangUp()
        call = try await hotline.endedCall(2)
        #expect(call.caller == nil)

        let names = [
            "Иван Петров", String(repeating: "я", count: 39), "Robert'); DROP TABLE call;--", "${SHELL(id)}", "a\\\\b",
        ]
        for (index, name) in names.enumerated() {
            let caller = try await hotline.rings("+7900000005\(index)", name: name)
            try await caller.hears("type-menu")
            try await caller.press("1")
            await caller.hangUp()
            call = try await hotline.endedCall(3 + index)
            #expect(call.caller?.e164 == "+7900000005\(index)")
            #expect(call.keys == "1")
        }
        #expect(!hotline.agi.standardError.contains("7900000005"))
        await hotline.end()
    }
}
