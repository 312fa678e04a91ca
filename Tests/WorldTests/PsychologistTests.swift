import Foundation
import HotlineCore
import HotlineStore
import HotlineTesting
import Testing

/// A caller who wants the psychologist, now.
@Suite(.timeLimit(.minutes(3)))
struct PsychologistTests {
    @Test func `the psychologist's telephone rings and no other; the talk is not recorded and nobody else reads of it`()
        async throws
    {
        let psychologist = try SIPPhone(.keepsRinging)
        let other = try SIPPhone(.keepsRinging)
        let hotline = try await Hotline(
            [.asterisk, .companion],
            Hotline.Wishes(phones: ["dusha": psychologist, "ivanova": other], psychologists: ["dusha"])
        )
        try await hotline.companion.waitForOutput(containing: "The exchange can be heard.", within: .seconds(20))
        let caller = try await hotline.rings()
        try await caller.hears("type-menu")
        try await caller.press("4")
        try await caller.hears("psychologist-menu")
        try await caller.press("1")
        try await caller.hears("transfer-psychologist")
        try await psychologist.waitForRing(within: .seconds(20))
        let ringing = GoingOn(appeal: 1, route: nil, state: "ringing", people: [])
        _ = try await hotline.wait(for: "the call without its subject", within: .seconds(5)) {
            try await hotline.answer([GoingOn].self, "calls", "--live") == [ringing] ? true : nil
        }
        try await psychologist.answer()
        let words = try WAVFile.samples(of: Hotline.sound("greeting"))
        // Whose telephone was picked up is joined with the caller a moment later: what is said in that moment is lost to both.
        let sought = Array(words.dropFirst(8_000).prefix(8_000))
        psychologist.forgetHeard()
        try await caller.speak(words)
        #expect(AudioMatch.best(of: sought, in: psychologist.heard).value > 0.9)
        caller.forgetHeard()
        try await psychologist.speak(words)
        #expect(AudioMatch.best(of: sought, in: caller.heard).value > 0.9)
        await psychologist.hangUp()

        let call = try await hotline.endedCall()
        #expect(call.outcome == .transferred)
        #expect(call.answeredBy == "dusha")
        #expect(other.rings.isEmpty)
        try await hotline.asterisk.waitUntilIdle()
        #expect(!hotline.asterisk.log.contains("Begin MixMonitor Recording"))
        let folder = hotline.folder.appending(path: "recordings").path()
        #expect((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] == [])
        #expect(call.recordings.isEmpty)

        let appeal = try #require(try await hotline.answer([Told].self, "list").first)
        #expect(appeal.isPrivate && appeal.type == nil && appeal.route == nil && appeal.phone == nil)
        let card = try await hotline.command("show", "1").output
        #expect(card.contains("Личное обращение: содержание видит только психолог."))
        #expect(!card.contains("dusha") && !card.contains("9000000042") && !card.contains("сихологическ"))
        #expect(try await hotline.command("play", "1", "--output", "-").status == .exited(77))
        await hotline.end()
    }
}
