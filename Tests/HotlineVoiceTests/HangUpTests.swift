import AGI
import HotlineCore
import HotlineVoice
import Testing

struct HangUpTests {
    private static let calls: [[String]] = [
        ["2", "1"], ["5", "1", "2", "9000000077#", "1"], [], ["0"], ["7", "8", "9"], ["2", "2", "1#", "2#", "3#"],
    ]

    /// How Asterisk shows that the caller is gone.
    enum Sign: CaseIterable {
        case failure, deadChannel, hangUpLine, closed
    }

    /// Ends a call before its `n`-th command, and says what was kept.
    private func play(keys: [String], endingBefore n: Int, by sign: Sign) -> CallScript.Record {
        var caller = SimulatedCaller(keys: keys)
        return CallScript().play { index, command in
            guard index >= n else {
                return switch caller.answer(command) {
                case .reply(let reply): .replied(reply)
                case .refusal(let refusal): .refused(refusal)
                }
            }
            return switch (sign, command.name) {
            case (.closed, _): .closed(.peerClosed)
            case (_, "SET VARIABLE"): .replied(Reply(result: "1"))
            case (.failure, "CHANNEL STATUS"): .refused(.deadChannel)
            case (.failure, _): .replied(Reply(result: "-1", endPosition: 0))
            case (.deadChannel, _): .refused(.deadChannel)
            case (.hangUpLine, _): .hungUp
            }
        }
    }

    @Test(arguments: calls, Sign.allCases)
    func `a hang-up at any point is kept once, with the step the caller had come to and all they keyed`(
        keys: [String],
        sign: Sign
    ) {
        let whole = CallScript().play(keys: keys)
        for n in 0..<whole.commands.count {
            let record = play(keys: keys, endingBefore: n, by: sign)
            let ends = record.notes.filter { $0.outcome != nil }
            #expect(ends.count == 1, "ended before command \(n)")
            #expect(record.last?.outcome != nil)
            let kept = record.kept
            #expect(whole.kept.keys.hasPrefix(kept.keys), "ended before command \(n)")
            #expect(record.works.count <= whole.works.count + 1)
        }
    }

    @Test func `the steps where callers leave are told apart`() {
        let steps = (0..<30).map { play(keys: ["2", "1"], endingBefore: $0, by: .failure).last }
        #expect(steps[0]?.step == .answer)
        #expect(steps[3]?.step == .answer)
        #expect(steps[6]?.step == .type)
        #expect(steps[6]?.outcome == .dropped)
        let afterKey = steps[7]
        #expect(afterKey?.step == .contact)
        #expect(afterKey?.outcome == .dropped)
    }

    @Test func `a caller who heard the number and hangs up has done all there is`() {
        let whole = CallScript().play(keys: ["2", "1"])
        let number = whole.commands.firstIndex(of: "SAY NUMBER 42")
        guard let number else {
            Issue.record("the number was never said")
            return
        }
        #expect(play(keys: ["2", "1"], endingBefore: number, by: .failure).last?.outcome == .dropped)
        #expect(play(keys: ["2", "1"], endingBefore: number + 2, by: .failure).last?.outcome == .completed)
    }

    @Test(arguments: [ClosingReason.shuttingDown, .timedOut])
    func `what ends by our own doing stays open for the next line of defence`(reason: ClosingReason) {
        let record = CallScript().play { index, _ in index < 4 ? .replied(Reply(result: "0")) : .closed(reason) }
        #expect(record.notes.allSatisfy { $0.outcome == nil })
    }

    @Test func `a result is left for the dialplan, and none where the store failed to the end`() {
        #expect(CallScript().play(keys: ["2", "1"]).commands.last == "SET VARIABLE HOTLINE_RESULT")
        let never = CallScript(writeSucceeds: { $0 == 0 })
        #expect(never.play(keys: ["2", "1"]).commands.last != "SET VARIABLE HOTLINE_RESULT")
        let notAtAll = CallScript(writeSucceeds: { _ in false })
        #expect(notAtAll.play(keys: ["2", "1"]).commands.isEmpty)
    }

    @Test func `what could not be kept goes with the next note`() {
        let once = CallScript(writeSucceeds: { $0 != 1 })
        let record = once.play(keys: ["2", "1"])
        #expect(record.notes[1].type == .ejournal)
        #expect(record.notes[1].keys == "21")
        #expect(record.last?.outcome == .completed)
    }
}
