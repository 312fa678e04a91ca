import AGI
import HotlineCore
import Testing

@testable import HotlineVoice

/// Goes through every state the machine can come to, by every event, and looks at the whole.
@Suite(.serialized, .timeLimit(.minutes(5)))
struct ProofTests {
    /// All of a flow that has a say in which way it goes on.
    ///
    /// What was keyed and said before has none, nor have facts that only choose between prompts or name the outcome.
    private struct Position: Hashable {
        var state: CallFlow.State
        var step: CallStep
        var isTyped: Bool
        var isRouted: Bool
        var isPrivate: Bool
        var role: AuthorRole?
        var later: [MenuSettings.LaterStep]
        var link: CallLink
        var flags: [Bool]
        var entries: Int

        init(_ flow: CallFlow) {
            state = flow.state
            if case .noting(_, let next) = state {
                state = .noting(CallProgress(call: Identifier(0), step: .answer), then: next)
            }
            step = flow.step
            isTyped = flow.type != nil
            isRouted = flow.route != nil
            isPrivate = flow.route?.isPrivate == true
            role = step == .role || step == .className ? flow.role : nil
            later = flow.later
            link = flow.link
            let isContact = step == .contact
            flags = [
                flow.role != nil, flow.hasEnded, flow.hasMessage, flow.wasPutThrough, flow.wantsPsychologist,
                flow.pending != nil, flow.call?.known != nil, flow.call?.appeal != nil,
                isContact && flow.keyed != nil, isContact && flow.keyedConsent != nil,
            ]
            entries = isContact ? flow.entries : 0
        }
    }

    /// What the longest way from a position on costs.
    private struct Way {
        var prompts = 0
        var commands = 0
    }

    /// The search: depth first, each position once; a position met again on the way to itself is a circle.
    private struct Search {
        var finished: [Position: Way] = [:]
        var onTheWay: Set<Position> = []
        var circles: [Position] = []
        var endings: Set<CallOutcome?> = []

        mutating func longest(from flow: CallFlow, after action: DialogueAction<CallWork>) -> Way {
            let events: [DialogueEvent<CallFinding>]
            var here = Way()
            switch action {
            case .close: return here
            case .send(let command):
                here.commands = 1
                let isHeard = ["STREAM FILE", "GET OPTION", "GET DATA", "SAY NUMBER", "RECORD FILE"].contains(
                    command.name
                )
                here.prompts = isHeard && command.arguments.first != "hotline/silence" ? 1 : 0
                events = Self.answers(to: command)
            case .perform(let work):
                if case .note(let progress) = work, let outcome = progress.outcome { endings.insert(outcome) }
                events = Self.findings(of: work)
            }
            let position = Position(flow)
            if let known = finished[position] { return known }
            guard onTheWay.insert(position).inserted else {
                circles.append(position)
                return here
            }
            var best = Way()
            for event in events {
                var next = flow
                let action = next.handle(event)
                let way = longest(from: next, after: action)
                best.prompts = max(best.prompts, way.prompts)
                best.commands = max(best.commands, way.commands)
            }
            onTheWay.remove(position)
            let way = Way(prompts: here.prompts + best.prompts, commands: here.commands + best.commands)
            finished[position] = way
            return way
        }

        private static func answers(to command: Command) -> [DialogueEvent<CallFinding>] {
            let ends: [DialogueEvent<CallFinding>] = [
                .hungUp, .closed(.peerClosed), .closed(.timedOut), .refused(.deadChannel), .refused(.unknownCommand),
                .replied(Reply(result: "-1")),
            ]
            let replies: [Reply] =
                switch command.name {
                case "SET VARIABLE", "ANSWER", "SET AUTOHANGUP": [Reply(result: "0")]
                case "CHANNEL STATUS": [Reply(result: "6"), Reply(result: "0")]
                case "WAIT FOR DIGIT": [Reply(result: "0"), Reply(result: "49")]
                case "GET VARIABLE":
                    [Reply(result: "0")]
                        + ["answered", "unanswered", "callback", "abandoned", "7"].map {
                            Reply(result: "1", remark: $0)
                        }
                case "GET DATA":
                    ["", "0", "7", "000000077", "12*9"].map { Reply(result: $0, remark: "timeout") }
                case "RECORD FILE":
                    [
                        Reply(result: "-1", remark: "hangup"), Reply(result: "35", remark: "dtmf"),
                        Reply(result: "48", remark: "dtmf"), Reply(result: "2000", remark: "timeout"),
                    ]
                default:
                    // Keys that differ from these only in what is kept are left out: 2 and 3 of the types, 3 of the roles.
                    [Reply(result: "0")] + keys(for: command).unicodeScalars.map { Reply(result: "\($0.value)") }
                }
            return ends + replies.map { .replied($0) }
        }

