import HotlineCore
import JSON
import Testing

@testable import HotlineClient

/// A report as people read it, and as spreadsheets and programs do.
@Suite struct ReportTextTests {
    private static let moscow = ZoneRules(name: "Europe/Moscow", firstOffset: 10800, changes: [])

    private func report(_ source: AppealSource? = nil) throws -> ReportDocument {
        let week = try #require(ReportPeriod(week: "2026-W11", in: Self.moscow))
        let appeals = (Int64(1)...30).map { number in
            ReportFacts.Appeal(
                number: AppealNumber(number),
                source: .phone,
                type: number == 30 ? nil : .ejournal,
                route: number == 30 ? nil : .ejournal,
                role: .parent,
                className: "5А",
                isPrivate: false,
                mark: number == 29 ? .prank : nil,
                author: number < 3 ? "+79000000042" : nil,
                receivedAt: week.start + .seconds(60 * number),
                done: [.distribute: week.start + .seconds(60 * number + (number == 7 ? 5400 : 60))],
                due: [.distribute: week.start + .seconds(60 * number + 1800)]
            )
        }
        let facts = ReportFacts(
            appeals: appeals,
            calls: [.init(appeal: AppealNumber(1), outcome: .dropped, step: .role)],
            balance: CallBalance(exchange: 42, records: 42, turnedAway: 0, lost: 0)
        )
        let report = AppealReport(
            week,
            of: source,
            from: facts,
            comparedWith: (week.before(in: Self.moscow), ReportFacts(appeals: [])),
            burst: MenuSettings.Burst(),
            at: week.end
        )
        return ReportDocument(report, zone: Self.moscow)
    }

    @Test func `a week is to be read from top to bottom`() throws {
        let lines = ReportText(try report()).lines(Palette(isColoured: false))
        #expect(lines[0] == "Отчёт за неделю 2026-W11 (2026-03-09–2026-03-15), все обращения")
        #expect(lines.contains { $0.hasPrefix("  всего  30  было 0  №1 №2 ") && $0.hasSuffix("№20 и ещё 10") })
        #expect(
            lines.contains(
                "  передать специалисту: в срок     28 (97 %)  было 0  №1 №2 №3 №4 №5 №6 №8 №9 №10 №11 №12 №13 №14 №15 №16 №17 №18 №19 №20 №21 и ещё 8"
            )
        )
        #expect(lines.contains { $0.hasPrefix("  передать специалисту  на 1 ч") && $0.hasSuffix("№7") })
        #expect(lines.contains { $0.hasPrefix("  автор 1  2") && $0.hasSuffix("№1 №2") })
        #expect(lines.contains { $0.hasPrefix("  шутка  1") } && !lines.contains { $0.hasPrefix("  проверка") })
        #expect(lines.contains { $0.hasPrefix("  проблема с ЭЖД, с 00:01 09.03") })
        #expect(lines.contains("  42 звонка, 42 записи, 0 потеряно"))
        #expect(lines.allSatisfy { !$0.hasSuffix(" ") })
        #expect(!lines.joined().contains("9000000042"))
    }

    @Test(arguments: [40, 60, 80]) func `on a narrow terminal every figure is whole, and the appeals stand below`(
        columns: Int
    ) throws {
        let lines = ReportText(try report()).lines(Palette(isColoured: false, columns: columns))
        #expect(lines.allSatisfy { $0.displayWidth <= columns }, "\(lines)")
        let met = try #require(lines.firstIndex { $0.contains("28 (97 %)") }, "\(lines)")
        #expect(lines[met].hasPrefix("  передать специалисту:"))
        #expect(lines[met].contains("передать специалисту: в срок") == (columns >= 60))
        #expect(lines[met].contains("№1 №2") == (columns >= 80))
        #expect(lines[met + 1].contains("№"))
        #expect(lines.contains { $0.hasPrefix("  автор 1  2") })
        #expect(lines.contains { $0.hasPrefix("  передать специалисту  на 1 ч") })
    }

    @Test func `spreadsheets and programs get every number`() throws {
        let document = try report()
        let rows = ReportText(document).csv.split(separator: "\r\n").map(String.init)
        #expect(rows[0] == "topic,key,name,count,of,before,at,lateSeconds,appeals")
        let all = (1...30).map { "\($0)" }.joined(separator: " ")
        #expect(rows[1] == "received,all,всего,30,,0,,,\(all)")
        #expect(rows.contains("late,distribute,передать специалисту,1,,,,3600,7"))
        let read = try document.json.read(as: .reportDocument)
        #expect(read == document)
    }
}
