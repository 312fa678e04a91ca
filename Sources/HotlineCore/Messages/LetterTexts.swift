/// What is mailed to the authors of appeals.
public struct LetterTexts: Hashable, Sendable {
    private let school: String
    private let hotlineNumber: PhoneNumber
    private let zone: ZoneRules

    /// Creates the texts.
    ///
    /// - Parameters:
    ///   - school: The school's short name.
    ///   - hotlineNumber: The hotline's number, as visitors see it.
    ///   - zone: The zone that times are told in.
    public init(school: String, hotlineNumber: PhoneNumber, zone: ZoneRules) {
        self.school = school
        self.hotlineNumber = hotlineNumber
        self.zone = zone
    }

    /// The mail with the result of an appeal.
    func result(_ result: String, of appeal: Appeal, to address: String) -> DraftMail {
        let received = zone.civilTime(at: appeal.receivedAt)
        let opening = "Здравствуйте!"
        let lead = "Ответ на ваше обращение №\(appeal.number) от \(received.longDate):"
        let closing = "Не решено? Позвоните на горячую линию \(hotlineNumber.e164) и назовите номер обращения."
        let paragraphs = result.escapedForHTML.split(separator: "\n\n")
            .map { $0.split(separator: "\n").joined(separator: "<br>\n") }.joined(separator: "<br><br>\n")
        return DraftMail(
            recipient: address,
            subject: "\(school): ответ на обращение №\(appeal.number)",
            text: [opening, lead, result, closing, school].joined(separator: "\n\n") + "\n",
            html: """
                <!DOCTYPE html>
                <html lang="ru"><head><meta charset="utf-8"><title>Обращение №\(appeal.number)</title></head>
                <body style="font-family: sans-serif; max-width: 40em">
                <p>\(opening)</p>
                <p>\(lead)</p>
                <blockquote style="margin: 1em 0; padding: .5em 1em; border-left: 4px solid #2a6">\(paragraphs)</blockquote>
                <p>\(closing)</p>
                <p>\(school.escapedForHTML)</p>
                </body></html>

                """
        )
    }
}

extension String {
    /// The text as HTML shows it: nothing in it is markup.
    ///
    /// A sign is looked for among the scalars: a quote with a mark on it is one `Character` that equals no quote, and ends an
    /// attribute all the same.
    public var escapedForHTML: String {
        var escaped = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            switch scalar {
            case "&": escaped.append(contentsOf: "&amp;".unicodeScalars)
            case "<": escaped.append(contentsOf: "&lt;".unicodeScalars)
            case ">": escaped.append(contentsOf: "&gt;".unicodeScalars)
            case "\"": escaped.append(contentsOf: "&quot;".unicodeScalars)
            case "'": escaped.append(contentsOf: "&#39;".unicodeScalars)
            case _: escaped.append(scalar)
            }
        }
        return String(escaped)
    }
}
