import HotlineCore
import JSON
import Pictures
import Testing

@testable import HotlineClient

/// A report as it is mailed.
@Suite struct ReportLetterTests {
    private static let hostile = "<script>alert(1)</script>\" onload='x' &amp; =1+1"

    private func report(_ className: String? = "5А", kind: ReportPeriod.Kind = .weekly) throws -> ReportDocument {
        let day = try #require(CalendarDay("2026-03-12"))
        let period = try #require(
            kind == .weekly ? ReportPeriod(weekOf: day, in: .utc) : ReportPeriod(day: day, in: .utc)
        )
        let appeals = (Int64(1)...30).map { number in
            ReportFacts.Appeal(
                number: AppealNumber(number),
                source: .phone,
                type: .ejournal,
                route: .ejournal,
                role: .parent,
                className: className,
                isPrivate: false,
                mark: nil,
                author: nil,
                receivedAt: period.start + .seconds(60 * number),
                done: [.distribute: period.start + .seconds(60 * number + (number < 4 ? 5400 : 60))],
                due: [.distribute: period.start + .seconds(60 * number + 1800)]
            )
        }
        let before = (period.before(in: .utc), ReportFacts(appeals: []))
        return ReportDocument(
            AppealReport(
                period,
                from: ReportFacts(appeals: appeals),
                comparedWith: kind == .weekly ? before : nil,
                burst: nil,
                at: period.end
            ),
            zone: .utc
        )
    }

    @Test func `nothing that somebody typed is markup or a formula`() throws {
        let letter = ReportLetter(
            try report(Self.hostile),
            opening: [Self.hostile],
            proposals: Self.hostile,
            closing: [Self.hostile]
        )
        for page in [letter.html, letter.file] {
            #expect(!page.contains("<script") && !page.contains("onload='x'"))
            #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot; onload=&#39;x&#39; &amp;amp; =1+1"))
        }
        for name in ["=1+1", "+1", "-1", "@x", "\tx"] {
            let csv = ReportText(try report(name)).csv
            #expect(csv.contains("classes,'\(name),'\(name),30"))
        }
        #expect(letter.json.contains("<script>") && letter.json.hasSuffix("\n"))
    }

    @Test func `the words are those of the command line, with what is said around them`() throws {
        let document = try report()
        let lines = ReportText(document).lines(Palette(isColoured: false)).map { $0 + "\n" }.joined()
        #expect(ReportLetter(document).text == lines)
        let letter = ReportLetter(document, opening: ["Опоздал"], proposals: "", closing: ["Конец"])
        #expect(letter.text == "Опоздал\n\n\(lines)\nПредложения\nПредложений нет.\n\nКонец\n")
        var dumped = "\(letter)"
        dump(letter, to: &dumped)
        #expect(!dumped.contains("Опоздал") && !dumped.contains("Конец"))
    }

    @Test func `a week has charts with all they show in words, and a day has none`() throws {
        let letter = ReportLetter(try report())
        #expect(letter.pictures.map(\.name) == ["days-2026-w11", "terms-2026-w11"])
        #expect(letter.html.contains("cid:days-2026-w11@hotline") && !letter.html.contains("data:image"))
        #expect(letter.file.contains("data:image/png;base64,") && !letter.file.contains("cid:"))
        #expect(letter.html.contains("alt=\"Обращения по дням: пн — 30, было 0; вт — 0, было 0;"))
        #expect(letter.html.contains("передать специалисту — 90 %, было —"))
        let days = try #require(Canvas(png: letter.pictures[0].bytes))
        // The bar of Monday stands beside the middle of the first seventh, and no other does.
        let (blue, white) = (Canvas.Colour(0x2A6F97), Canvas.Colour(0xFFFFFF))
        #expect(days.colour(x: 45, y: 70) == blue && days.colour(x: 45, y: 4) == blue)
        #expect(days.colour(x: 125, y: 130) == white && days.colour(x: 35, y: 130) == white)
        // Nine tenths of the height.
        let terms = try #require(Canvas(png: letter.pictures[1].bytes))
        #expect(terms.colour(x: 100, y: 20) == blue && terms.colour(x: 100, y: 10) == white)
        #expect(ReportLetter(try report(kind: .daily)).pictures.isEmpty)
        #expect(letter.pictures == ReportLetter(try report()).pictures)
    }

    @Test func `what was sent is shown in a browser with its pictures, and the words are as they were`() throws {
        let words = "src=\"cid:days-2026-w11@hotline\" и cid:days-2026-w11@hotline"
        let letter = ReportLetter(try report(), proposals: words)
        let content = SentReport.Content(
            subject: "",
            text: letter.text,
            html: letter.html,
            json: letter.json,
            pictures: letter.pictures
        )
        #expect(content.page == letter.file && content.html == letter.html)
        #expect(content.page.contains("src=&quot;cid:days-2026-w11@hotline&quot; и cid:days-2026-w11@hotline"))
        #expect(content.page.ranges(of: "src=\"data:image/png;base64,").count == 2)
    }

    @Test func `every tag that is opened is closed, and nothing is fetched from elsewhere`() throws {
        for page in [ReportLetter(try report(), opening: ["а"], proposals: "б\nв", closing: ["г"]).html] {
            for tag in ["table", "tr", "td", "p", "h1", "h2", "body", "html", "span"] {
                let opened = page.ranges(of: "<\(tag)>").count + page.ranges(of: "<\(tag) ").count
                #expect(opened == page.ranges(of: "</\(tag)>").count && opened > 0, "\(tag)")
            }
            #expect(!page.contains("http") && !page.contains("url(") && !page.contains("class="))
            #expect(page.contains("bgcolor=\"#2a6f97\"") && page.contains("б<br>\nв"))
        }
    }
}
