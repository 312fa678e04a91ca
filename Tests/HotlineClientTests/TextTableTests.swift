import HotlineCore
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

    @Test(arguments: [30, 40, 60, 70, 80, 120])
    func `columns that can be spared are left out, and the others are whole or legible`(columns: Int) {
        var table = TextTable(
            header: ["№", "Статус", "Тема", "Срок", "Поступило"],
            whole: ["Срок"],
            spare: ["Поступило", "Тема", "Статус"]
        )
        table.add(["1042", "распределено", "средства обучения", "закрыть: 23 ч 59 мин", "12.03.2026 14:21"])
        let lines = table.lines(Palette(isColoured: false, columns: columns))
        #expect(lines.allSatisfy { $0.displayWidth <= columns }, "\(lines)")
        #expect(lines[1].hasPrefix("1042") && lines[1].contains("закрыть: 23 ч 59 мин"))
        #expect(lines[0].contains("Статус") == (columns >= 40))
        #expect(lines[0].contains("Тема") == (columns >= 60))
        #expect(lines[0].contains("Поступило") == (columns >= 60))
    }

    @Test(arguments: [40, 60, 70, 80]) func `the table of calls fits any terminal, and tells the number`(columns: Int) {
        var call = CallDocument(
            appeal: AppealNumber(1042),
            startedAt: CivilTime(Instant(seconds: 1_773_313_500), offset: 10800)
        )
        (call.caller, call.line, call.keys, call.lastStep) = ("+7••••••••42", .mobile, "1,2,3", .role)
        (call.outcome, call.answeredBy) = (.completed, "ivanova")
        let lines = CallListing([call]).lines(Palette(isColoured: false, columns: columns))
        #expect(lines.allSatisfy { $0.displayWidth <= columns }, "\(lines)")
        #expect(lines[0].contains("№") && lines[1].contains("1042") && lines[1].contains("+7••••••••42"), "\(lines)")
    }

    @Test(arguments: [40, 60, 80, 160])
    func `the table of the staff fits any terminal, with login, duty and the whole masked number`(columns: Int) throws {
        let zone = ZoneRules(name: "Europe/Moscow", firstOffset: 10800, changes: [])
        let staff = try [("kuznetsov", "Кузнецов К. К.", Role.ejournal), ("ivanova", "Иванова И. И.", .hotline)]
            .map { login, name, role in
                let phone = try PhoneNumber(e164: "+79000000042")
                let member = StaffMember(login: login, name: name, roles: [role], phone: phone)
                let now = Instant(seconds: 1_773_313_500)
                var document = StaffDocument(member, given: Workload(), zone: zone, now: now)
                document.deputy = "petrov"
                document.absentUntil = role == .hotline ? "2026-03-20" : nil
                return document
            }
        let lines = StaffListing(staff).lines(Palette(isColoured: false, columns: columns))
        #expect(lines.allSatisfy { $0.displayWidth <= columns }, "\(lines)")
        for (line, member) in zip(lines.dropFirst(), staff) {
            let phone = try #require(member.phone)
            #expect(line.hasPrefix(member.login) && line.hasSuffix("  \(phone)"), "\(lines)")
            #expect(line.contains(member.name) == (columns >= 80), "\(lines)")
            #expect(line.contains("petrov") == (columns >= 160))
        }
        #expect(lines[1].contains("дежурит") && lines[2].contains("  нет  "), "\(lines)")
        #expect(lines[0].contains("Роли") == (columns >= 60))
        #expect(lines[2].contains("специалист горячей линии") == (columns >= 80), "\(lines)")
        #expect(lines[2].contains("2026-03-20") == (columns >= 160))
    }

    @Test(arguments: [40, 60, 80]) func `the table of calls going on fits any terminal, with number and who has it`(
        columns: Int
    ) {
        let call = LiveCallDocument(
            appeal: AppealNumber(1042),
            route: .equipment,
            state: .talking,
            since: CivilTime(Instant(seconds: 1_773_313_500), offset: 10800),
            people: ["kuznetsov"],
            waited: 112
        )
        let lines = LiveCallListing([call]).lines(Palette(isColoured: false, columns: columns))
        #expect(lines.allSatisfy { $0.displayWidth <= columns }, "\(lines)")
        #expect(
            lines[1].hasPrefix("1042") && lines[1].contains("говорит") && lines[1].contains("kuznetsov"),
            "\(lines)"
        )
    }

    @Test(arguments: [40, 60, 80]) func `the names of what the doctor looks at are whole on any terminal`(columns: Int)
    {
        let found = "последняя 27.11.2026 в 02:00, цела, 3 обращения, 12 записей"
        let lines = HealthListing([HealthCheck(.backups, .good, found)])
            .lines(Palette(isColoured: false, columns: columns))
        #expect(lines.allSatisfy { $0.displayWidth <= columns }, "\(lines)")
        #expect(lines[0].hasPrefix("✓  резервные копии  последняя"))
    }

    @Test(arguments: [40, 60, 70, 80, 100]) func `the table of appeals fits any terminal, with number and term`(
        columns: Int
    ) {
        let now = Instant(seconds: 1_773_313_500)
        var appeal = AppealDocument.received(at: CivilTime(now, offset: 10800))
        let due = CivilTime(now + .seconds(-12 * 86_400 - 23 * 3600), offset: 10800)
        appeal.terms.distribute = .init(due: due, state: .overdue)
        (appeal.phone, appeal.route, appeal.className) = ("+7••••••••42", .equipment, "11Б")
        let lines = AppealListing([appeal], now: now).lines(Palette(isColoured: false, columns: columns))
        #expect(lines.allSatisfy { $0.displayWidth <= columns }, "\(lines)")
        #expect(lines[1].hasPrefix("1042") && lines[1].contains("просрочено на 12 д"), "\(lines)")
    }

    @Test(arguments: 16...60) func `a table of names and figures cuts the names, never the figures`(columns: Int) {
        var table = TextTable(wholeColumns: [0, 1], spareColumns: [2], goesOn: false, cutsFirst: true)
        table.add(["  передать специалисту: не в срок", "28 (96 %)", "было 7"])
        table.add(["  всего", "30", ""])
        let lines = table.lines(Palette(isColoured: false, columns: columns))
        #expect(lines.allSatisfy { $0.displayWidth <= columns }, "\(lines)")
        #expect(lines[0].contains("28 (96 %)") && lines[1].contains("30"))
        #expect(lines[0].contains("было 7") == (columns >= 52))
        #expect(lines[0].hasPrefix("  передать специалисту: не в срок") == (columns >= 44))
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

    @Test(arguments: [40, 50, 60, 80]) func `names stand above their values where there is no room beside them`(
        columns: Int
    ) {
        var document = AppealDocument.received(at: CivilTime(Instant(seconds: 1_773_313_500), offset: 10800))
        (document.className, document.description) = ("11Б", "Не открывается журнал, второй день, у всех в классе")
        let lines = AppealCard(document, now: Instant(seconds: 1_773_313_500))
            .lines(Palette(isColoured: false, columns: columns))
        #expect(lines.allSatisfy { $0.displayWidth <= columns }, "\(lines)")
        #expect(lines.contains("Класс, в котором учится ребёнок:  11Б") == (columns >= 60), "\(lines)")
        #expect(lines.contains("  11Б") == (columns < 60), "\(lines)")
        // No word is broken.
        let words = Set(lines.joined(separator: " ").split(separator: " ").map(String.init))
        #expect(words.isSuperset(of: ["открывается", "журнал,", "классе"]), "\(lines)")
    }

    @Test(arguments: [40, 48, 60, 80]) func `the number of a message is whole on any terminal`(columns: Int) {
        var table = TextTable(
            header: ["Когда", "№", "Кому", "Вид", "Состояние", "Попыток", "Текст"],
            goesOn: true,
            whole: ["№"],
            spare: ["Попыток", "Вид", "Кому", "Состояние"]
        )
        table.add(["12.03.2026 14:05", "1042", "+7••••••••42", "назначено", "доставлено", "1", "№1042: вам, до 14:35"])
        let lines = table.lines(Palette(isColoured: false, columns: columns))
        #expect(lines.allSatisfy { $0.displayWidth <= columns }, "\(lines)")
        #expect(lines[1].hasPrefix("12.03.2026 14:05  1042  "), "\(lines)")
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
