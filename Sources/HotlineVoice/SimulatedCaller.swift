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
        /// The caller speaks after the tone, until a key or the end.
        case speaks
        /// The specialists' telephones ring.
        case rings
        /// A specialist answers.
        case isAnswered
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
    private var variables: [String: String] = [:]
    /// Whether something was said after the last tone.
    private var spoke = false
    /// The digits of a telephone number after its first.
    private var restOfNumber: String?
    /// What has happened so far.
    public private(set) var moments: [Moment] = []

    /// Creates a caller.
    ///
    /// - Parameters:
    ///   - keys: What is pressed at each question, in order; an empty text is silence, as is everything after the last. After the
    ///     tone any key means that something was said before it; in the queue `1` is the wish to be called back and `+` that a
    ///     specialist answers.
    ///   - hangUpAfter: The step after whose prompt, and key if there is one, the caller hangs up.
    public init(keys: [String], hangUpAfter: CallStep? = nil) {
        self.keys = keys
        self.hangUpAfter = hangUpAfter
    }

    /// Answers a command.
    public mutating func answer(_ command: Command) -> SimulatedAnswer {
        switch command.name {
        case "SET VARIABLE": return .reply(set(command))
        case "GET VARIABLE":
            let value = command.arguments.first.flatMap { variables[$0] }
            return .reply(Reply(result: value == nil ? "0" : "1", remark: value))
        case _ where hasHungUp: return .refusal(.deadChannel)
        case "ANSWER": return .reply(Reply(result: "0"))
        case "CHANNEL STATUS": return .reply(Reply(result: "6"))
        case "WAIT FOR DIGIT", "SET AUTOHANGUP": return .reply(Reply(result: "0"))
        case "RECORD FILE": return .reply(record())
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
        variables[command.arguments[0]] = command.arguments[1]
        switch command.arguments[0] {
        case "HOTLINE_STEP":
            if !hasHungUp, step == hangUpAfter?.rawValue { hangUp() }
            step = command.arguments[1]
            moments.append(.comes(to: step))
        case "HOTLINE_RESULT" where command.arguments[1] != "transfer": moments.append(.ends(command.arguments[1]))
        default: break
        }
        return Reply(result: "1")
    }

    private mutating func play(_ command: Command, asks: Bool) -> Reply {
        let file = command.arguments.first ?? ""
        if file == Prompt.silence.file, let rest = restOfNumber {
            restOfNumber = nil
            return Reply(result: String(rest.prefix { $0 != "#" }), remark: rest.contains("#") ? nil : "timeout")
        }
        moments.append(.hears(file))
        guard asks else {
            guard step == hangUpAfter?.rawValue, step == CallStep.answer.rawValue else {
                return Reply(result: "0", endPosition: 8000)
            }
            hangUp()
            return Reply(result: "-1", endPosition: 8000)
        }
        if let rest = restOfNumber, !rest.isEmpty { keys.insert(rest, at: 0) }
        restOfNumber = nil
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
        restOfNumber = String(pressed.dropFirst())
        return Reply(result: pressed.unicodeScalars.first.map { "\($0.value)" } ?? "0", endPosition: 8000)
    }

    /// What was recorded of this caller last: five seconds of something, or silence.
    public func recording(of sound: RecordedSound) -> CallRecording {
        CallRecording(
            kind: sound.kind,
            file: "\(sound.name).wav",
            length: .seconds(spoke ? 5 : 0),
            sha256: "",
            isSilent: !spoke
        )
    }

    private mutating func record() -> Reply {
        let pressed = keys.isEmpty ? "" : keys.removeFirst()
        spoke = step == hangUpAfter?.rawValue || !pressed.isEmpty
        if step == hangUpAfter?.rawValue {
            moments.append(.speaks)
            hangUp()
            return Reply(result: "-1", remark: "hangup", endPosition: 40_000)
        }
        guard let key = pressed.unicodeScalars.first else {
            moments.append(.waits)
            return Reply(result: "2000", remark: "timeout", endPosition: 0)
        }
        moments += [.speaks, .presses(pressed)]
        return Reply(result: "\(key.value)", remark: "dtmf", endPosition: 40_000)
    }

    /// Whether the program has left the call to the queue.
    public var waitsInQueue: Bool { variables["HOTLINE_RESULT"] == "transfer" }

    /// Plays the queue, as the dialplan does between two programs.
    public mutating func waitInQueue() {
        moments.append(.rings)
        variables["HOTLINE_RESULT"] = ""
        let pressed = keys.isEmpty ? "" : keys.removeFirst()
        if step == hangUpAfter?.rawValue {
            hangUp()
            variables["HOTLINE_TRANSFER"] = "abandoned"
        } else if pressed == "+" {
            moments.append(.isAnswered)
            variables["HOTLINE_TRANSFER"] = "answered"
        } else if pressed == "1" {
            moments.append(.presses(pressed))
            variables["HOTLINE_TRANSFER"] = "callback"
        } else {
            variables["HOTLINE_TRANSFER"] = "unanswered"
        }
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
