import Foundation
import HotlineCore
import HotlineStore
import HotlineTesting
import Testing

/// A specialist who has not taken an appeal is called by a real Asterisk, and takes it by a key.
@Suite(.timeLimit(.minutes(3)))
struct LadderCallWorldTests {
    private static let author = "+79000000042"

    /// A hotline that calls a specialist a second after an appeal was handed to them.
    private func hotline(_ phone: SIPPhone) async throws -> Hotline {
        let channel = "PJSIP/petrov/sip:{digits}@127.0.0.1:\(phone.port)"
        let wishes = Hotline.Wishes(
            settings: #""terms": {"take": "61s", "warnings": {"take": []}},"#,
            sms:
                #""ladder": {"call": {"before": "60s", "channel": "\#(channel)", "callerID": "74950000001", "ring": "5s"}},"#,
            phones: ["petrov": phone]
        )
        let hotline = try await Hotline([.asterisk, .companion], wishes)
        try await hotline.companion.waitForOutput(containing: "The exchange can be heard.", within: .seconds(20))
        return hotline
    }

    /// An appeal about the electronic journal, which is the specialist's.
    private func appeal(_ hotline: Hotline) async throws -> AppealNumber {
        let number = try await hotline.takeCall("1.1", from: Self.author, route: .ejournal, at: .now())
        return try await hotline.appeal(number, .distributed).number
    }

    @Test func `1 takes the appeal, and nothing else is needed`() async throws {
        let phone = try SIPPhone(.answers(afterRinging: .milliseconds(200)))
        let hotline = try await hotline(phone)
        let number = try await appeal(hotline)
        #expect(try await phone.waitForRing(within: .seconds(20)).number == "74950000001")
        try await phone.hears("ladder-call")
        try await phone.hears("ladder-menu")
        try await phone.press("1")
        try await phone.hears("ladder-taken")
        let taken = try await hotline.appeal(number, .inProgress)
        #expect(taken.assignee == "petrov")
        #expect(try await hotline.event("taken", of: number).channel == "agi")
        try await phone.waitForBye()
        #expect(try await hotline.store.nextLadderCallDue() == nil)
        // It is no call from outside: there is no record of one.
        #expect(try await hotline.store.calls(limit: 9).count == 1)
        await hotline.end()
        #expect(try await hotline.store.audit().isEmpty)
    }

    @Test func `who picks up and says nothing is asked again, hangs up, and that is on record`() async throws {
        let phone = try SIPPhone(.answers(afterRinging: .milliseconds(200)))
        let hotline = try await hotline(phone)
        let number = try await appeal(hotline)
        try await phone.waitForAnswer(within: .seconds(20))
        try await phone.hears("ladder-menu")
        try await phone.hears("ladder-call")
        await phone.hangUp()
        #expect(try await hotline.event("phoned", of: number).detail.contains("outcome=unacknowledged"))
        #expect(try await hotline.store.appeal(number)?.status == .distributed)
        let told = try await hotline.command("explain", "\(number)").output
        #expect(told.contains("звонок специалисту без ответа") && told.contains("не нажал 1"), "\(told)")
        // In two minutes it is tried again.
        let due = try #require(try await hotline.store.nextLadderCallDue())
        #expect(due > .now() + .seconds(60) && due <= .now() + .seconds(120))
        await hotline.end()
    }

    @Test(arguments: [
        (SIPPhone.Behaviour.isBusy, "unreachable"), (.keepsRinging, "unanswered"), (.declines, "unreachable"),
        (.isNotThere, "unanswered"),
    ]) func `busy, ringing on, declined or not there: each is on record as what Asterisk tells of it`(
        behaviour: SIPPhone.Behaviour,
        outcome: String
    ) async throws {
        let phone = try SIPPhone(behaviour)
        let hotline = try await hotline(phone)
        let number = try await appeal(hotline)
        let event = try await hotline.event("phoned", of: number)
        #expect(event.detail.contains("outcome=\(outcome)"), "\(event.detail)")
        await hotline.end()
    }
}
