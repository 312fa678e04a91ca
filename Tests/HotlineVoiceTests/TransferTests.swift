import AGI
import HotlineCore
import HotlineVoice
import Testing

struct TransferTests {
    private func script(isOpen: Bool = true) -> CallScript {
        var script = CallScript()
        script.menu.recordings = "/r"
        script.begun.isOpen = isOpen
        return script
    }

    /// Plays the second program of a call, which the queue gave back.
    private func back(_ variables: [String: String], keys: [String] = ["#"], isAlive: Bool = true) -> CallScript.Record
    {
        var script = script()
        script.begun.isTakenUp = true
        script.begun.step = .transfer
        var caller = SimulatedCaller(keys: keys)
        return script.play { _, command in
            if command.name == "GET VARIABLE" {
                let value = command.arguments.first.flatMap { variables[$0] }
                return .replied(Reply(result: value == nil ? "0" : "1", remark: value))
            }
            if !isAlive, command.name != "SET VARIABLE" { return .refused(.deadChannel) }
            return switch caller.answer(command) {
            case .reply(let reply): .replied(reply)
            case .refusal(let refusal): .refused(refusal)
            }
        }
    }

    @Test(arguments: [["0"], ["", ""], ["7", "8", "9"], ["5", "0"], ["2", "0"]])
    func `zero and the rescue put through in opening hours, once the step is kept`(keys: [String]) {
        let record = script().play(keys: keys)
        #expect(record.variables["HOTLINE_RESULT"] == "transfer")
        #expect(record.variables["HOTLINE_QUEUE"] == "hotline")
        #expect(record.variables["HOTLINE_APPEAL"] == "42")
        #expect(record.variables["HOTLINE_LIMIT"] == "1800")
        #expect(record.variables["HOTLINE_TALK"] == "/r/call-7-talk")
        #expect(record.last?.step == .transfer)
        #expect(record.last?.outcome == nil)
    }

    @Test func `what is known of the caller is on the channel before the telephone rings`() {
        var script = script()
        script.menu.fullForm = .always
        script.menu.afterType = .transfer
        let record = script.play(keys: ["1", "3", "7#"])
        #expect(record.variables["HOTLINE_ROUTE"] == "technical")
        #expect(record.variables["HOTLINE_ROLE"] == "parent")
        #expect(record.variables["HOTLINE_CLASS"] == "7")
        #expect(record.variables["HOTLINE_LABEL"] == "№42 техника")
        #expect(record.variables["HOTLINE_RESULT"] == "transfer")
    }

    @Test(arguments: [["0", "1", "#"], ["", "", "1", "#"]])
    func `outside them nobody is put through, and the message is offered`(keys: [String]) {
        let record = script(isOpen: false).play(keys: keys)
        #expect(record.variables["HOTLINE_QUEUE"] == nil)
        #expect(record.steps.suffix(3) == ["contact", "message", "finish"])
        #expect(record.last?.outcome == .message)
    }

    @Test func `no key cuts short that the talk is recorded`() {
        let record = script().play { _, command in
            switch (command.name, command.arguments.first) {
            case ("GET OPTION", _): .replied(Reply(result: "48"))
            case ("STREAM FILE", "hotline/transfer"):
                command.arguments[1].isEmpty ? .replied(Reply(result: "0")) : .replied(Reply(result: "49"))
            default: .replied(Reply(result: "0"))
            }
        }
        #expect(record.commands.contains("STREAM FILE hotline/transfer"))
        #expect(record.variables["HOTLINE_RESULT"] == "transfer")
    }

    @Test func `who does not want to wait is called back and may leave a message`() {
        let record = script().play { _, command in
            switch (command.name, command.arguments.first) {
            case ("GET OPTION", "hotline/type-menu"): .replied(Reply(result: "48"))
            case ("STREAM FILE", "hotline/transfer-leave"): .replied(Reply(result: "49"))
            case ("RECORD FILE", _): .replied(Reply(result: "35", remark: "dtmf", endPosition: 8000))
            default: .replied(Reply(result: "0"))
            }
        }
        #expect(record.variables["HOTLINE_QUEUE"] == nil)
        #expect(record.notes.compactMap(\.transfer).map(\.end) == [.callback])
        #expect(record.last?.outcome == .message)
    }

    @Test func `who answered, and after how long, is kept even though the caller has hung up`() {
        let record = back(
            ["HOTLINE_TRANSFER": "answered", "HOTLINE_ANSWERED_BY": "ivanova", "HOTLINE_RANG": "7"],
            isAlive: false
        )
        #expect(record.last?.transfer == CallTransfer(end: .answered, answeredBy: "ivanova", rang: .seconds(7)))
        #expect(record.last?.outcome == .transferred)
        #expect(record.variables["HOTLINE_RESULT"] == "transferred")
    }

    @Test func `who gave up waiting has dropped`() {
        let record = back(["HOTLINE_TRANSFER": "abandoned", "HOTLINE_RANG": "20"], isAlive: false)
        #expect(record.last?.outcome == .dropped)
        #expect(record.last?.step == .transfer)
    }

    @Test(arguments: [("unanswered", "transfer-nobody"), ("callback", "callback")])
    func `nobody, busy or not wanting to wait leads to the message, never back to the menu`(end: String, prompt: String)
    {
        let record = back(["HOTLINE_TRANSFER": end, "HOTLINE_RANG": "60"])
        #expect(record.commands.contains("STREAM FILE hotline/\(prompt)"))
        #expect(record.steps == ["message", "finish"])
        #expect(record.last?.outcome == .message)
        #expect(!record.commands.contains { $0.contains("type-menu") })
    }

    @Test func `a second wish for a person after that is a call back`() {
        let record = back(["HOTLINE_TRANSFER": "unanswered"], keys: ["0"])
        #expect(record.variables["HOTLINE_QUEUE"] == nil)
        #expect(record.variables["HOTLINE_RESULT"] != "transfer")
        #expect(record.last?.outcome == .message)
    }

    @Test func `a program that died on the way to the queue is followed by one that goes there`() {
        let record = back([:])
        #expect(record.variables["HOTLINE_RESULT"] == "transfer")
    }
}
