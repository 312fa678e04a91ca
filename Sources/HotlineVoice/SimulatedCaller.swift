public import AGI
public import HotlineCore

/// Asterisk and a caller in one, for trying out the menu: it answers each command as Asterisk would, with keys given beforehand.
public struct SimulatedCaller: Sendable {
    /// What a caller hears or does, in order.
    public enum Moment: Hashable, Sendable {
        /// A prompt is played.
        case hears(String)
        /// A number is said.
        case hearsNumber(String)
        /// A key is pressed, or a telephone number keyed.
        case presses(String)
        /// Nothing is pressed in the time there is.
        case waits
        /// The caller hangs up.
        case hangsUp
        /// The menu comes to a step.
        case comes(to: String)
        /// The program leaves its result.
        case ends(String)
    }

    private var keys: [String]
    private let hangUpAfter: CallStep?
    private var step = CallStep.answer.rawValue
    private var hasHungUp = false
    /// What has happened so far.
    public private(set) var moments: [Moment] = []

    /// Creates a caller.
    ///
    /// - Parameters:
    ///   - keys: What is pressed at each question, in order; an empty text is silence, as is everything after the last.
    ///   - hangUpAfter: The step after whose prompt, and key if there is one, the caller hangs up.
    public init(keys: [String], hangUpAfter: CallStep? = nil) {
        self.keys = keys
        self.hangUpAfter = hangUpAfter
    }

    /// Answers a command.
    public mutating func answer(_ command: Command) -> SimulatedAnswer {
        switch command.name {
        case "SET VARIABLE": return .reply(set(command))
        case _ where hasHungUp: return .refusal(.deadChannel)
        case "ANSWER": return .reply(Reply(result: "0"))
        case "CHANNEL STATUS": return .reply(Reply(result: "6"))
        case "WAIT FOR DIGIT": return .reply(Reply(result: "0"))
        case "STREAM FILE": return .reply(play(command, asks: false))
        case "GET OPTION", "GET DATA": return .reply(play(command, asks: true))
        case "SAY NUMBER", "SAY DIGITS":
            moments.append(.hearsNumber(command.arguments.first ?? ""))
            return .reply(Reply(result: "0"))
        default: return .refusal(.unknownCommand)
        }
    }

    private mutating func set(_ command: Command) -> Reply {
        guard command.arguments.count == 2 else { return Reply(result: "0") }
        switch command.arguments[0] {
        case "HOTLINE_STEP":
            if !hasHungUp, step == hangUpAfter?.rawValue { hangUp() }
            step = command.arguments[1]
            moments.append(.comes(to: step))
        case "HOTLINE_RESULT": moments.append(.ends(command.arguments[1]))
        default: break
        }
        return Reply(result: "1")
    }

    private mutating func play(_ command: Command, asks: Bool) -> Reply {
        moments.append(.hears(command.arguments.first ?? ""))
        guard asks else {
            guard step == hangUpAfter?.rawValue, step == CallStep.answer.rawValue else {
                return Reply(result: "0", endPosition: 8000)
            }
            hangUp()
            return Reply(result: "-1", endPosition: 8000)
        }
        let pressed = keys.isEmpty ? "" : keys.removeFirst()
        if pressed.isEmpty, step == hangUpAfter?.rawValue {
            hangUp()
            return Reply(result: "-1", endPosition: 8000)
        }
        moments.append(pressed.isEmpty ? .waits : .presses(pressed))
        if command.name == "GET DATA" {
            let digits = pressed.prefix { $0 != "#" }
            return Reply(result: String(digits), remark: pressed.contains("#") ? nil : "timeout")
        }
        return Reply(result: pressed.unicodeScalars.first.map { "\($0.value)" } ?? "0", endPosition: 8000)
    }

    private mutating func hangUp() {
        hasHungUp = true
        moments.append(.hangsUp)
    }
}

/// What a simulated Asterisk says to a command.
public enum SimulatedAnswer: Hashable, Sendable {
    /// It was carried out.
    case reply(Reply)
    /// It was refused.
    case refusal(Refusal)

    /// The line Asterisk would send.
    public var line: String {
        switch self {
        case .reply(let reply):
            "200 result=\(reply.result)" + (reply.remark.map { " (\($0))" } ?? "")
                + (reply.endPosition.map { " endpos=\($0)" } ?? "")
        case .refusal(.deadChannel): "511 Command Not Permitted on a dead channel or intercept routine"
        case .refusal: "510 Invalid or unknown command"
        }
    }
}