        private static func keys(for command: Command) -> String {
            switch command.arguments.first {
            case "hotline/type-menu", "hotline/greeting": "1458*0"
            case "hotline/known-menu": "1238*0"
            case let file? where file.hasPrefix("hotline/outage"): "928*0"
            case let file? where file.hasPrefix("hotline/message"): "8*#0"
            default: "128*0"
            }
        }

        private static func findings(of work: CallWork) -> [DialogueEvent<CallFinding>] {
            let findings: [CallFinding] =
                switch work {
                case .begin: []
                case .note: [.noted, .failed]
                case .openAppeal:
                    [.failed, .begun(BegunCall(id: Identifier(7), appeal: AppealNumber(43)))]
                case .examine:
                    [true, false].map {
                        .examined(
                            CallRecording(kind: .message, file: "f", length: .seconds(1), sha256: "", isSilent: $0)
                        )
                    } + [.failed]
                }
            return findings.map { .performed($0) }
        }
    }

    /// The calls the search begins with.
    enum Beginning: String, CaseIterable {
        case first, withheld, landline, outage, known, again, takenUp, backFromQueue, spooled
    }

    private static func flow(_ beginning: Beginning, isOpen: Bool) -> (CallFlow, DialogueAction<CallWork>) {
        let menu = CallMenu(fullForm: .always, promptVersion: "1", recordings: "/r")
        var flow = CallFlow(menu: menu, clock: { .zero })
        var call = BegunCall(id: Identifier(7), appeal: AppealNumber(42), isOpen: isOpen)
        call.caller = try? PhoneNumber(e164: "+79000000042")
        switch beginning {
        case .first: break
        case .withheld: call.caller = nil
        case .landline: call.caller = try? PhoneNumber(e164: "+74950000042")
        case .outage: call.outage = .ejournal
        case .known:
            call.outage = .technical
            call.link = .known
            call.known = KnownAppeal(number: AppealNumber(42), status: .inProgress)
        case .again:
            call.link = .again
            call.type = .other
        case .takenUp:
            call.isTakenUp = true
            call.step = .type
        case .backFromQueue:
            call.isTakenUp = true
            call.step = .transfer
        case .spooled:
            call.id = Identifier(-1)
            call.appeal = nil
            call.isSpooled = true
        }
        _ = flow.handle(.opened(CallVariables(["uniqueid": "1.1", "callerid": "79000000042"])))
        let action = flow.handle(.performed(.begun(call)))
        return (flow, action)
    }

    /// The search goes as deep as the longest call; its frames need more room than a test's thread has.
    @Test(arguments: Beginning.allCases, [true, false])
    func `from every state every event leads on, and every way ends after a bounded number of prompts`(
        beginning: Beginning,
        isOpen: Bool
    ) async {
        let (prompts, commands, states, circles) = await DeepThread.run { () -> (Int, Int, Int, [String]) in
            let (flow, action) = Self.flow(beginning, isOpen: isOpen)
            var search = Search()
            let way = search.longest(from: flow, after: action)
            return (way.prompts, way.commands, search.finished.count, search.circles.prefix(3).map { "\($0)" })
        }
        #expect(circles.isEmpty, "a way that need not end")
        #expect(states > 20)
        #expect(prompts <= Self.mostPrompts)
        #expect(commands <= Self.mostCommands)
    }

    /// The longest call there can be while the clock stands still.
    ///
    /// Every question is put as often as it may be, and every key pressed that repeats it. A clock that runs ends it after four minutes.
    private static let mostPrompts = 220
    private static let mostCommands = 1_400

    @Test func `the shortest way to a number takes four prompts`() {
        var script = CallScript()
        script.menu.order = [.contact, .message]
        script.begun.consent = true
        let record = script.play(keys: ["2"])
        let heard = record.commands.filter { $0.hasPrefix("STREAM") || $0.hasPrefix("GET") || $0.hasPrefix("SAY") }
        // Greeting, menu, «Ваше обращение номер», and the number.
        #expect(heard.firstIndex(of: "SAY NUMBER 42") == 3)
    }
}
