/// Why something cannot stand in the head of a mail.
public enum MailFault: Error, Hashable, Sendable {
    /// An address is none that mail can be sent to, or has what would end its line or name another recipient.
    case address
    /// The sender's name would end its line.
    case name
    /// The subject would end its line.
    case subject
}

extension MailFault: CustomStringConvertible {
    /// What is wrong, in one line and without what stands there.
    public var description: String {
        switch self {
        case .address: "an address is not one in ASCII, such as name@school.example"
        case .name: "the sender's name has a line end or another control character"
        case .subject: "the subject has a line end or another control character"
        }
    }
}
