import AGI
import HotlineCore
import HotlineVoice
import Testing

struct CallFlowBoundsTests {
    /// A generator whose numbers a seed fixes, so that a failing call can be played again.
    struct Seeded: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }

    @Test(arguments: 0..<20)
    func `whatever Asterisk and the store say, a call ends within a bounded number of commands`(block: Int) {
        for seed in block * 250..<(block + 1) * 250 {
            var random = Seeded(state: UInt64(seed))
            let results = [
                "0", "-1", "49", "50", "51", "52", "53", "48", "42", "35", "57", "6", "", "9000000077", "12",
            ]
            var writes = Seeded(state: UInt64(seed) &+ 99)
            let failing = Int.random(in: 0..<4, using: &writes)
            let script = CallScript(writeSucceeds: { $0 == 0 || $0 % 4 != failing })
            let record = script.play { _, command in
                switch Int.random(in: 0..<40, using: &random) {
                case 0: .refused(.unknownCommand)
                case 1: .refused(.deadChannel)
                case 2: .hungUp
                case 3: .closed(.peerClosed)
                case 4: .refused(.badSyntax(usage: ""))
                default: .replied(Reply(result: results.randomElement(using: &random) ?? "0"))
                }
            }
            #expect(record.commands.count < 200, "seed \(seed)")
            #expect(record.notes.filter { $0.outcome != nil }.count <= 1, "seed \(seed)")
        }
    }

    @Test(arguments: ["*", "9", "#", "0", ""])
    func `a caller who always presses the same key comes to an end`(key: String) {
        let record = CallScript().play(keys: Array(repeating: key, count: 400))
        #expect(record.commands.count < 120)
        #expect(record.last?.outcome != nil)
        #expect(record.commands.contains("SAY NUMBER 42"))
    }

    @Test func `events that cannot come end the call instead of the program`() {
        var flow = CallFlow(menu: CallMenu(promptVersion: "1"), clock: { .zero })
        #expect(flow.handle(.replied(Reply(result: "0"))) == .close)
        #expect(flow.handle(.opened(CallVariables([:]))) == .close)
        var nameless = CallFlow(menu: CallMenu(promptVersion: "1"), clock: { .zero })
        #expect(nameless.handle(.opened(CallVariables(["callerid": "1"]))) == .close)
    }
}
