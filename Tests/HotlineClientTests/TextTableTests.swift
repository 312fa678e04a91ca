import Testing

@testable import HotlineClient

/// Tables on terminals of any width.
@Suite struct TextTableTests {
    private func table(header: Bool = true) -> TextTable {
        var table = TextTable(header: header ? ["№", "Статус", "Тема", "Кто"] : [])
        table.add(["1042", "передано", "средства обучения", "Константинопольский К. К."])
        table.add(["7", "закрыто", "山田 👩‍🏫", "е\u{301}"])
        return table
    }

    @Test(arguments: 20...120) func `no line is wider than the terminal, and numbers are whole`(columns: Int) {
        for header in [true, false] {
            let lines = table(header: header).lines(Palette(isColoured: false, columns: columns))
            let least = header ? 4 + 3 * 8 : 40
            #expect(lines.allSatisfy { $0.displayWidth <= max(columns, least) }, "\(lines)")
            #expect(lines.contains { $0.hasPrefix("1042") })
        }
    }

    @Test func `what fits is not cut, and without a terminal nothing is`() {
        let whole = table().lines(Palette(isColoured: false))
        #expect(table().lines(Palette(isColoured: false, columns: 200)) == whole)
        #expect(whole[1] == "1042  передано  средства обучения  Константинопольский К. К.")
        // Columns stand one below the other whatever is in them.
        #expect(whole[2].displayWidth == "7     закрыто   山田 👩‍🏫            е".displayWidth)
    }

    @Test func `the widest columns give way first`() {
        #expect(
            table().lines(Palette(isColoured: false, columns: 50))[1]
                == "1042  передано  средства обучен…  Константинополь…"
        )
    }

    @Test func `the last column of a table without headings goes on below itself`() {
        var table = TextTable()
        table.add(["Описание:", "Не открывается журнал, второй день, у всех в классе"])
        table.add(["Класс:", "5А"])
        #expect(
            table.lines(Palette(isColoured: false, columns: 40)) == [
                "Описание:  Не открывается журнал, второй", "           день, у всех в классе", "Класс:     5А",
            ]
        )
    }

    @Test func `under headings too it goes on where it is prose`() {
        var table = TextTable(header: ["№", "Вид", "Текст"], goesOn: true)
        table.add(["1042", "assigned", "Не открывается журнал, второй день, у всех"])
        table.add(["7", "closed", "Готово"])
        let lines = [
            "№     Вид       Текст", "1042  assigned  Не открывается журнал,", "                второй день, у всех",
            "7     closed    Готово",
        ]
        #expect(table.lines(Palette(isColoured: false, columns: 40)) == lines)
        #expect(table.linesOfRows(Palette(isColoured: false, columns: 40)).map(\.count) == [1, 2, 1])
    }

    @Test(arguments: [
        ("абв", 2, ["аб", "в"]), ("а бв г", 3, ["а", "бв", "г"]), ("山田", 3, ["山", "田"]), ("", 5, [""]),
    ]) func `a text is broken between words, and where it must be within one`(
        text: String,
        columns: Int,
        lines: [String]
    ) {
        #expect(text.wrapped(to: columns) == lines)
    }
}
