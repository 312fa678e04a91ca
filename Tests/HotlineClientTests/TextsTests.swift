import HotlineCore
import JSON
import Testing

@testable import HotlineClient

struct TextsTests {
    private static let now = Instant(seconds: 1_773_313_500)

    private func term(_ seconds: Int64, _ state: TermState) -> TermsDocument.Term {
        TermsDocument.Term(due: CivilTime(Self.now + .seconds(seconds), offset: 10800), state: state)
    }

    @Test(
        arguments: [
            (720, "осталось 12 мин"), (59, "осталось меньше минуты"), (0, "осталось меньше минуты"),
            (3600, "осталось 1 ч"),
            (11100, "осталось 3 ч 5 мин"), (86399, "осталось 23 ч 59 мин"), (86400, "осталось 1 д"),
            (187_200, "осталось 2 д 4 ч"), (-30, "просрочено только что"), (-60, "просрочено на 1 мин"),
            (-10800, "просрочено на 3 ч"), (-90000, "просрочено на 1 д 1 ч"),
        ] as [(Int64, String)]
    )
    func `a term is told as the time that is left or gone`(seconds: Int64, words: String) {
        #expect(TimeLeft(term(seconds, seconds < 0 ? .overdue : .running), now: Self.now).text == words)
    }

    @Test
    func `a term that is over says whether it was kept, one that has not begun nothing`() {
        #expect(TimeLeft(term(-60, .met), now: Self.now).text == "в срок")
        #expect(TimeLeft(term(-60, .missed), now: Self.now).text == "с опозданием")
        #expect(TimeLeft(TermsDocument.Term(due: nil, state: .waiting), now: Self.now).text == "—")
    }

    @Test
    func `columns stand one below the other by what a terminal shows, whatever the letters`() {
        var table = TextTable(header: ["№", "Имя", "x"])
        for name in ["Ёж", "й\u{306}", "漢字", "👩‍👩‍👧", "e\u{301}te", "—"] {
            table.add([TextTable.Cell("1"), TextTable.Cell(name, .red), "x"])
        }
        let lines = table.lines(Palette(isColoured: false))
        let columns = lines.map { line in String(line[..<(line.lastIndex(of: "x") ?? line.startIndex)]).displayWidth }
        #expect(Set(columns) == [3 + 4 + 2])
        #expect(lines.allSatisfy { !$0.hasSuffix(" ") })
    }

    @Test
    func `colours do not move columns, and there are none unless asked for`() {
        var table = TextTable(header: ["Статус", "x"])
        table.add([TextTable.Cell("в работе", .green), "x"])
        let plain = table.lines(Palette(isColoured: false))
        let coloured = table.lines(Palette(isColoured: true))
        #expect(!plain.joined().contains("\u{1B}"))
        #expect(coloured[1] == "\u{1B}[32mв работе\u{1B}[0m  x")
    }

    @Test
    func `a terminal cannot be made to obey what somebody typed`() {
        var table = TextTable()
        table.add([TextTable.Cell("a\u{1B}[2Jb\u{07}\r\nc\u{202E}d\u{9B}e")])
        let line = table.lines(Palette(isColoured: true)).joined()
        #expect(line.unicodeScalars.allSatisfy { ![.control, .format].contains($0.properties.generalCategory) })
        #expect(line.contains("b") && line.contains("c") && !line.contains("\n"))
    }

    @Test(arguments: [40, 60, 80]) func `roles and texts are broken between words on a narrow terminal`(columns: Int) {
        let (palette, whole) = (Palette(isColoured: false, columns: columns), Palette(isColoured: false))
        let texts = "Обращение №1042 передано вам: проблема с ЭЖД, родитель, 11Б. Возьмите до 14:35."
        let preview = [TextPreview(name: "assigned", text: texts, budget: 2)]
        for (cut, all) in [
            (RightsText.lines(palette), RightsText.lines),
            (TextPreview.lines(preview, palette), TextPreview.lines(preview, whole)),
        ] as [([String], [String])] {
            #expect(cut.allSatisfy { $0.displayWidth <= columns }, "\(cut)")
            let marks: Set<String> = ["│"]
            func words(_ lines: [String]) -> [String] {
                lines.joined(separator: " ").split(separator: " ").map(String.init).filter { !marks.contains($0) }
            }
            #expect(words(cut) == words(all), "\(cut)")
        }
    }

