import AGI
import HotlineCore
import HotlineVoice
import Testing

/// What is said to a member of the staff who was called, and what the keys do.
@Suite struct AcknowledgementTests {
    /// What a conversation came to.
    private struct Record {
        var said: [String] = []
        var works: [LadderCallWork] = []
    }

    private static let call = Identifier<LadderCall>(17)
    private static let question = [
        "STREAM FILE hotline/ladder-call", "SAY NUMBER 42", "GET OPTION hotline/ladder-menu",
    ]

    /// Holds a conversation whose commands `answer` answers, and whose work comes to `findings` in turn.
    private func hold(
        _ findings: [LadderCallFinding],
        arguments: [String: String] = ["arg_1": "17"],
        _ answer: (Int, Command) -> DialogueEvent<HotlineDialogue.Finding>
    ) -> Record {
        var dialogue = HotlineDialogue(
            call: CallFlow(menu: CallMenu(promptVersion: "1"), clock: { .zero }),
            acknowledgement: Acknowledgement(prompts: [:])
        )
        var record = Record()
        var findings = findings[...]
        let opening = ["uniqueid": "1.1", "network_script": "acknowledge"].merging(arguments) { $1 }
        var action = dialogue.handle(.opened(CallVariables(opening)))
        while record.said.count + record.works.count < 60 {
            switch action {
            case .send(let command):
                record.said.append(([command.name] + command.arguments.prefix(1)).joined(separator: " "))
                action = dialogue.handle(answer(record.said.count - 1, command))
            case .perform(.ladder(let work)):
                record.works.append(work)
                action = dialogue.handle(.performed(.ladder(findings.popFirst() ?? .noted)))
            case .perform(.call):
                Issue.record("it was taken for a caller")
                return record
            case .close: return record
            }
        }
        Issue.record("it never ends")
        return record
    }

    private func key(_ key: Character) -> DialogueEvent<HotlineDialogue.Finding> {
        .replied(Reply(result: "\(key.asciiValue ?? 0)"))
    }
    private let silence = DialogueEvent<HotlineDialogue.Finding>.replied(Reply(result: "0"))

    @Test(arguments: [0, 1, 2])
    func `1 takes the appeal, whatever is being said, and that is confirmed once it is kept`(at place: Int) {
        let record = hold([.waits(AppealNumber(42)), .taken]) { index, _ in index == place ? key("1") : silence }
        #expect(record.works == [.find(Self.call), .take(Self.call)])
        #expect(record.said == Self.question.prefix(place + 1) + ["STREAM FILE hotline/ladder-taken"])
    }

    @Test func `nobody presses anything: it is asked three times, and then given up`() {
        let record = hold([.waits(AppealNumber(42))]) { _, _ in silence }
        #expect(record.works == [.find(Self.call), .giveUp(Self.call)])
        #expect(record.said == Self.question + Self.question + Self.question)
    }

    @Test func `the star repeats, but not for ever`() {
        let record = hold([.waits(AppealNumber(42))]) { index, _ in index % 3 == 2 ? key("*") : silence }
        #expect(record.works.last == .giveUp(Self.call))
        #expect(record.said.count == 3 * (3 + 3))
    }

    @Test func `an appeal that somebody has taken meanwhile is not asked about`() {
        let record = hold([.gone]) { _, _ in silence }
        #expect(record.said == ["STREAM FILE hotline/ladder-gone"])
        #expect(record.works == [.find(Self.call)])
    }

    @Test func `one that is taken while the question is heard is told as such`() {
        let record = hold([.waits(AppealNumber(42)), .gone]) { index, _ in index == 1 ? key("1") : silence }
        #expect(record.said.last == "STREAM FILE hotline/ladder-gone")
    }

    @Test func `what could not be kept is not confirmed`() {
        let record = hold([.waits(AppealNumber(42)), .failed]) { index, _ in index == 1 ? key("1") : silence }
        #expect(record.said.last == "STREAM FILE hotline/ladder-failed")
        #expect(!record.said.contains("STREAM FILE hotline/ladder-taken"))
        #expect(hold([.failed]) { _, _ in silence }.said == ["STREAM FILE hotline/ladder-failed"])
    }

    @Test(arguments: [0, 1, 2]) func `hanging up at any point is noted, and it can be tried again`(at place: Int) {
        for end: DialogueEvent<HotlineDialogue.Finding> in [.hungUp, .closed(.peerClosed)] {
            let record = hold([.waits(AppealNumber(42))]) { index, _ in index == place ? end : silence }
            #expect(record.works == [.find(Self.call), .giveUp(Self.call)])
        }
    }

    @Test func `a prompt whose file is missing is passed over where somebody is there, and the end where nobody is`() {
        for (status, works) in [
            ("6", [LadderCallWork.find(Self.call), .take(Self.call)]), ("0", [.find(Self.call), .giveUp(Self.call)]),
        ] {
            let record = hold([.waits(AppealNumber(42)), .taken]) { _, command in
                switch command.name {
                case "STREAM FILE": .replied(Reply(result: "-1"))
                case "CHANNEL STATUS": .replied(Reply(result: status))
                case _: key("1")
                }
            }
            #expect(record.works == works)
        }
    }

    @Test(arguments: [[:], ["arg_1": ""], ["arg_1": "x"], ["arg_1": "-3"]]) func `a call without a number is ended`(
        arguments: [String: String]
    ) {
        let opened = hold([], arguments: arguments.isEmpty ? ["other": "1"] : arguments) { _, _ in silence }
        #expect(opened.works.isEmpty && opened.said.isEmpty)
    }

    @Test func `any other address is a caller's`() {
        var dialogue = HotlineDialogue(
            call: CallFlow(menu: CallMenu(promptVersion: "1"), clock: { .zero }),
            acknowledgement: Acknowledgement(prompts: [:])
        )
        let action = dialogue.handle(
            .opened(CallVariables(["uniqueid": "1.1", "network_script": "call", "arg_1": "17"]))
        )
        guard case .perform(.call(.begin)) = action else {
            Issue.record("\(action)")
            return
        }
    }

    @Test func `who asks whether calls could come is told so, and nothing is looked up`() {
        var dialogue = HotlineDialogue(
            call: CallFlow(menu: CallMenu(promptVersion: "1"), clock: { .zero }),
            acknowledgement: Acknowledgement(prompts: [:])
        )
        let opening = CallVariables(["network_script": "health"])
        guard case .send(let command) = dialogue.handle(.opened(opening)) else {
            Issue.record("nothing was said")
            return
        }
        #expect(command.name == "NOOP")
        #expect(dialogue.handle(.replied(Reply(result: "0"))) == .close)
    }
}
