import Foundation
import HotlineCore
import HotlineStore
import HotlineTesting
import Testing

/// A caller is put through to a specialist's telephone, or to nobody.
@Suite(.timeLimit(.minutes(4)))
struct TransferTests {
    @Test func `a specialist answers: who and after how long is kept, and the talk is recorded while it lasts`()
        async throws
    {
        let phone = try SIPPhone(.answers(afterRinging: .seconds(1)))
        let hotline = try await Hotline([.asterisk, .companion], Hotline.Wishes(phones: ["ivanova": phone]))
        try await hotline.companion.waitForOutput(containing: "The exchange can be heard.", within: .seconds(20))
        let caller = try await hotline.rings()
        try await caller.hears("type-menu")
        try await caller.press("0")
        try await caller.hears("transfer")
        let ring = try await phone.waitForRing(within: .seconds(20))
        // The card is there before anybody has picked up.
        #expect(ring.name == "№1")
        try await phone.waitForAnswer()
        try await caller.speak(try WAVFile.samples(of: Hotline.sound("greeting")))
        try await phone.waitForSound()
        await phone.hangUp()
        let call = try await hotline.endedCall()
        #expect(call.outcome == .transferred)
        #expect(call.answeredBy == "ivanova")
        #expect((call.rang ?? .zero) < .seconds(10))

        let recorded = try await hotline.wait(for: "the talk's recording", within: .seconds(60)) {
            try await hotline.store.call(uniqueID: call.uniqueID)?.recordings.first
        }
        #expect(recorded.kind == .talk)
        #expect(recorded.file == "call-\(call.id)-talk.wav")
        #expect(!recorded.isSilent)
        #expect(recorded.length < .seconds(30))
        await hotline.end()
        await phone.hangUp()
    }

    @Test func `a talk ends when the call has taken as long as it may, and counts as a talk`() async throws {
        let phone = try SIPPhone(.answers(afterRinging: .milliseconds(200)))
        let limits = #""menu": {"limits": {"menu": "30s", "call": "60s"}},"#
        let hotline = try await Hotline(.asterisk, Hotline.Wishes(settings: limits, phones: ["ivanova": phone]))
        let caller = try await hotline.rings()
        try await caller.hears("type-menu")
        try await caller.press("0")
        try await phone.waitForAnswer()
        try await caller.waitForBye(within: .seconds(70))
        let call = try await hotline.endedCall()
        #expect(call.outcome == .transferred)
        #expect(call.answeredBy == "ivanova")
        await hotline.end()
        await phone.hangUp()
    }

    @Test(arguments: [SIPPhone.Behaviour.isBusy, .declines, .isNotThere])
    func `busy, refused or nobody there: the caller leaves a message and hears a number`(
        behaviour: SIPPhone.Behaviour
    ) async throws {
        let phone = try SIPPhone(behaviour)
        let hotline = try await Hotline(
            .asterisk,
            Hotline.Wishes(phones: ["ivanova": phone], globals: ["HOTLINE_RING": "5"])
        )
        let caller = try await hotline.rings()
        try await caller.hears("type-menu")
        try await caller.press("0")
        try await caller.hears("transfer-nobody")
        try await caller.saysSomething()
        try await caller.press("#")
        try await caller.hears("finish-number")
        await caller.hangUp()
        let call = try await hotline.endedCall()
        #expect(call.outcome == .message)
        #expect(call.answeredBy == nil)
        await hotline.end()
    }

    @Test func `who does not want to wait presses one in the queue and is called back`() async throws {
        let phone = try SIPPhone(.keepsRinging)
        let hotline = try await Hotline(.asterisk, Hotline.Wishes(phones: ["ivanova": phone]))
        let caller = try await hotline.rings()
        try await caller.hears("type-menu")
        try await caller.press("0")
        try await phone.waitForRing(within: .seconds(30))
        try await caller.press("1")
        try await caller.hears("callback")
        try await phone.waitForCancel()
        try await caller.leavesNoMessage()
        try await caller.hears("finish-number")
        await caller.hangUp()
        let call = try await hotline.endedCall()
        #expect(call.outcome == .callback || call.outcome == .dropped)
        await hotline.end()
    }

    @Test func `a caller who hangs up while it rings has dropped, and the appeal stays`() async throws {
        let phone = try SIPPhone(.keepsRinging)
        let hotline = try await Hotline(.asterisk, Hotline.Wishes(phones: ["ivanova": phone]))
        let caller = try await hotline.rings()
        try await caller.hears("type-menu")
        try await caller.press("0")
        try await phone.waitForRing(within: .seconds(30))
        await caller.hangUp()
        try await phone.waitForCancel()
        let call = try await hotline.endedCall()
        #expect(call.outcome == .dropped)
        #expect(call.step == .transfer)
        #expect(try await hotline.store.appeal(call.appeal)?.status == .received)
        await hotline.end()
    }
}
