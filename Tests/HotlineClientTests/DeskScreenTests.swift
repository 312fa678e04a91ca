import HotlineCore
import JSON
import Testing

@testable import HotlineClient

/// The live desk: what is to be seen, and what the keys do.
@Suite struct DeskScreenTests {
    private static let now = CivilTime(Instant(seconds: 1_773_313_500), offset: 10800)
    private static let moscow = ZoneRules(name: "Europe/Moscow", firstOffset: 10800, changes: [])

    private static func appeal(
        _ number: Int64,
        _ route: AppealRoute,
        minutes: Int64,
        assignee: String? = "petrov",
        status: AppealStatus = .distributed,
        name: String? = nil
    ) throws -> DeskAppeal {
        let due = now.instant + .seconds(60 * minutes)
        let json: JSON = [
            "number": .integer(number), "status": .string(status.rawValue), "route": .string(route.rawValue),
            "private": false, "assignee": JSON(assignee), "fullName": JSON(name), "className": "5А",
            "phone": "+7••••••••42", "receivedAt": .string(now.rfc3339), "term": "take",
            "due": .string(moscow.civilTime(at: due).rfc3339),
        ]
        return try DeskAppeal(json)
    }

    private static func news(_ tag: String, calls: [DeskCall] = [], _ appeals: [DeskAppeal]) -> DeskDocument {
        DeskDocument(tag: tag, calls: calls, appeals: appeals)
    }

    private static func call(_ state: DeskCall.State, people: [String] = [], appeal: Int64 = 1044) -> DeskCall {
        var call = DeskCall(
            appeal: AppealNumber(appeal),
            state: state,
            since: moscow.civilTime(at: now.instant + .seconds(-75)),
            people: people
        )
        call.caller = "+7••••••••77"
        call.step = .contact
        call.type = .ejournal
        call.route = .ejournal
        call.role = .parent
        call.keys = "2"
        return call
    }

    private static func desk(_ login: String = "petrov") throws -> DeskScreen {
        var desk = DeskScreen(login: login)
        _ = desk.handle(
            .news(
                news(
                    "1",
                    [
                        try appeal(1041, .ejournal, minutes: -5, name: "Иванова Анна"),
                        try appeal(1042, .technical, minutes: 5, assignee: "sidorov"),
                        try appeal(1043, .ejournal, minutes: 90, name: "山田太郎 👩‍🏫 \u{1B}[31mx"),
                    ]
                )
            )
        )
        return desk
    }

    private func press(_ keys: String, on desk: inout DeskScreen) -> [DeskScreen.Order] {
        keys.flatMap { desk.handle(.key($0 == "\n" ? .enter : .character($0))) }
    }