    @Test(arguments: [40, 60, 80]) func `prose is broken between words on a narrow terminal`(columns: Int) throws {
        let palette = Palette(isColoured: false, columns: columns)
        let time = CivilTime(Self.now, offset: 10800).rfc3339
        let clock: JSON = [
            "step": "close", "rule": "3.2.2, /terms/close", "length": "24h", "calendar": "wall",
            "zone": "Europe/Moscow",
            "from": .string(time), "due": .string(time), "counted": [], "dueByNow": .string(time),
        ]
        let step: JSON = [
            "event": 1, "at": .string(time), "actor": "ivanova", "channel": "cli", "kind": "noted", "facts": [:],
            "words": "Автор просит перезвонить после шести вечера, раньше он на работе", "clocks": [clock],
        ]
        let json: JSON = ["number": 1042, "steps": [step]]
        let text = ExplanationText(try json.read(as: .explanationDocument))
        let person = Person(login: "golova", name: "Голова Галина Георгиевна", roles: [.head, .hotline, .ejournal])
        let cure = "остановите часы станции и службы, поправьте время: timedatectl set-ntp true"
        let health = HealthListing([HealthCheck(.clock, .fault, "отстают", cure: cure)])
        let whole = Palette(isColoured: false)
        for (lines, expected) in [
            (text.lines(palette), text.lines(whole)),
            (RightsText.lines(IdentityDocument(person), palette), RightsText.lines(IdentityDocument(person), whole)),
            (health.lines(palette), health.lines(whole)),
        ] {
            #expect(lines.allSatisfy { $0.displayWidth <= columns }, "\(lines)")
            // Not a word is lost or broken.
            let words = { (lines: [String]) in lines.joined(separator: " ").split(separator: " ") }
            #expect(words(lines) == words(expected))
        }
    }

    @Test func `nor by what stands in the log of events`() throws {
        let step: JSON = [
            "event": 1, "at": .string(CivilTime(Self.now, offset: 10800).rfc3339), "actor": "ivan\u{1B}[31m",
            "channel": "cli", "kind": "noted\u{7}", "facts": ["to": "\u{9B}2J"], "words": "да\u{1B}]0;x\u{7}\nнет",
            "clocks": [],
        ]
        let json: JSON = ["number": 1042, "steps": [step]]
        let lines = ExplanationText(try json.read(as: .explanationDocument)).lines(Palette(isColoured: false))
        #expect(lines.contains { $0.contains("да") && $0.contains("нет") } && lines.contains { $0.contains("ivan") })
        #expect(lines.joined().unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }, "\(lines)")
    }

    @Test(arguments: [
        ("просто", "просто"), ("", ""), ("а,б", "\"а,б\""), ("он сказал \"да\"", "\"он сказал \"\"да\"\"\""),
        ("две\nстроки", "\"две\nстроки\""), ("=1+1", "'=1+1"), ("+79000000042", "'+79000000042"), ("-1", "'-1"),
        ("@x", "'@x"), ("\tx", "'\tx"), ("\rx", "\"'\rx\""), ("=a,b", "\"'=a,b\""), ("\r\nx", "\"'\r\nx\""),
        ("1=1", "1=1"), ("\u{FF1D}1", "'\u{FF1D}1"), (" =1", " '=1"),
        // A quote with a mark on it is no quote as a character, and closes a cell all the same.
        ("\"\u{301},=1", "\"\"\"\u{301},=1\""), ("=\u{301}1", "'=\u{301}1"), ("\"\u{FE0F}", "\"\"\"\u{FE0F}\""),
        // A Russian spreadsheet cuts at semicolons, in quotes or not.
        ("да;нет", "\"да;нет\""), ("да;=1", "\"да;'=1\""), ("да; \"-1", "\"да; \"\"'-1\""), ("да\n=1", "\"да\n'=1\""),
    ])
    func `a cell of CSV is quoted where it must be and no formula`(text: String, cell: String) {
        #expect(CSVText.cell(text) == cell)
    }

    @Test
    func `CSV has a name over each column and ends each row by CR and LF`() {
        var csv = CSVText(header: ["a", "b"])
        csv.add([nil, "x"])
        #expect(Array(csv.text.utf8) == Array("a,b\r\n,x\r\n".utf8))
    }

    @Test
    func `absences are a table for a spreadsheet too`() throws {
        let (first, last) = (try #require(CalendarDay("2026-03-12")), try #require(CalendarDay("2026-03-20")))
        let absence = AbsenceDocument(login: "petrov", first: first, last: last, deputy: nil)
        #expect(
            AbsenceListing([absence]).csv == "id,login,first,last,deputy\r\n,petrov,2026-03-12,2026-03-20,\r\n"
        )
        #expect(AbsenceListing([]).csv == "id,login,first,last,deputy\r\n")
    }

    @Test
    func `what the argument parser says is put into Russian where it is known`() {
        #expect(ParserWords.inRussian("Missing expected argument '<номер>'") == "не хватает аргумента '<номер>'")
        let choice = "The value 'xml' is invalid for '--format <вид>'. Please provide one of 'csv' and 'jsonl'."
        #expect(!ParserWords.inRussian(choice).contains(" and "))
        #expect(ParserWords.inRussian("--limit: число от 1 до 1000.") == "--limit: число от 1 до 1000.")
        #expect(ParserWords.inRussian("Something new in the parser") == "Something new in the parser")
    }

    @Test
    func `the text of the roles names every role and every right of the one table`() {
        let text = RightsText.lines
        for role in Role.allCases {
            let start = text.firstIndex { $0.hasPrefix("\(role.rawValue) — ") }
            let rights = start.map { text[($0 + 1)...].prefix { $0.hasPrefix("  может") || $0.hasPrefix("  ") } } ?? []
            let expected = Right.allCases.filter(role.rights.contains).map { "  \($0.text)" }
            #expect(Array(rights) == (expected.isEmpty ? ["  ничего: получает отчёты"] : expected))
        }
    }
}
