/// Why Asterisk refused a command.
public enum Refusal: Hashable, Sendable {
    /// `510`: no such command.
    case unknownCommand
    /// `511`: the command needs a live channel and the caller has hung up.
    case deadChannel
    /// `520`: the arguments are wrong. The usage is Asterisk's own text.
    case badSyntax(usage: String)
}
