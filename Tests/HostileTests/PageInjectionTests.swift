import Foundation
import HTTPClient
import HotlineTesting
import JSON
import Testing

@testable import HotlineClient
@testable import HotlineCore
@testable import HotlineMessaging
@testable import HotlineWeb

/// What people open: whatever the words, a real reader of each format finds the words and nothing more.
@Suite(.timeLimit(.minutes(2)))
struct PageInjectionTests {
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "hotline-hostile-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    /// What a program of Python's says of files, as JSON.
    private func python(_ script: String, _ files: [String: String]) async throws -> JSON {
        for (name, text) in files { try Data(text.utf8).write(to: folder.appending(path: name)) }
        let program = try ChildProcess("/usr/bin/env", ["python3", "-c", script], folder: folder)
        let status = try await program.waitForExit(within: .seconds(60))
        #expect(status == .exited(0), "\(program.standardError)")
        return try JSON(parsing: program.standardOutput)
    }

    @Test func `a table for a spreadsheet has the cells it was given, and none of them is a formula`() async throws {
        let texts = HostileText.allCases.map(\.text).filter { !$0.unicodeScalars.contains("\0") }
        var table = CSVText(header: ["words", "again"])
        for text in texts { table.add([text, text]) }
        let script = """
            import csv, io, json
            text = open("table.csv", newline="").read()
            rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
            # As a spreadsheet reads it that cuts at semicolons and minds no quotes within a cell.
            pieces = [piece for line in text.replace("\\r", "\\n").split("\\n") for piece in line.split(";")]
            wrong = [cell for row in rows for cell in row if cell.lstrip(' "')[:1] in tuple("=+-@\\uff1d")]
            wrong += [piece for piece in pieces if piece.lstrip(' "')[:1] in tuple("=+-@\\uff1d")]
            print(json.dumps({"rows": rows[1:], "wrong": wrong}))
            """
        let read = try await python(script, ["table.csv": table.text])
        #expect(read["wrong"]?.arrayValue?.compactMap(\.stringValue) == [])
        let rows = try #require(read["rows"]?.arrayValue)
        #expect(rows.count == texts.count)
        for (row, text) in zip(rows, texts) {
            for cell in row.arrayValue ?? [] {
                let plain = { (text: String) in text.unicodeScalars.filter { $0 != "'" }.map(\.value) }
                #expect(plain(cell.stringValue ?? "") == plain(text))
            }
            #expect(row.arrayValue?.count == 2)
        }
    }

    @Test func `a page with what somebody typed has the elements of the page without`() async throws {
        let templates = SiteTemplates()
        func page(_ text: String) -> String {
            let fields = WebForm.Field.allCases.map { ($0.rawValue, text) }
            let form = WebForm(percentEncoded(query: fields + [("pass", text)]))
            let faults = Dictionary(uniqueKeysWithValues: WebForm.Field.allCases.map { ($0, text) })
            let shown = FormPage(form: form, faults: faults, notice: text)
            let common: [String: Any] = ["title": text, "school": text, "tel": text, "hotline": text, "version": text]
            let values = shown.values(pass: text, term: text, privacy: text).merging(common) { mine, _ in mine }
            return templates.page("form", values)
                + SVGChart(title: text, bars: [SVGChart.Bar(words: text, value: 1)]).text
                + LetterTexts(school: text, hotlineNumber: Fixtures.landline, zone: .utc)
                .result(text, of: Fixtures.appeal(), to: "a@b.example").html
        }
        let texts = HostileText.allCases.map(\.text)
        var files = ["plain.html": page("x")]
        for (index, text) in texts.enumerated() { files["\(index).html"] = page(text) }
        let script = """
            import html.parser, json, sys
            class Reader(html.parser.HTMLParser):
                def __init__(self):
                    super().__init__()
                    self.tags, self.values = [], []
                def handle_starttag(self, tag, attrs):
                    self.tags.append([tag] + [name for name, _ in attrs])
                    self.values += [value for name, value in attrs if tag == "input" and name == "value"]
                def handle_comment(self, data): self.tags.append(["comment"])
                def handle_endtag(self, tag): self.tags.append(["/" + tag])
                def unknown_decl(self, data): self.tags.append(["decl"])
            def read(name):
                reader = Reader()
                reader.feed(open(name, encoding="utf-8", newline="").read())
                reader.close()
                return reader
            plain = read("plain.html")
            found = []
            for index in range(\(texts.count)):
                reader = read(f"{index}.html")
                found.append({"same": [tag for tag in reader.tags if tag[0] != "br"] == [tag for tag in plain.tags if tag[0] != "br"],
                              "values": [(value or "").replace("\\0", "") for value in reader.values]})
            print(json.dumps(found))
            """
        let read = try await python(script, files)
        for (index, hostile) in HostileText.allCases.enumerated() {
            #expect(read[index]?["same"]?.boolValue == true, "\(hostile)")
            // The name stands where it was typed, as it was typed.
            let values = read[index]?["values"]?.arrayValue?.compactMap(\.stringValue) ?? []
            guard !hostile.text.unicodeScalars.contains("\0") else { continue }
            #expect(values.contains { Array($0.utf8) == Array(hostile.text.utf8) }, "\(hostile)")
        }
    }

    @Test func `a mail has the head it was given, and what it says is what was written, or there is none`() async throws
    {
        let sender = try MailSender(address: MailAddress("hotline@school.example"), name: "Школа", zone: .utc)
        var written: [(hostile: HostileText, bytes: [UInt8])] = []
        for hostile in HostileText.allCases {
            #expect(throws: MailFault.self) { try MailAddress("\(hostile.text)@x.example, y") }
            let mail = OutboundMail(
                id: Identifier(1),
                recipient: "parent@family.example",
                subject: hostile.text,
                text: hostile.text,
                html: hostile.text.escapedForHTML,
                writtenAt: Fixtures.now,
                attempt: 1,
                unanswered: 0
            )
            do throws(MailFault) {
                written.append((hostile, try MailMessage(mail, from: sender).encoded()))
            } catch {
                #expect(!HeaderText.isFit(hostile.text), "\(hostile)")
            }
        }
        #expect(written.count > 30)
        let mails = try await ReceivedMail.read(written.map(\.bytes), in: folder)
        for (mail, (hostile, _)) in zip(mails, written) {
            #expect(mail.defects == [] && mail.isASCII && mail.headerCount == 8, "\(hostile)")
            #expect(mail.headers["to"]?.contains("parent@family.example") == true && mail.headers["bcc"] == nil)
            let subject = mail.headers["subject"].map { Array($0.utf8) }
            #expect(subject == Array(hostile.text.utf8), "\(hostile)")
            #expect(mail.parts.map(\.type) == ["text/plain", "text/html"], "\(hostile)")
        }
    }

    @Test(arguments: HostileText.allCases)
    func `nothing shown on a terminal steers it`(hostile: HostileText) {
        var table = TextTable(header: ["a", "b"])
        table.add([TextTable.Cell(hostile.text), TextTable.Cell("x")])
        let lines = table.lines(Palette(isColoured: false, columns: 60)) + [hostile.text.onOneLine]
        for scalar in lines.joined().unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator: Issue.record("\(hostile): \(scalar.value)")
            case .format: #expect(scalar == "\u{200D}", "\(hostile)")
            default: continue
            }
        }
        #expect(hostile.text.onScreen.padded(to: 30).displayWidth == 30)
    }
}
