internal import HotlineCore

/// A report as HTML that mail programs show: tables, styles where they are used, and nothing from elsewhere.
struct ReportHTML {
    /// Where the pictures are.
    enum Pictures {
        /// In the mail, beside the HTML.
        case beside
        /// In the HTML itself, for a file that is looked at.
        case within
    }

    private static let cell =
        "padding:3px 10px 3px 0;vertical-align:top;text-align:left;border-bottom:1px solid #e3e7ea"
    private static let barWidth = 120

    private let report: ReportDocument
    private let charts: [ReportChart]
    private let pictures: [MailPicture]
    private let place: Pictures

    init(_ report: ReportDocument, charts: [ReportChart], pictures: [MailPicture], _ place: Pictures) {
        self.report = report
        self.charts = charts
        self.pictures = pictures
        self.place = place
    }

    /// The whole page.
    ///
    /// - Parameters:
    ///   - opening: What stands before the figures, a paragraph each.
    ///   - proposals: The head's words; `nil` where there is no place for any.
    ///   - closing: What stands at the end, a paragraph each.
    /// - Returns: The page, ended by a line feed.
    func page(opening: [String], proposals: String?, closing: [String]) -> String {
        let text = ReportText(report)
        var parts = opening.map { paragraph($0, "background:#fff3cd;padding:6px 10px") }
        parts.append(#"<h1 style="font-size:20px;margin:12px 0 2px">\#(text.title.escapedForHTML)</h1>"#)
        parts.append(paragraph("Составлен \(report.madeAt.stamp)", "color:#6c757d"))
        parts += zip(charts, pictures).map(chart)
        parts += report.sections.map { section($0, text) }
        if let proposals { parts += [heading("Предложения"), words(proposals)] }
        parts += closing.map { paragraph($0, "color:#6c757d") }
        return """
            <!DOCTYPE html>
            <html lang="ru"><head><meta charset="utf-8"><title>\(text.title.escapedForHTML)</title></head>
            <body style="margin:0;padding:12px;background:#ffffff;color:#212529;font-family:Arial,sans-serif;font-size:14px;line-height:1.4">
            \(parts.joined(separator: "\n"))
            </body></html>

            """
    }

    private func heading(_ text: String) -> String {
        #"<h2 style="font-size:16px;margin:18px 0 4px">\#(text.escapedForHTML)</h2>"#
    }

    private func paragraph(_ text: String, _ style: String) -> String {
        #"<p style="margin:4px 0;\#(style)">\#(text.escapedForHTML)</p>"#
    }

    private func words(_ text: String) -> String {
        guard !text.isEmpty else { return paragraph("Предложений нет.", "color:#6c757d") }
        let lines = text.escapedForHTML.split(separator: "\n", omittingEmptySubsequences: false)
        return #"<p style="margin:4px 0">\#(lines.joined(separator: "<br>\n"))</p>"#
    }

    // MARK: Charts

    private func chart(_ chart: ReportChart, _ picture: MailPicture) -> String {
        let source =
            switch place {
            case .beside: "cid:\(picture.contentID)"
            case .within: picture.dataURL
            }
        let labels = chart.groups.map { group in
            #"<td width="\#(100 / chart.groups.count)%" style="text-align:center;font-size:12px;padding:2px">\#(group.label.escapedForHTML)</td>"#
        }
        return """
            \(heading(chart.title))
            <img src="\(source)" width="\(ReportChart.width)" height="\(ReportChart.height)" alt="\(chart.words.escapedForHTML)" \
            style="display:block;max-width:100%;border:0">
            <table role="presentation" cellpadding="0" cellspacing="0" border="0" width="\(ReportChart.width)" \
            style="max-width:100%"><tr>\(labels.joined())</tr></table>
            <p style="margin:2px 0;font-size:12px"><span style="color:\(ReportChart.colour)">&#9632;</span> эта неделя \
            <span style="color:\(ReportChart.pale)">&#9632;</span> неделей раньше</p>
            """
    }

    // MARK: Tables

    private func section(_ section: AppealReport.Section, _ text: ReportText) -> String {
        guard section.topic != .exchange else {
            return heading(section.topic.title) + "\n" + paragraph(ReportText.balance(section).text, "")
        }
        let isCompared = section.figures.contains { $0.before != nil }
        let whole = section.figures.compactMap(\.of).max() ?? section.figures.map(\.count).max() ?? 0
        let rows = section.figures.map { figure in
            let colour = ReportText.tint(of: figure, in: section.topic) == .red ? "#c1121f" : ReportChart.colour
            var cells = [
                td(text.name(of: figure, in: section.topic)),
                td(ReportText.value(of: figure, in: section.topic), "white-space:nowrap"),
            ]
            if section.topic.hasBars { cells.append(bar(figure.count, of: whole, colour)) }
            if isCompared {
                cells.append(td(figure.before.map { "было \($0)" } ?? "", "white-space:nowrap;color:#6c757d"))
            }
            cells.append(td(ReportText.list(figure), "color:#6c757d"))
            return "<tr>\(cells.joined())</tr>"
        }
        return """
            \(heading(section.topic.title))
            <table cellpadding="0" cellspacing="0" border="0" style="border-collapse:collapse">
            \(rows.joined(separator: "\n"))
            </table>
            """
    }

    private func td(_ text: String, _ style: String = "") -> String {
        #"<td style="\#(Self.cell)\#(style.isEmpty ? "" : ";\(style)")">\#(text.escapedForHTML)</td>"#
    }

    /// A bar of two cells, which is drawn where pictures are not.
    private func bar(_ count: Int, of whole: Int, _ colour: String) -> String {
        let width = whole > 0 ? min(Self.barWidth, (Self.barWidth * count + whole - 1) / whole) : 0
        let style = "font-size:1px;line-height:12px"
        let full =
            #"<td width="\#(width)" height="12" bgcolor="\#(colour)" style="background:\#(colour);\#(style)">&nbsp;</td>"#
        let empty = #"<td width="\#(Self.barWidth - width)" height="12" style="\#(style)">&nbsp;</td>"#
        return """
            <td style="\(Self.cell);vertical-align:middle"><table role="presentation" cellpadding="0" cellspacing="0" border="0" \
            width="\(Self.barWidth)"><tr>\(width > 0 ? full : "")\(width < Self.barWidth ? empty : "")</tr></table></td>
            """
    }
}

extension AppealReport.Topic {
    /// Whether its figures are shares of something that bars can show.
    fileprivate var hasBars: Bool {
        switch self {
        case .received, .late, .repeats, .bursts, .exchange, .marks: false
        case .days, .sources, .types, .routes, .roles, .classes, .distribution, .terms, .open, .calls, .leftAt, .texts,
            .mails:
            true
        }
    }
}
