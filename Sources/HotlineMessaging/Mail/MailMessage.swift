internal import Foundation
public import HotlineCore

/// A mail as a mail program is given it: one text, in plain words and in HTML, both in UTF-8, with the pictures of the HTML.
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
    /// What the HTML shows.
    public let pictures: [MailPicture]
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
        pictures = mail.pictures
        // The row alone would come again with the next database.
        messageID = "hotline.\(mail.id).\(mail.writtenAt.milliseconds)@\(sender.address.domain)"
        writtenAt = mail.writtenAt
    }

    /// The mail in ASCII with the line ends of this machine, as `sendmail -i` takes it.
    public func encoded() -> [UInt8] {
        // Base64 has no hyphen, so no line of a part begins as this does.
        let boundary = "=_hotline_alternative"
        let hypertext = Self.part("text/html; charset=utf-8", Self.lines(html))
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
            Self.part("text/plain; charset=utf-8", Self.lines(text)),
            "--\(boundary)",
            pictures.isEmpty ? hypertext : related(hypertext),
            "--\(boundary)--",
            "",
        ]
        return Array(lines.joined(separator: "\n").utf8)
    }

    /// The HTML together with what it shows.
    private func related(_ hypertext: String) -> String {
        let boundary = "=_hotline_related"
        let shown = pictures.map { picture in
            let more = """

                Content-ID: <\(picture.contentID)>
                Content-Disposition: inline; filename="\(picture.name).png"
                """
            return "--\(boundary)\n" + Self.part("image/png", Data(picture.bytes), more)
        }
        return """
            Content-Type: multipart/related; type="text/html";
             boundary="\(boundary)"

            --\(boundary)
            \(hypertext)
            \(shown.joined(separator: "\n"))
            --\(boundary)--

            """
    }

    /// A text whose lines end as they do on the wire.
    private static func lines(_ text: String) -> Data {
        let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" || $0 == "\r" }
        return Data(lines.joined(separator: "\r\n").utf8)
    }

    private static func part(_ type: String, _ content: Data, _ more: String = "") -> String {
        let encoded = content.base64EncodedString(options: [.lineLength76Characters, .endLineWithLineFeed])
        return """
            Content-Type: \(type)
            Content-Transfer-Encoding: base64\(more)

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
