/// What an incoming text message is.
public enum IncomingCommand: Hashable, Sendable {
    /// A command about an appeal.
    case act(TextReply)
    /// The sender asks how an appeal stands, or the only one they have.
    case status(AppealNumber?)
    /// The sender wants no more texts.
    case stop
    /// The sender wants texts again.
    case start
    /// No command, or one that can be read in two ways: perhaps the result somebody was asked for, perhaps a mistake.
    case words(String)

    /// As much of a text as is read, in Unicode scalars; what is behind is dropped.
    public static let longestText = 2_000

    /// Reads a text, whatever it is, in time that grows with its length only.
    ///
    /// Read are `NUMBER ACTION [words]`, `ACTION [words]`, and the number behind the action where only that can be meant:
    /// `1042 1`, `№1042 - беру`, `2 готово, пароль сброшен`, `не моё 1042`. Letters that look like Cyrillic ones, either case,
    /// full-width digits, quotes and invisible characters are taken for what they look like. What could be two commands, or a
    /// sentence that only begins like one, is ``words(_:)``.
    ///
    /// - Parameter text: The text as the gateway gave it.
    public init(reading text: String) {
        self = ReplyParser(ReplyText(text)).command()
    }
}

extension IncomingCommand: CustomStringConvertible, CustomReflectable {
    /// What it is, without a word of it.
    public var description: String {
        switch self {
        case .act(let reply): "act (\(reply))"
        case .status(let number): "status (\(number.map { "№\($0)" } ?? "no number"))"
        case .stop: "stop"
        case .start: "start"
        case .words(let words): "words (\(words.unicodeScalars.count))"
        }
    }

    /// Keeps `dump` and a failed `#expect` as discreet as ``description``.
    public var customMirror: Mirror { Mirror(self, children: ["command": description]) }
}
