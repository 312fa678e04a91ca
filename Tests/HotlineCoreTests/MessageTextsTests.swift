import HotlineCore
import HotlineTesting
import Testing

@Suite struct MessageTextsTests {
    private let texts = MessageTexts(school: "Школа 1539", zone: Fixtures.moscow)

    private var appeal: Appeal {
        var appeal = Fixtures.appeal(type: .other, route: .equipment, consent: true)
        appeal.deadlines.take = Deadline(from: Fixtures.now, due: Fixtures.now + .seconds(1800), calendar: .wall)
        appeal.takenAt = Fixtures.now + .seconds(960)
        appeal.result = "Ноутбук выдан 13.03, кабинет 214."
        return appeal
    }

    @Test(arguments: [
        (MessageKind.registered, "Обращение №1042 принято 14:05. Ответ до 14:05 13.03. Школа 1539"),
        (.taken, "Обращение №1042 взято в работу в 14:21. Школа 1539"),
        (.closed, "Ноутбук выдан 13.03, кабинет 214.\nНе решено? Ответьте 1042 9"),
        (.private, "Просьба о звонке №1042 принята. Перезвоним до 14:35. Школа 1539"),
        (.assigned, "№1042 средства. Взять до 14:35. Ответ: 1042 1 беру, 1042 3 не моё"),
    ])
    func `each text stands word for word as the table has it`(kind: MessageKind, text: String) {
        #expect(texts.text(kind, of: appeal) == text)
    }

    @Test(arguments: MessageKind.allCases)
    func `a text fits its parts at its longest`(kind: MessageKind) {
        #expect(texts.longestParts(kind) <= kind.partBudget)
        #expect(
            SMSSize(of: texts.longest(kind)).units <= SMSEncoding.ucs2.unitsJoined * kind.partBudget
                || kind.partBudget == 1
        )
    }

    @Test(arguments: AppealRoute.allCases)
    func `no text to a specialist is longer than the longest that was checked`(route: AppealRoute) {
        var appeal = Fixtures.appeal(99_999, route: route)
        appeal.deadlines.take = Deadline(from: Fixtures.now, due: Fixtures.now, calendar: .wall)
        #expect(texts.text(.assigned, of: appeal).utf16.count <= texts.longest(.assigned).utf16.count)
    }

    @Test func `an appeal that nobody was given yet is promised a call by the end of the first term`() {
        let appeal = Fixtures.appeal(type: .psychologist, route: .psychologist)
        #expect(texts.text(.private, of: appeal) == "Просьба о звонке №1042 принята. Перезвоним до 14:35. Школа 1539")
    }

    @Test func `a text about a private appeal tells no topic`() {
        var appeal = Fixtures.appeal(type: .psychologist, route: .psychologist)
        appeal.deadlines.take = Deadline(from: Fixtures.now, due: Fixtures.now, calendar: .wall)
        for kind in [MessageKind.private, .assigned, .taken] {
            #expect(!texts.text(kind, of: appeal).lowercased().contains("психолог"))
        }
    }

    @Test func `a text of the settings' own replaces the standard one`() throws {
        let template = try MessageTemplate("№{number} {label} до {take}, {school}, {number}")
        let own = MessageTexts(templates: [.assigned: template], school: "Школа 1539", zone: Fixtures.moscow)
        #expect(own.text(.assigned, of: appeal) == "№1042 средства до 14:35, Школа 1539, 1042")
        #expect(own.text(.taken, of: appeal) == texts.text(.taken, of: appeal))
    }

    @Test(arguments: [
        ("{", MessageTemplate.Fault.openBrace), ("№{number", .openBrace), ("{number} {", .openBrace),
        ("{}", .unknownPlace("")), ("{nummer}", .unknownPlace("nummer")), ("{Number}", .unknownPlace("Number")),
        ("{ number }", .unknownPlace(" number ")), ("{{number}}", .unknownPlace("{number")),
    ])
    func `a template with a fault is refused`(text: String, fault: MessageTemplate.Fault) {
        #expect(throws: fault) { try MessageTemplate(text) }
    }

    @Test func `a template tells its places, and one without a value stays empty`() throws {
        let template = try MessageTemplate("a{result}b}c{number}")
        #expect(template.places == [.result, .number])
        #expect(template.filled(with: [.number: "7"]) == "ab}c7")
        // What is filled in is not read again.
        #expect(template.filled(with: [.result: "{number}"]) == "a{number}b}c")
    }

    @Test func `the fault of a place that is not there names those that are`() {
        #expect("\(MessageTemplate.Fault.unknownPlace("nummer"))".contains("number, received, close, take"))
    }
}
