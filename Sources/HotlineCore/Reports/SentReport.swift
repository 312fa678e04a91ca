/// A weekly report as the director was sent it, kept whole.
///
/// It has the head's own words, so it does not print itself.
public struct SentReport: Hashable, Sendable {
    /// What the director was sent of it.
    public struct Content: Hashable, Sendable {
        /// What the mail is about.
        public var subject: String
        /// The mail in words.
        public var text: String
        /// The mail in HTML.
        public var html: String
        /// The figures and the proposals as JSON.
        public var json: String
        /// What the HTML shows.
        public var pictures: [MailPicture]

        /// Creates what is sent.
        public init(subject: String, text: String, html: String, json: String, pictures: [MailPicture]) {
            self.subject = subject
            self.text = text
            self.html = html
            self.json = json
            self.pictures = pictures
        }
    }

    /// Who it went to, and how far it has come.
    public struct Delivery: Hashable, Sendable {
        /// The login.
        public var recipient: String
        /// How far the mail has come.
        public var state: MailState

        /// Creates a delivery.
        public init(recipient: String, state: MailState) {
            self.recipient = recipient
            self.state = state
        }
    }

    /// Its number: 1, 2, 3 and so on.
    public var number: Int64
    /// The week it is about.
    public var week: String
    /// When it was sent.
    public var sentAt: Instant
    /// Who sent it.
    public var sentBy: String
    /// Whom to.
    public var deliveries: [Delivery]
    /// What they got.
    public var content: Content

    /// Creates a report.
    public init(
        number: Int64,
        week: String,
        sentAt: Instant,
        sentBy: String,
        deliveries: [Delivery],
        content: Content
    ) {
        self.number = number
        self.week = week
        self.sentAt = sentAt
        self.sentBy = sentBy
        self.deliveries = deliveries
        self.content = content
    }
}

extension SentReport: CustomStringConvertible, CustomReflectable {
    /// The number and the week.
    public var description: String { "report \(number) of \(week)" }

    /// Keeps `dump` and a failed `#expect` as discreet as ``description``.
    public var customMirror: Mirror { Mirror(self, children: ["report": description]) }
}

extension SentReport.Content: CustomStringConvertible, CustomReflectable {
    /// That it is one, and no more.
    public var description: String { "a report" }

    /// Keeps `dump` and a failed `#expect` as discreet as ``description``.
    public var customMirror: Mirror { Mirror(self, children: ["report": description]) }
}
