public import HotlineCore
internal import JSON
internal import Pictures

/// A report as it is mailed: in words, in HTML and with pictures.
///
/// It may have the head's own words, so it does not print itself.
public struct ReportLetter: Sendable {
    private let report: ReportDocument
    private let opening: [String]
    private let proposals: String?
    private let closing: [String]
    private let charts: [ReportChart]
    /// What the HTML shows.
    public let pictures: [MailPicture]

    /// Writes a letter.
    ///
    /// - Parameters:
    ///   - report: The report.
    ///   - opening: What is said before the figures, such as that they are late; a paragraph each.
    ///   - proposals: The head's words, empty where there are none; `nil` where the letter has no place for any.
    ///   - closing: What is said at the end; a paragraph each.
    public init(
        _ report: ReportDocument,
        opening: [String] = [],
        proposals: String? = nil,
        closing: [String] = []
    ) {
        self.report = report
        self.opening = opening
        self.proposals = proposals
        self.closing = closing
        charts = ReportChart.all(of: report)
        pictures = charts.map { MailPicture(name: $0.name, bytes: $0.canvas.png()) }
    }

    /// What the report is about, in one line.
    public var title: String { ReportText(report).title }

    /// The letter in words: the same lines as the command line shows.
    public var text: String {
        var lines = opening
        if !opening.isEmpty { lines.append("") }
        lines += ReportText(report).lines(Palette(isColoured: false))
        if let proposals {
            lines += ["", "Предложения", proposals.isEmpty ? "Предложений нет." : proposals]
        }
        if !closing.isEmpty { lines += [""] + closing }
        return lines.map { $0 + "\n" }.joined()
    }

    /// The letter as HTML, with the pictures beside it.
    public var html: String { page(.beside) }

    /// The letter as one file, with the pictures in it.
    public var file: String { page(.within) }

    /// The figures and the words for programs, ended by a line feed.
    public var json: String {
        let value: JSON = ["proposals": .string(proposals ?? ""), "report": report.json]
        return value.encoded(pretty: true) + "\n"
    }

    private func page(_ place: ReportHTML.Pictures) -> String {
        ReportHTML(report, charts: charts, pictures: pictures, place)
            .page(opening: opening, proposals: proposals, closing: closing)
    }
}

extension ReportLetter: CustomStringConvertible, CustomReflectable {
    /// That it is one, and no more.
    public var description: String { "a report" }

    /// Keeps `dump` and a failed `#expect` as discreet as ``description``.
    public var customMirror: Mirror { Mirror(self, children: ["report": description]) }
}
