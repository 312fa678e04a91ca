internal import Foundation
public import HotlineCore
public import JSON

/// A report that the director was sent, as the staff API tells of it.
///
/// It has the head's own words, so it does not print itself.
public struct SentReportDocument: Hashable, Sendable {
    /// Its number: 1, 2, 3 and so on.
    public var number: Int64
    /// The week it is about.
    public var week: String
    /// When it was sent.
    public var sentAt: CivilTime
    /// Who sent it.
    public var sentBy: String
    /// What the mail is about.
    public var subject: String
    /// Whom it went to, and how far it has come.
    public var deliveries: [SentReport.Delivery]
    /// What they got; `nil` in a list.
    public var content: SentReport.Content?

    /// Tells of a report in a zone, with or without what it says.
    public init(_ report: SentReport, zone: ZoneRules, isWhole: Bool) {
        number = report.number
        week = report.week
        sentAt = zone.civilTime(at: report.sentAt)
        sentBy = report.sentBy
        subject = report.content.subject
        deliveries = report.deliveries
        content = isWhole ? report.content : nil
    }

    fileprivate init(_ fields: inout JSONFields) throws {
        let number = fields.required("number", .integer)
        let week = fields.required("week", .string)
        let sentAt = fields.required("sentAt", .time)
        let sentBy = fields.required("sentBy", .string)
        let subject = fields.required("subject", .string)
        let deliveries = fields.required("deliveries", .array(of: .delivery))
        let content = fields.optional("content", .content)
        self.number = Int64(try number.get())
        self.week = try week.get()
        self.sentAt = try sentAt.get()
        self.sentBy = try sentBy.get()
        self.subject = try subject.get()
        self.deliveries = try deliveries.get()
        self.content = try content.get()
        self.content?.subject = self.subject
    }

    /// The document as JSON; what is absent is `null`.
    public var json: JSON {
        [
            "number": .integer(number), "week": .string(week), "sentAt": .string(sentAt.rfc3339),
            "sentBy": .string(sentBy), "subject": .string(subject),
            "deliveries": .array(
                deliveries.map { ["login": .string($0.recipient), "state": .string($0.state.rawValue)] }
            ),
            "content": content.map(Self.json) ?? .null,
        ]
    }

    private static func json(_ content: SentReport.Content) -> JSON {
        [
            "text": .string(content.text), "html": .string(content.html), "json": .string(content.json),
            "pictures": .array(
                content.pictures.map { picture in
                    ["name": .string(picture.name), "png": .string(Data(picture.bytes).base64EncodedString())]
                }
            ),
        ]
    }
}

extension SentReportDocument: CustomStringConvertible, CustomReflectable {
    /// The number and the week.
    public var description: String { "report \(number) of \(week)" }

    /// Keeps `dump` and a failed `#expect` as discreet as ``description``.
    public var customMirror: Mirror { Mirror(self, children: ["report": description]) }
}

extension JSONShape where Value == SentReportDocument {
    static var sentReport: JSONShape { .object { fields in try SentReportDocument(&fields) } }
}

extension JSONShape where Value == SentReport.Delivery {
    fileprivate static var delivery: JSONShape {
        .object { fields in
            let login = fields.required("login", .string)
            let state = fields.required("state", .oneOf(MailState.self))
            return SentReport.Delivery(recipient: try login.get(), state: try state.get())
        }
    }
}

extension JSONShape where Value == SentReport.Content {
    fileprivate static var content: JSONShape {
        .object { fields in
            let text = fields.required("text", .string)
            let html = fields.required("html", .string)
            let json = fields.required("json", .string)
            let pictures = fields.required("pictures", .array(of: .picture))
            return SentReport.Content(
                subject: "",
                text: try text.get(),
                html: try html.get(),
                json: try json.get(),
                pictures: try pictures.get()
            )
        }
    }
}

extension JSONShape where Value == MailPicture {
    fileprivate static var picture: JSONShape {
        .object { fields in
            let name = fields.required(
                "name",
                JSONShape<String>.string.parsed(as: "the name of a picture") { MailPicture.isName($0) ? $0 : nil }
            )
            let bytes = fields.required(
                "png",
                JSONShape<String>.string.parsed(as: "base64") { Data(base64Encoded: $0).map { Array($0) } }
            )
            return MailPicture(name: try name.get(), bytes: try bytes.get())
        }
    }
}

/// That a week's report is to be sent to the director.
public struct SentReportOrder: Hashable, Sendable {
    /// The week or a day in it; `nil` for the last whole one.
    public var week: String?
    /// Whether it goes although the week's went before.
    public var isAgain: Bool

    /// Creates an order.
    public init(week: String?, isAgain: Bool = false) {
        self.week = week
        self.isAgain = isAgain
    }

    /// Reads an order.
    ///
    /// - Throws: `JSONFaults` with everything that is wrong with it.
    public init(_ json: JSON) throws(JSONFaults) {
        self = try json.read(
            as: .object { fields in
                let week = fields.optional("week", .string)
                let again = fields.optional("again", .bool, default: false)
                return SentReportOrder(week: try week.get(), isAgain: try again.get())
            }
        )
    }

    /// The order as JSON.
    public var json: JSON { ["week": JSON(week), "again": .bool(isAgain)] }
}
