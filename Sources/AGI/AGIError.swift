/// What can go wrong in a conversation with Asterisk.
///
/// Cases carry sizes and names of commands, never the text of a line or of an argument: those may be a caller's.
public enum AGIError: Error, Hashable, Sendable {
    /// The peer sent a line that is not AGI.
    case malformedLine(length: Int)
    /// The peer sent a reply although no command was waiting for one.
    case unexpectedReply
    /// A line grew past the limit before it ended.
    case lineTooLong(limit: Int)
    /// The call's opening variables are more than the limit.
    case tooManyVariables(limit: Int)
    /// The call's opening variables, a value or a usage text is larger than the limit.
    case blockTooLong(limit: Int)
    /// A command's name is empty or holds something else than words of letters, digits, `_` and `-`.
    case badCommandName
    /// An argument holds a line feed, a carriage return or a NUL, which the protocol cannot carry.
    case forbiddenByte(command: String)
    /// A command has more words than Asterisk reads.
    case tooManyWords(command: String, count: Int, limit: Int)
    /// The encoded command is longer than the line Asterisk reads.
    case commandTooLong(command: String, length: Int, limit: Int)
}

extension AGIError: CustomStringConvertible {
    /// One line for the log, without anything a caller said, dialled or is called.
    public var description: String {
        switch self {
        case .malformedLine(let length):
            "The peer sent a line of \(length) bytes that is not AGI."
        case .unexpectedReply:
            "The peer sent a reply that no command was waiting for."
        case .lineTooLong(let limit):
            "The peer sent a line longer than \(limit) bytes."
        case .tooManyVariables(let limit):
            "The peer opened the call with more than \(limit) variables."
        case .blockTooLong(let limit):
            "The peer sent more than \(limit) bytes as one block of lines."
        case .badCommandName:
            "A command's name is not made of plain words."
        case .forbiddenByte(let command):
            "An argument of \(command) holds a line break or a NUL; AGI cannot carry one."
        case .tooManyWords(let command, let count, let limit):
            "\(command) has \(count) words; Asterisk reads at most \(limit)."
        case .commandTooLong(let command, let length, let limit):
            "\(command) is \(length) bytes; Asterisk reads at most \(limit)."
        }
    }
}
