import HotlineCore
import HotlineStore
import HotlineTesting
import Testing

/// What the specialist sees while the telephone rings.
@Suite(.timeLimit(.minutes(3)))
struct LiveCallTests {
    @Test func `the call's card is on the command line while the telephone rings, and gone when the call is over`()
        async throws
    {
        let phone = try SIPPhone(.keepsRinging)
        let hotline = try await Hotline(
            [.asterisk, .companion],
            Hotline.Wishes(
                settings: #""menu": {"afterType": "transfer", "fullForm": "always"},"#,
                phones: ["ivanova": phone]
            )
        )
        try await hotline.companion.waitForOutput(containing: "The exchange can be heard.", within: .seconds(20))
        #expect(try await hotline.answer([GoingOn].self, "calls", "--live") == [])
        let caller = try await hotline.rings()
        try await caller.press("2")
        try await caller.hears("role-menu")
        try await caller.press("3")
        try await caller.hears("class-parent")
        try await caller.press("5#")
        #expect(try await phone.waitForRing(within: .seconds(30)).name == "№1 ЭЖД")

        let ringing = GoingOn(appeal: 1, route: "ejournal", state: "ringing", people: ["ivanova"])
        _ = try await hotline.wait(for: "the card", within: .seconds(5)) {
            try await hotline.answer([GoingOn].self, "calls", "--live") == [ringing] ? true : nil
        }
        let live = try await hotline.command("calls", "--live").output
        #expect(live.contains("звонит") && live.contains("ivanova"))
        let list = try await hotline.command("list").output
        let known = try #require(try await hotline.answer([Told].self, "list").first)
        #expect(known.type == "ejournal" && known.role == "parent" && known.className == "5")
        #expect(known.phone == "+7••••••••42")
        let calls = try await hotline.answer([ToldCall].self, "calls")
        #expect(calls.map(\.caller) == ["+7••••••••42"])
        #expect(calls[0].outcome == nil && calls[0].answeredBy == nil)
        #expect(!(live + list).contains("9000000042"))
        #expect(caller.isUp && phone.rings.count == 1 && !phone.isUp)

        try await phone.answer()
        let talking = GoingOn(appeal: 1, route: "ejournal", state: "talking", people: ["ivanova"])
        _ = try await hotline.wait(for: "the talk", within: .seconds(5)) {
            try await hotline.answer([GoingOn].self, "calls", "--live") == [talking] ? true : nil
        }
        await phone.hangUp()
        #expect(try await hotline.endedCall().outcome == .transferred)
        try await hotline.asterisk.waitUntilIdle()
        _ = try await hotline.wait(for: "nobody in the queue", within: .seconds(5)) {
            try await hotline.answer([GoingOn].self, "calls", "--live").isEmpty ? true : nil
        }
        #expect(try await hotline.command("calls", "--live").words == "Никто не ждёт.\n")
        await hotline.end()
    }
}
