internal import Foundation
public import HotlineCore

/// A mail as a mail program is given it: one text, in plain words and in HTML, both in UTF-8.
///
/// One that exists can be sent. Sent again it is the same to the byte, its `Message-ID` too, by which receivers drop a double.
/// Its words and its recipient are personal data, so it does not print itself.
public struct MailMessage: Hashable, Sendable {
    /// Whom it is from.
    public let sender: MailSender
    /// The address it goes to.
    public let recipient: MailAddress
    /// What it is about, in one line.
    public let subject: String
    /// The words for those who read no HTML.
    public let text: String
    /// The words as HTML, with everything that is no markup escaped.
    public let html: String
    /// What names it among all mails, without the brackets.
    public let messageID: String
    /// When it was written.
    public let writtenAt: Instant

    /// Writes a mail.
    ///
    /// - Throws: ``MailFault`` where the address or the subject would break its head.
    public init(_ mail: OutboundMail, from sender: MailSender) throws(MailFault) {
        guard HeaderText.isFit(mail.subject) else { throw .subject }
        self.sender = sender
        recipient = try MailAddress(mail.recipient)
        subject = mail.subject
        text = mail.text
        html = mail.html
        // The row alone would come again with the next database.
        messageID = "hotline.\(mail.id).\(mail.writtenAt.milliseconds)@\(sender.address.domain)"
        writtenAt = mail.writtenAt
    }

    /// The mail in ASCII with the line ends of this machine, as `sendmail -i` takes it.
    public func encoded() -> [UInt8] {
        // Base64 has no hyphen, so no line of a part begins as this does.
        let boundary = "=_hotline_alternative"
        let lines = [
            HeaderText.line("From", name: sender.name, address: sender.address),
            "To: <\(recipient.text)>",
            HeaderText.line("Subject", subject),
            "Date: \(MailDate(writtenAt, in: sender.zone))",
            "Message-ID: <\(messageID)>",
            "Auto-Submitted: auto-generated",
            "MIME-Version: 1.0",
            "Content-Type: multipart/alternative; boundary=\"\(boundary)\"",
            "",
            "--\(boundary)",
            Self.part("text/plain", text),
            "--\(boundary)",
            Self.part("text/html", html),
            "--\(boundary)--",
            "",
        ]
        return Array(lines.joined(separator: "\n").utf8)
    }

    private static func part(_ type: String, _ text: String) -> String {
        // Before it is encoded, a text's lines end as they do on the wire.
        let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" || $0 == "\r" }
        let content = Data(lines.joined(separator: "\r\n").utf8)
        let encoded = content.base64EncodedString(options: [.lineLength76Characters, .endLineWithLineFeed])
        return """
            Content-Type: \(type); charset=utf-8
            Content-Transfer-Encoding: base64

            \(encoded)
            """
    }
}

extension MailMessage: CustomStringConvertible, CustomReflectable {
    /// That it is one, and no more.
    public var description: String { "an e-mail" }

    /// Keeps `dump` and a failed `#expect` as discreet as ``description``.
    public var customMirror: Mirror { Mirror(self, children: ["mail": description]) }
}