    @Test func `the board is to be read on a terminal of 80 by 24`() throws {
        var desk = try Self.desk()
        _ = desk.handle(.news(Self.news("2", calls: [Self.call(.menu)], desk.document?.appeals ?? [])))
        let lines = desk.frame(.init(rows: 24, columns: 80), now: Self.now).text.split(
            separator: "\n",
            omittingEmptySubsequences: false
        )
        #expect(lines.count == 24)
        #expect(lines[0].hasPrefix(" Горячая линия  petrov") && lines[0].hasSuffix("14:05:00"))
        #expect(lines[1] == "Звонки: 1")
        #expect(lines[2].hasPrefix("  №1044    +7••••••••77   ЭЖД               меню: контакт             1:15"))
        #expect(lines[3] == "Обращения: 3")
        #expect(
            lines[4].hasPrefix("  №1041   взять −5 мин        ЭЖД               petrov      5А   +7••••••••42")
        )
        #expect(lines[5].hasPrefix("  №1042   взять 5 мин         техника           sidorov"))
        #expect(lines[6].hasPrefix("  №1043   взять 1 ч 30 мин"))
        #expect(lines[23].hasPrefix("Enter карточка  t взять"))
    }

    @Test(arguments: [60, 80, 100]) func `the keys have their room, and no column is a bare ellipsis`(
        columns: Int
    ) throws {
        var desk = try Self.desk()
        var call = Self.call(.menu)
        (call.step, call.keys, call.route, call.type) = (.means, "5,2", nil, .other)
        _ = desk.handle(.news(Self.news("2", calls: [call], desk.document?.appeals ?? [])))
        let lines = desk.frame(.init(rows: 24, columns: columns), now: Self.now).text.split(separator: "\n")
        #expect(lines[2].hasSuffix("[5,2]") && lines[2].contains("меню: уточнение") && !lines[2].contains("…"))
        #expect(lines[2].contains("иные вопросы") == (columns >= 80))
        for line in lines[4...5] { #expect(!line.hasSuffix("…") && !line.contains(" …"), "\(line)") }
        #expect(lines[4].contains("Иванова Анна") == (columns >= 100))
    }

    @Test func `before the first key a call is at the beginning, be it greeted or asked`() throws {
        var desk = try Self.desk()
        var call = Self.call(.menu)
        (call.step, call.keys) = (.answer, nil)
        _ = desk.handle(.news(Self.news("2", calls: [call], [])))
        let text = desk.frame(.init(rows: 24, columns: 80), now: Self.now).text
        #expect(text.contains("меню: начало") && !text.contains("приветствие"))
    }

    @Test(arguments: [60, 80, 100, 120, 250]) func `the foot tells the way out on any terminal`(columns: Int) throws {
        func foot(_ desk: DeskScreen) -> String {
            let text = desk.frame(.init(rows: 24, columns: columns), now: Self.now).lines.last?.text ?? ""
            return String(text.reversed().drop { $0 == " " }.reversed())
        }
        var desk = try Self.desk()
        #expect(foot(desk).hasPrefix("Enter карточка  t взять  c закрыть"))
        #expect(foot(desk).hasSuffix("  ? все  q выход"))
        #expect(foot(desk).contains("/ поиск") == (columns >= 120))
        _ = press("\n", on: &desk)
        #expect(foot(desk).hasPrefix("Esc назад  t взять  c закрыть") && foot(desk).hasSuffix("  ? все  q выход"))
        // What is typed is no command: only these lead out.
        _ = press("c", on: &desk)
        #expect(foot(desk) == "Enter готово  Esc отмена  Ctrl-C выход")
        let form = FormScreenTests.Desk().screen.frame(.init(rows: 24, columns: columns), now: Self.now)
        let last = try #require(form.lines.last?.text)
        #expect(last.contains("Esc сохранить и выйти  Ctrl-C выйти без строки") && last.hasPrefix("Enter дальше"))
    }

    @Test func `a terminal too small to show the board takes nothing but the way out`() throws {
        var desk = try Self.desk()
        _ = press("c", on: &desk)
        _ = desk.handle(.sized(.init(rows: 10, columns: 80)))
        let blind = press("Готово\nt", on: &desk)
        #expect(blind.isEmpty)
        let ways: [Key] = [.escape, .control("c"), .character("й")]
        let orders = ways.map { desk.handle(.key($0)) }
        #expect(orders == [[.leave], [.leave], [.leave]])
        _ = desk.handle(.sized(.init(rows: 24, columns: 80)))
        // The line that was begun is as it was.
        let empty = press("\n", on: &desk)
        let seen = press("t", on: &desk)
        #expect(empty.isEmpty && seen == [.perform(.take, AppealNumber(1041))])
    }

    @Test(arguments: [(24, 80), (30, 100), (40, 120), (70, 250), (18, 60)])
    func `every picture fills its terminal and no more, whatever a caller is called`(rows: Int, columns: Int) throws {
        var desk = try Self.desk()
        for keys in ["", "\n", "?"] {
            _ = press(keys, on: &desk)
            let frame = desk.frame(.init(rows: rows, columns: columns), now: Self.now)
            #expect(frame.lines.count <= rows)
            #expect(frame.lines.allSatisfy { $0.width <= columns }, "\(keys)")
            #expect(!frame.text.unicodeScalars.contains("\u{1B}"))
        }
        let small = desk.frame(.init(rows: 10, columns: 40), now: Self.now)
        #expect(small.text.hasPrefix("Окно мало"))
    }

    @Test func `arrows choose, and what is late is red`() throws {
        var desk = try Self.desk()
        #expect(desk.chosen == AppealNumber(1041))
        _ = desk.handle(.key(.down))
        _ = desk.handle(.key(.down))
        _ = desk.handle(.key(.down))
        #expect(desk.chosen == AppealNumber(1043))
        let frame = desk.frame(.init(rows: 24, columns: 80), now: Self.now)
        let late = try #require(frame.lines.first { $0.text.contains("№1041") })
        #expect(late.pieces.contains { $0.style.colour == .red })
        let soon = try #require(frame.lines.first { $0.text.contains("№1042") })
        #expect(soon.pieces.contains { $0.style.colour == .yellow })
        let chosen = try #require(frame.lines.first { $0.text.contains("№1043") })
        #expect(chosen.pieces.allSatisfy { $0.style.isReversed })
        // The one that is chosen stays chosen though others go and come.
        _ = desk.handle(
            .news(Self.news("3", [try Self.appeal(1040, .other, minutes: 1)] + (desk.document?.appeals ?? [])))
        )
        #expect(desk.chosen == AppealNumber(1043))
    }

    @Test(arguments: [
        ("t", DeskScreen.Order.perform(.take, AppealNumber(1041))), ("е", .perform(.take, AppealNumber(1041))),
        ("T", .perform(.take, AppealNumber(1041))), ("e", .fill(AppealNumber(1041))), ("у", .fill(AppealNumber(1041))),
        ("p", .play(AppealNumber(1041))), ("в", .call(AppealNumber(1041))), ("й", .leave), ("q", .leave),
        ("c готово\n", .perform(.close(result: " готово"), AppealNumber(1041))),
        ("фsidorov\n", .perform(.assign(to: "sidorov"), AppealNumber(1041))),
        ("hне моё\n", .perform(.handBack(reason: "не моё"), AppealNumber(1041))),
        ("nпозвонить\n", .perform(.note("позвонить"), AppealNumber(1041))),
        ("x2д", .perform(.mark(.prank), AppealNumber(1041))), ("ч2y", .perform(.mark(.prank), AppealNumber(1041))),
        ("x1l", .perform(.mark(.wrongNumber), AppealNumber(1041))), ("x3Д", .perform(.mark(.test), AppealNumber(1041))),
        ("x2нY", .perform(.mark(.prank), AppealNumber(1041))), ("\n", .load(AppealNumber(1041))),
    ]) func `a key does one thing, in both layouts`(keys: String, order: DeskScreen.Order) throws {
        var desk = try Self.desk()
        let orders = press(keys, on: &desk)
        #expect(orders == [order])
    }

    @Test(arguments: ["c\n", "c   \n", "xн", "xq", "xд", "x4", "x2n", "x2т", "x2\n", "x2q", "x2нn", "b", "5"])
    func `what is not meant does nothing`(keys: String) throws {
        var desk = try Self.desk()
        let orders = press(keys, on: &desk)
        #expect(orders.isEmpty)
        #expect(desk.mode == .board)
    }

    @Test func `who closes as no appeal chooses as what, and is told what a yes will do`() throws {
        var desk = try Self.desk()
        func words(_ columns: Int = 60) -> String {
            let lines = desk.frame(.init(rows: 24, columns: columns), now: Self.now).lines
            return lines.dropLast().last?.text ?? ""
        }
        _ = press("x", on: &desk)
        #expect(words() == "№1041: 1 ошиблись номером  2 шутка  3 проверка  Esc отмена")
        _ = press("1", on: &desk)
        #expect(words() == "Закрыть №1041 как ошибку номером? y/д — да, другая — нет")
        // The letter is «нет» to one and the key y to another: it is no answer.
        let unsure = press("н", on: &desk)
        #expect(unsure.isEmpty && words() == "«н» — это и «нет», и клавиша y. д — да, Esc — нет")
        _ = desk.handle(.key(.escape))
        #expect(desk.mode == .board && words().contains("Отменено."))
    }

    @Test func `Esc leaves what is typed, then the card, then the search`() throws {
        var desk = try Self.desk()
        _ = press("/иванова\n", on: &desk)
        #expect(desk.appeals.map(\.number.value) == [1041])
        _ = press("\n", on: &desk)
        _ = press("cпочти", on: &desk)
        _ = desk.handle(.key(.escape))
        #expect(desk.mode == .board && desk.openCard == AppealNumber(1041))
        _ = desk.handle(.key(.escape))
        #expect(desk.openCard == nil && desk.appeals.count == 1)
        _ = desk.handle(.key(.escape))
        #expect(desk.appeals.count == 3)
        _ = press("m", on: &desk)
        #expect(desk.appeals.map(\.number.value) == [1041, 1043])
    }

    @Test func `a call at my telephone rings once and brings its card, though I am typing`() throws {
        var desk = try Self.desk()
        _ = press("cответ", on: &desk)
        let ringing = Self.news("2", calls: [Self.call(.ringing, people: ["petrov"])], desk.document?.appeals ?? [])
        let orders = desk.handle(.news(ringing))
        #expect(orders == [.ring, .load(AppealNumber(1044))])
        #expect(desk.openCard == AppealNumber(1044))
        #expect(desk.mode == .typing(.close(AppealNumber(1041)), LineEditor("ответ")))
        let talking = Self.news("3", calls: [Self.call(.talking, people: ["petrov"])], desk.document?.appeals ?? [])
        let later = desk.handle(.news(talking))
        #expect(later == [.load(AppealNumber(1044))])
        var other = try Self.desk("sidorov")
        let theirs = other.handle(.news(ringing))
        #expect(theirs == [])
    }

    @Test func `new work of mine rings, once, and not at the beginning nor when I want silence`() throws {
        for isSilent in [false, true] {
            var desk = DeskScreen(login: "petrov", isSilent: isSilent)
            let one = try Self.appeal(1041, .ejournal, minutes: 5)
            let two = try Self.appeal(1042, .ejournal, minutes: 9)
            let orders = [[one], [one, two], [two, one]].map { desk.handle(.news(Self.news("1", $0))) }
            #expect(orders == [[], isSilent ? [] : [.ring], []])
        }
    }

    @Test func `without the service the last picture stays and says so, and nothing is done`() throws {
        var desk = try Self.desk()
        _ = desk.handle(.lost)
        let refused = press("t", on: &desk)
        #expect(refused.isEmpty)
        let frame = desk.frame(.init(rows: 24, columns: 80), now: Self.now)
        #expect(
            frame.text.contains("НЕТ СВЯЗИ") && frame.text.contains("№1041") && frame.text.contains("ничего не сделано")
        )
        #expect(frame.lines.allSatisfy { $0.pieces.allSatisfy { $0.style.isDim } })
        _ = desk.handle(.news(Self.news("9", desk.document?.appeals ?? [])))
        #expect(!desk.frame(.init(rows: 24, columns: 80), now: Self.now).text.contains("ничего не сделано"))
        let orders = press("t", on: &desk)
        #expect(orders.count == 1)
    }

    @Test func `a refusal is told until the next key`() throws {
        var desk = try Self.desk()
        _ = desk.handle(.told("обращение №1041 не у вас", isFault: true))
        #expect(desk.frame(.init(rows: 24, columns: 80), now: Self.now).text.contains("не у вас"))
        _ = desk.handle(.key(.down))
        #expect(!desk.frame(.init(rows: 24, columns: 80), now: Self.now).text.contains("не у вас"))
    }

    @Test func `a line is edited as in a shell`() {
        var editor = LineEditor()
        for key in "ab вг".map({ Key.character($0) }) + [.home, .character("Я"), .end, .left, .backspace, .delete] {
            _ = editor.handle(key)
        }
        #expect(editor.text == "Яab ")
        _ = editor.handle(.control("w"))
        #expect(editor.text == "")
        for character in "е\u{301}x" { _ = editor.handle(.character(character)) }
        for scalar in ["e", "\u{301}"] as [Character] { _ = editor.handle(.character(scalar)) }
        #expect(editor.text.count == 3 && editor.view(columns: 40).cursor == 3)
        let isTyping = editor.handle(.enter)
        #expect(!isTyping)
        var long = LineEditor(String(repeating: "ж", count: 100))
        #expect(long.view(columns: 10).text == String(repeating: "ж", count: 9) && long.view(columns: 10).cursor == 9)
        _ = long.handle(.control("u"))
        #expect(long.text.isEmpty)
    }
}
