/// A command we send: its name, its arguments, and how long Asterisk may take to answer it.
///
/// Two commands are equal if they ask Asterisk for the same; the limit does not count.
public struct Command: Sendable {
    /// The limit of a command that does not know a better one.
    public static let usualAnswerLimit = Duration.seconds(120)

    /// The name in capitals, such as `STREAM FILE`.
    public var name: String
    /// The arguments before quoting.
    public var arguments: [String]
    /// The longest Asterisk may take to answer; beyond it the connection is closed.
    public var answerLimit: Duration

    /// Creates a command that Asterisk must answer within ``usualAnswerLimit``.
    public init(_ name: String, _ arguments: String...) {
        self.init(name, arguments: arguments)
    }

    /// Creates a command from its name, its arguments and its limit.
    public init(_ name: String, arguments: [String], answerLimit: Duration = usualAnswerLimit) {
        self.name = name
        self.arguments = arguments
        self.answerLimit = answerLimit
    }

    /// The same command with another limit.
    public func answered(within limit: Duration) -> Command {
        Command(name, arguments: arguments, answerLimit: limit)
    }

    /// Whether the reply carries a value, which may hold line breaks and brackets.
    var asksForValue: Bool {
        name == "GET VARIABLE" || name == "GET FULL VARIABLE" || name == "DATABASE GET"
    }
}

extension Command: Hashable {
    /// Compares names and arguments.
    public static func == (one: Command, other: Command) -> Bool {
        one.name == other.name && one.arguments == other.arguments
    }

    /// Hashes the name and the arguments.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(name)
        hasher.combine(arguments)
    }
}

extension Command: CustomStringConvertible, CustomReflectable {
    /// The name and the number of arguments; their text may be a caller's.
    public var description: String { "\(name) (arguments: \(arguments.count))" }

    /// A mirror that shows no argument.
    public var customMirror: Mirror { Mirror(self, children: ["name": name, "arguments": arguments.count]) }
}
