import HotlineCore
import HotlineStore
import HotlineTesting
import Testing

/// Many call about the same.
@Suite(.timeLimit(.minutes(3)))
struct OutageTests {
    /// Somebody chooses a type and leaves once asked to speak.
    private func call(_ hotline: Hotline, from number: String, about key: String) async throws {
        let caller = try await hotline.rings(number)
        try await caller.press(key)
        try await caller.hears("message")
        await caller.hangUp()
    }

    private func proposals(_ hotline: Hotline) async throws -> [String] {
        try await hotline.store.messages(limit: 100).filter { $0.kind == "outageProposed" }.map(\.body)
    }

    @Test func `a burst is proposed to the head once; what is announced is heard and joined by a nine`() async throws {
        let hotline = try await Hotline(
            .everybody,
            Hotline.Wishes(
                consent: "assumed",
                settings: #""menu": {"burst": {"appeals": 2, "within": "10m"}},"#
            )
        )
        async let first: Void = call(hotline, from: "+79000000051", about: "1")
        async let second: Void = call(hotline, from: "+79000000052", about: "1")
        _ = try await (first, second)
        let proposed = "техника: 2 за 10 мин. Сбой? hotline outage on technical"
        let text = try await hotline.phones.message { $0.text.contains("outage on technical") }
        #expect(text.text == proposed)
        #expect(text.receiver == "+79000000004")

        // More of the first, and a second burst: once that is told, the first was looked at again.
        async let third: Void = call(hotline, from: "+79000000053", about: "1")
        async let fourth: Void = call(hotline, from: "+79000000054", about: "2")
        async let fifth: Void = call(hotline, from: "+79000000055", about: "2")
        _ = try await (third, fourth, fifth)
        await hotline.companion.terminate()
        try await hotline.startCompanion()
        _ = try await hotline.phones.message { $0.text == "ЭЖД: 2 за 10 мин. Сбой? hotline outage on ejournal" }
        #expect(try await proposals(hotline).filter { $0.hasPrefix("техника") } == [proposed])
        #expect(hotline.phones.messages.filter { $0.text.contains("outage on technical") }.count == 1)

        #expect(try await hotline.command("outage", "on", "ejournal").status == .exited(0))
        let caller = try await hotline.rings("+79000000056")
        try await caller.hears("outage-ejournal")
        try await caller.press("9")
        try await caller.hears("finish-number")
        try await caller.waitForBye(within: .seconds(30))
        let call = try await hotline.endedCall(6)
        #expect(call.outcome == .completed)
        let joined = try await hotline.answer(Told.self, "show", "\(call.appeal)")
        #expect(joined.type == "ejournal" && joined.route == "ejournal")
        #expect(joined.status == "distributed" && joined.assignee == "petrov")
        #expect(joined.calls?.map(\.keys) == ["9"])
        #expect(try await hotline.store.events(of: call.appeal).contains { $0.kind == "outageJoined" })
        #expect(try await hotline.command("outage").output.hasSuffix("присоединилось обращений: 1\n"))
        #expect(try await proposals(hotline).count == 2)
        await hotline.end()
    }
}
