import HotlineCore
import Testing

@testable import HotlineClient

/// Form 2 on a full screen: what is to be seen, what is saved, and what happens when others write too.
@Suite(.timeLimit(.minutes(1)))
struct FormScreenTests {
    static let now = CivilTime(Instant(seconds: 1_773_313_500), offset: 10800)

    @Test func `the form is to be read on a terminal of 80 by 24`() {
        let desk = Desk { document in
            document.type = .ejournal
            document.route = .ejournal
            document.phone = "+79000000042"
        }
        desk.type("Петрова")
        #expect(
            desk.lines() == [
                " Форма 2  №1042  поступило                                             14:05:00",
                "",
                "",
                "▶ · ФИО обратившегося:               Петрова",
                "  · Роль:                            —",
                "  · Класс, в котором учится ребёнок: —",
                "  ✓ Тип обращения:                   2 — \(AppealType.ejournal.formText)".fitted(to: 80),
                "  · Описание проблемы:               —",
                "  ✓ Телефон для обратной связи:      +79000000042",
                "  · Адрес электронной почты:         —",
                "",
                "",
                "    ФИО обратившегося",
                "", "", "", "", "", "", "", "", "", "",
                "Enter дальше  ? пояснение  Esc сохранить и выйти  Ctrl-C выйти без строки",
            ]
        )
        #expect(desk.screen.frame(.init(rows: 24, columns: 80), now: Self.now).cursor == .init(row: 3, column: 44))
    }

    @Test func `enter goes through what lacks, each answer is saved at once, and the last one ends it`() {
        let desk = Desk { document in
            document.type = .ejournal
            document.route = .ejournal
            document.phone = "+79000000042"
        }
        desk.type("Петрова Анна\n")
        #expect(desk.document.fullName == "Петрова Анна" && desk.saved.count == 1)
        desk.type("3\n5-а\n")
        #expect(desk.document.role == .parent && desk.document.className == "5А")
        #expect(desk.screen.chosen == .description, "the type is there already")
        // A line left empty is skipped, and one may go back to it.
        desk.type("\n")
        #expect(desk.screen.chosen == .email && desk.saved.count == 3)
        desk.press(.up, .up)
        #expect(desk.screen.chosen == .description)
        desk.type("Не входит")
        desk.press(.down, .down)
        #expect(desk.document.description == "Не входит")
        desk.type("a@b.example\n")
        #expect(desk.hasLeft && desk.document.email == "a@b.example" && desk.screen.seen?.document == desk.document)
        #expect(desk.saved.map(\.texts.count) == [1, 1, 1, 1, 1])
    }

    @Test func `a look at the appeal that comes later than what was saved after it takes nothing back`() {
        let desk = Desk()
        let old = SeenAppeal(document: desk.document, version: desk.version)
        desk.type("Петрова Анна\n")
        #expect(desk.version > old.version)
        desk.obey(desk.screen.handle(.seen(old)))
        #expect(desk.text.contains("✓ ФИО обратившегося:               Петрова Анна"))
        desk.colleague { $0.fullName = "Петрова А. А." }
        desk.hears(tag: "y")
        desk.obey(desk.screen.handle(.seen(SeenAppeal(document: desk.document, version: desk.version))))
        #expect(desk.text.contains("✓ ФИО обратившегося:               Петрова А. А."))
    }

    @Test func `what is typed is checked while it is typed, and nonsense does not leave its line`() {
        let desk = Desk()
        desk.type("Петрова\n")
        desk.type("ро")
        #expect(desk.text.contains("роль: ученик, учитель или родитель"))
        desk.type("д")
        #expect(desk.text.contains("Запишется: родитель"))
        desk.type("\n13Щ\n")
        #expect(desk.screen.chosen == .className && desk.document.className == nil && desk.screen.isFaultShown)
        desk.press(.escape)
        #expect(!desk.hasLeft && desk.text.contains("Исправьте строку"))
        desk.press(.up)
        #expect(desk.screen.chosen == .className)
        desk.press(.control("u"))
        desk.type("\n")
        #expect(desk.screen.chosen == .type)
        // What is kept cannot be emptied.
        desk.press(.up, .up, .up)
        desk.press(.control("u"), .down)
        #expect(desk.document.fullName == "Петрова" && desk.text.contains("не стирается"))
        // A teacher has no class.
        desk.press(.control("u"))
        desk.type("учитель\n")
        #expect(desk.screen.chosen == .type && desk.document.role == .teacher)
        desk.type("?")
        #expect(desk.text.contains("1 — "))
        desk.press(.control("c"))
        #expect(desk.hasLeft)
    }

    @Test func `the fifth type is saved together with its subject`() {
        let desk = Desk { $0.fullName = "Петрова" }
        desk.press(.down, .down)
        #expect(desk.screen.chosen == .type)
        desk.type("5\n")
        #expect(desk.screen.chosen == .route && desk.saved.isEmpty)
        desk.press(.escape)
        #expect(!desk.hasLeft && desk.text.contains("Для типа 5 нужна тема"))
        desk.type("1\n")
        #expect(desk.saved.count == 1 && desk.document.type == .other && desk.document.route == .equipment)
        desk.press(.up)
        #expect(desk.screen.editor.text == "1")
        desk.press(.backspace)
        desk.type("2\n")
        #expect(desk.document.route == .other)
        desk.press(.escape)
        #expect(desk.hasLeft)
        // Who leaves without the line leaves without the type too.
        let other = Desk { $0.fullName = "Петрова" }
        other.press(.down, .down)
        other.type("5\n")
        other.press(.control("c"))
        #expect(other.hasLeft && other.saved.isEmpty)
    }

    @Test func `a private type is saved last and alone`() {
        let desk = Desk { $0.fullName = "Петрова" }
        desk.press(.down, .down)
        desk.type("4\n")
        #expect(desk.saved.isEmpty && desk.text.contains("Тип запишется последним"))
        desk.type("Плохо спит\n89000000042\n")
        desk.press(.escape)
        #expect(desk.hasLeft && desk.document.type == .psychologist && desk.document.phone == "+79000000042")
        #expect(desk.saved.last?.texts.keys.map(\.rawValue) == ["type"])
        #expect(desk.screen.parting?.contains("дальше его ведёт психолог") == true)
        #expect(desk.screen.parting?.contains("Не записано") == false)
    }

    @Test func `what a colleague wrote elsewhere is taken over, and what was typed is kept`() {
        let desk = Desk { $0.phone = "+79000000042" }
        desk.type("Петрова")
        desk.colleague { document in
            document.role = .parent
            document.email = "a@b.example"
        }
        desk.type("\n")
        #expect(desk.document.fullName == "Петрова" && desk.screen.conflicts.isEmpty)
        #expect(desk.text.contains("Тем временем записано: Роль, Адрес электронной почты."))
        #expect(desk.text.contains("родитель") && desk.text.contains("a@b.example"))
        // The number that did not change was not looked at again.
        #expect(desk.looks == [.masked] && desk.screen.seen?.document.phone == "+79000000042")
        desk.colleague { $0.phone = "+79000000043" }
        desk.press(.down)
        desk.type("5а\n")
        #expect(desk.looks == [.masked, .masked, .whole] && desk.text.contains("+79000000043"))
        #expect(desk.document.className == "5А")
    }

    @Test func `one's own number is not told as a colleague's, and all that a colleague changed is told together`() {
        let desk = Desk { $0.fullName = "Петрова" }
        desk.press(.down, .down, .down, .down)
        desk.type("89000000042\n")
        #expect(desk.document.phone == "+79000000042" && !desk.text.contains("Тем временем"))
        #expect(desk.text.contains("✓ Телефон для обратной связи:      +79000000042"))
        #expect(desk.looks.isEmpty, "each look at a whole number is noted")
        desk.colleague { document in
            document.description = "Нет пароля"
            document.phone = "+79000000043"
        }
        desk.type("a@b.example")
        desk.press(.up)
        #expect(desk.document.email == "a@b.example")
        #expect(desk.text.contains("Тем временем записано: Описание проблемы, Телефон для обратной связи."))
        #expect(desk.text.contains("Телефон для обратной связи:      +79000000043"))
    }

    @Test(arguments: [true, false])
    func `where both wrote into one line it is asked whose words stay`(isMine: Bool) {
        let desk = Desk { $0.role = .parent }
        desk.type("Петрова Анна")
        desk.colleague { $0.fullName = "Петрова А. А." }
        desk.type("\n")
        #expect(desk.screen.conflicts == [.fullName: "Петрова А. А."] && desk.document.fullName == "Петрова А. А.")
        // What is typed elsewhere goes on being saved meanwhile.
        desk.type("5А\n")
        #expect(desk.document.className == "5А")
        desk.press(.escape)
        #expect(!desk.hasLeft && desk.screen.chosen == .fullName)
        #expect(desk.text.contains("Тем временем там записано: «Петрова А. А.»"))
        #expect(desk.screen.editor.text == "Петрова Анна")
        desk.press(.escape)
        #expect(!desk.hasLeft)
        desk.press(isMine ? .enter : .control("t"))
        desk.press(.escape)
        #expect(desk.hasLeft && desk.document.fullName == (isMine ? "Петрова Анна" : "Петрова А. А."))
    }

    @Test func `who leaves before saying whose words stay is told what was not saved`() {
        let desk = Desk()
        desk.type("Петрова Анна")
        desk.colleague { $0.fullName = "Петрова А. А." }
        desk.type("\n")
        #expect(!desk.screen.conflicts.isEmpty)
        desk.press(.control("c"))
        #expect(desk.hasLeft && desk.document.fullName == "Петрова А. А.")
        #expect(desk.screen.parting == "Не записано: ФИО обратившегося.")
        // Who then does not wait for the rest is told of all.
        let other = Desk()
        other.type("Петрова Анна")
        other.colleague { $0.fullName = "Петрова А. А." }
        other.type("\n")
        // The service is silent from here on.
        other.type("3")
        for key: Key in [.enter, .control("c"), .control("c")] { _ = other.screen.handle(.key(key)) }
        #expect(other.screen.lost == [.fullName, .role])
        #expect(other.screen.parting == "Не записано: ФИО обратившегося, Роль.")
    }

    @Test func `a line that is being typed is not written over by the caller's keys`() {
        let desk = Desk { $0.fullName = "Петрова" }
        var call = DeskCall(appeal: AppealNumber(1042), state: .menu, since: Self.now)
        call.step = .role
        desk.hears([call])
        #expect(desk.lines()[1] == " На линии: меню: роль 0:00")
        desk.type("уч")
        desk.colleague { $0.role = .parent }
        call.role = .parent
        call.step = .className
        call.keys = "2,3"
        desk.hears([call])
        #expect(desk.screen.editor.text == "уч" && desk.screen.conflicts == [.role: "родитель"])
        #expect(desk.lines()[1] == " На линии: меню: класс 0:00  нажато [2,3]")
        desk.press(.control("t"))
        #expect(desk.screen.editor.text == "родитель")
        // It talks with me, and ends; what it left is looked at.
        call.state = .talking
        call.people = ["ivanova"]
        desk.hears([call])
        #expect(desk.lines()[1].hasPrefix(" На линии: говорит с ivanova"))
        desk.colleague { document in
            var ended = CallDocument(appeal: AppealNumber(1042), startedAt: Self.now)
            ended.outcome = .transferred
            document.calls = [ended]
        }
        let looks = desk.looks.count
        desk.hears()
        #expect(desk.looks.count == looks + 1 && desk.lines()[1].hasSuffix(": соединён"))
        // Another call, for me.
        var next = DeskCall(appeal: AppealNumber(1043), state: .ringing, since: Self.now, people: ["ivanova"])
        next.caller = "+7••••••••77"
        desk.hears([next])
        #expect(desk.text.contains("Вам звонят: №1043"))
    }

    @Test(arguments: [(24, 80), (30, 100), (70, 250), (18, 60)])
    func `every picture fills its terminal and no more, whatever stands in the form`(rows: Int, columns: Int) {
        let desk = Desk { document in
            document.fullName = "山田太郎 👩‍🏫 \u{1B}[31mx" + String(repeating: "я", count: 300)
            document.description = "Первая строка\nвторая\tстрока"
            document.type = .other
            document.route = .equipment
        }
        for field in desk.screen.fields {
            desk.screen.choose(field)
            desk.screen.isHelpShown = true
            let frame = desk.screen.frame(.init(rows: rows, columns: columns), now: Self.now)
            #expect(frame.lines.count == rows)
            #expect(frame.lines.allSatisfy { $0.width <= columns }, "\(field)")
            #expect(frame.cursor.map { $0.row < rows && $0.column < columns } == true)
            #expect(!frame.text.unicodeScalars.contains("\u{1B}") && !frame.text.unicodeScalars.contains("\u{200D}"))
        }
        #expect(desk.lines(10, 40)[0].hasPrefix("Окно мало"))
    }

    @Test func `a terminal too small to show the form takes nothing but the way out`() {
        let desk = Desk()
        desk.type("Петрова")
        desk.obey(desk.screen.handle(.sized(.init(rows: 17, columns: 80))))
        #expect(desk.lines(17, 80)[0] == "Окно мало: нужно 60×18. Esc, Ctrl-C — выход.")
        desk.type(" Анна\n3\n")
        desk.press(.down, .backspace, .control("u"))
        #expect(desk.saved.isEmpty && desk.screen.chosen == .fullName && desk.screen.editor.text == "Петрова")
        desk.obey(desk.screen.handle(.sized(.init(rows: 18, columns: 60))))
        desk.type("\n13Щ")
        #expect(desk.document.fullName == "Петрова")
        // What does not let one leave is told there too.
        desk.obey(desk.screen.handle(.sized(.init(rows: 10, columns: 40))))
        desk.press(.escape)
        #expect(!desk.hasLeft && desk.lines(10, 80)[1] == "Исправьте строку, или Ctrl-C — выйти без неё.")
        desk.press(.control("c"))
        #expect(desk.hasLeft && desk.document.role == nil)
        let other = Desk()
        other.type("Петрова")
        other.obey(other.screen.handle(.sized(.init(rows: 10, columns: 40))))
        other.type("q")
        #expect(other.hasLeft && other.document.fullName == "Петрова")
    }

    @Test func `whatever is pressed and whoever else writes, nothing shown as saved differs from what is kept`() {
        var random = SystemRandomNumberGenerator()
        let keys: [Key] =
            [.enter, .up, .down, .tab, .backspace, .control("t"), .control("u"), .function(1), .escape]
            + "5а1234@x. Пч?".map { .character($0) }
        for _ in 0..<3000 {
            let desk = Desk(isNew: .random(using: &random))
            var pressed: [Key] = []
            for _ in 0..<120 where !desk.hasLeft {
                switch Int.random(in: 0..<20, using: &random) {
                case 0: if desk.isThere { desk.colleague { $0.className = "\(Int.random(in: 1...11))Б" } }
                case 1: if desk.isThere { desk.colleague { $0.role = AuthorRole.allCases.randomElement() } }
                case 2: desk.refusals.append(.lost("служба не отвечает"))
                case 3: desk.obey(desk.screen.handle(.tick))
                default:
                    let key = keys.randomElement() ?? .enter
                    pressed.append(key)
                    desk.press(key)
                }
            }
            desk.refusals = []
            // What is found to be written by both at the very end is shown once more.
            for _ in 0..<3 where !desk.hasLeft {
                desk.press(.control("c"))
                if !desk.hasLeft { desk.obey(desk.screen.handle(.tick)) }
            }
            #expect(desk.hasLeft, "\(pressed)")
            // What the machine holds for kept is what is kept, but for what it has not been told of since.
            if let seen = desk.screen.seen, seen.version == desk.version, seen.document.showsContent {
                #expect(seen.document == desk.document, "\(pressed)")
            }
            #expect(desk.screen.conflicts.isEmpty || desk.screen.parting != nil || desk.screen.isOffline, "\(pressed)")
        }
    }
}
