/// What can go wrong when a mail is handed to the machine's mail program.
public enum MailError: Error, Hashable, Sendable {
    /// Trying again may work: the program or its server did not take it for now.
    case temporary(Reason)
    /// Trying again cannot work: an address or a mail that is refused.
    case permanent(Reason)
    /// Nobody knows whether it has gone: the program had all of it and did not say. Trying again may send it twice.
    case unanswered

    /// Why, without a word of the mail.
    public enum Reason: String, Hashable, Sendable, CaseIterable {
        /// The program cannot be started.
        case notStarted
        /// The program did not end in time, and had not read the whole mail.
        case tookTooLong
        /// The program or its connection broke down before it had read the whole mail.
        case interrupted
        /// The program could not reach its server, or the server would not take the mail for now.
        case unavailable
        /// The program's own settings are missing or wrong.
        case settings
        /// The program does not know the arguments it was given, or found no recipient.
        case usage
        /// The server refused the mail or its recipient.
        case refused
        /// There is no such recipient, or the address is none.
        case recipient
        /// The subject would break the mail's head.
        case subject
        /// A status that `sysexits.h` does not have.
        case unexpectedStatus
    }
}
