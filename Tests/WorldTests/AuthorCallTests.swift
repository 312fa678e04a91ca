import Foundation
import HotlineCore
import HotlineStore
import HotlineTesting
import Testing

/// `hotline call`: a real Asterisk rings the specialist's telephone, then the author's, and all of it is on record.
@Suite(.timeLimit(.minutes(3)))
struct AuthorCallTests {
    /// A hotline whose specialist for the journal and whose authors are at these telephones.
    private func hotline(_ specialist: SIPPhone, _ author: SIPPhone) async throws -> Hotline {
        let way = { (phone: SIPPhone) in "PJSIP/petrov/sip:{digits}@127.0.0.1:\(phone.port)" }
        let call = #"{"specialist": "\#(way(specialist))", "author": "\#(way(author))", "ring": "5s"}"#
        let hotline = try await Hotline(
            [.asterisk, .companion],
            Hotline.Wishes(
                accounts: ["petrov": Self.account],
                phones: ["petrov": specialist],
                call: call
            )
        )
        try await hotline.companion.waitForOutput(containing: "The exchange can be heard.", within: .seconds(20))
        return hotline
    }

    /// The account the tests run under is the specialist's, so that they are called.
    private static let account = NSUserName()

    private func appeal(_ hotline: Hotline) async throws -> AppealNumber {
        let number = try await hotline.takeCall("1.1", from: "+79000000042", route: .ejournal, at: .now())
        return try await hotline.appeal(number, .distributed).number
    }

    @Test func `my telephone rings, then the author's, who sees the school's number, and the talk is on record`()
        async throws
    {
        let specialist = try SIPPhone(.answers(afterRinging: .milliseconds(200)))
        let author = try SIPPhone(.keepsRinging)
        let hotline = try await hotline(specialist, author)
        let number = try await appeal(hotline)
        let command = try hotline.start("hotline", ["call", "\(number)"])
        try await specialist.waitForAnswer(within: .seconds(20))
        #expect(specialist.rings.first?.name == "N \(number)")
        let ring = try await author.waitForRing(within: .seconds(20))
        #expect(ring.number == "+74950000001" && ring.name != "N \(number)")
        try await command.waitForOutput(containing: "Звоним автору", within: .seconds(10))
        try await author.answer()
        try await command.waitForOutput(containing: "Говорите", within: .seconds(10))
        // Each hears the other.
        try await author.press("5")
        await author.hangUp()
        try await command.waitForExit(within: .seconds(20))
        #expect(command.exitStatus == .exited(0), "\(command.standardError)")
        #expect(command.standardOutput.contains("автор ответил"))
        let event = try await hotline.event("authorCalled", of: number)
        #expect(event.detail.contains("outcome=reached") && event.actor == Self.account)
        let told = try await hotline.command("explain", "\(number)").output
        #expect(told.contains("звонок автору") && told.contains("автор ответил, говорили"), "\(told)")
        // It is no call from outside.
        #expect(try await hotline.store.calls(limit: 9).count == 1)
        let log = hotline.companion.standardError + command.standardError + command.standardOutput
        #expect(!log.contains("9000000042"))
        await hotline.end()
        #expect(try await hotline.store.audit().isEmpty)
    }

    @Test(arguments: [
        (SIPPhone.Behaviour.keepsRinging, AuthorCall.Outcome.noAnswer), (.isBusy, .busy), (.declines, .unreachable),
    ]) func `an author who does not answer is an attempt, and the third makes a task`(
        behaviour: SIPPhone.Behaviour,
        outcome: AuthorCall.Outcome
    ) async throws {
        let specialist = try SIPPhone(.answers(afterRinging: .milliseconds(100)))
        let author = try SIPPhone(behaviour)
        let hotline = try await hotline(specialist, author)
        let number = try await appeal(hotline)
        for attempt in 1...3 {
            let call = try await hotline.command("call", "\(number)")
            #expect(call.status == .exited(1), "\(call.words)")
            let events = try await hotline.store.events(of: number).filter { $0.kind == "authorCalled" }
            #expect(events.count == attempt)
            #expect(events.last?.detail.contains("outcome=\(outcome.rawValue)") == true, "\(events)")
        }
        let list = try await hotline.command("list", "--callback")
        #expect(list.output.contains("\(number)"))
        #expect(try await hotline.store.callTasks(of: [number]).first?.attempts == 3)
        await hotline.end()
    }

    @Test func `who does not pick up their own telephone calls nobody, and that is no attempt`() async throws {
        let specialist = try SIPPhone(.keepsRinging)
        let author = try SIPPhone(.answers(afterRinging: .milliseconds(100)))
        let hotline = try await hotline(specialist, author)
        let number = try await appeal(hotline)
        let call = try await hotline.command("call", "\(number)", "--json")
        #expect(call.status == .exited(1) && call.output.contains("notPickedUp"))
        #expect(author.rings.isEmpty)
        await hotline.end()
    }

    @Test func `without an exchange it is said in one line, and no attempt is left`() async throws {
        let hotline = try await Hotline(.companion)
        let number = try await appeal(hotline)
        let call = try await hotline.command("call", "\(number)")
        #expect(call.status == .exited(1) && call.words.contains("/asterisk/call"), "\(call.words)")
        await hotline.end()
    }
}
