/// An e-mail on its way out of the house.
///
/// Its words and its recipient are personal data, so it does not print itself.
public struct OutboundMail: Hashable, Sendable {
    /// The mail's row.
    public var id: Identifier<OutboundMail>
    /// The address it goes to.
    public var recipient: String
    /// What it is about, in one line.
    public var subject: String
    /// The words for those who read no HTML.
    public var text: String
    /// The words as HTML.
    public var html: String
    /// What the HTML shows.
    public var pictures: [MailPicture]
    /// When it was written, which it also says in its head.
    public var writtenAt: Instant
    /// How often it was tried, this time included.
    public var attempt: Int
    /// How often before nobody knew whether it had gone.
    public var unanswered: Int

    /// Creates a mail.
    public init(
        id: Identifier<OutboundMail>,
        recipient: String,
        subject: String,
        text: String,
        html: String,
        pictures: [MailPicture] = [],
        writtenAt: Instant,
        attempt: Int,
        unanswered: Int
    ) {
        self.id = id
        self.recipient = recipient
        self.subject = subject
        self.text = text
        self.html = html
        self.pictures = pictures
        self.writtenAt = writtenAt
        self.attempt = attempt
        self.unanswered = unanswered
    }
}

extension OutboundMail: CustomStringConvertible, CustomReflectable {
    /// The row only.
    public var description: String { "mail \(id)" }

    /// Keeps `dump` and a failed `#expect` as discreet as ``description``.
    public var customMirror: Mirror { Mirror(self, children: ["mail": description]) }
}
