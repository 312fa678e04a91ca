import HotlineClient
import HotlineCore
import JSON
import Testing

struct FormInputTests {
    @Test(arguments: [
        ("5а", "5А"), ("5 «б»", "5Б"), ("10-В", "10В"), ("11", "11"), ("5A", "5А"), ("1 Ё", "1Ё"), ("9ит", "9ИТ"),
    ])
    func `a class is written as the forms write it`(typed: String, written: String) {
        #expect(ClassName(typed)?.description == written)
    }

    @Test(arguments: ["", "0А", "12А", "А5", "5АБВ", "5Z", "пятый", "5А1", "-5", "٥А"])
    func `what is no class is refused`(typed: String) {
        #expect(ClassName(typed) == nil)
    }

    @Test(arguments: [
        ("родитель", AuthorRole.parent), ("Ученик", .pupil), ("ученица", .pupil), ("2", .teacher), ("уч", nil),
        ("teacher", .teacher), ("4", nil), ("директор", nil),
    ])
    func `a role is read as people and programs write it`(typed: String, role: AuthorRole?) {
        var input = FormInput()
        input[.role] = typed
        #expect((try? input.read(besideType: nil, cityCode: nil))?.form.role == role)
    }

    @Test(
        arguments: [
            ("учитель", nil, true), ("учитель", AuthorRole.parent, true), (nil, .teacher, true),
            ("родитель", .teacher, false),
            ("ученик", nil, false), (nil, nil, false), (nil, .pupil, false),
        ] as [(String?, AuthorRole?, Bool)]
    )
    func `a teacher has no class, be the role typed with it or there before`(
        typed: String?,
        standing: AuthorRole?,
        isRefused: Bool
    ) throws {
        var input = FormInput()
        input[.role] = typed
        input[.className] = "5А"
        guard isRefused else {
            #expect(try input.read(besideType: nil, besideRole: standing, cityCode: nil).form.className == "5А")
            return
        }
        let faults = try #require(throws: FormFaults.self) {
            try input.read(besideType: nil, besideRole: standing, cityCode: nil)
        }
        #expect(faults.faults == [FieldFault(.className, "у учителя нет класса")])
    }

    @Test(
        arguments: [
            // typed type, typed subject, the appeal's own type, and what comes of it
            ("2", nil, nil, "ejournal/"), ("technical", nil, nil, "technical/"),
            ("5", "equipment", nil, "other/equipment"),
            ("5", nil, nil, nil), ("5", "technical", nil, nil), ("1", "equipment", nil, nil), ("6", nil, nil, nil),
            (nil, "other", AppealType.other, "/other"), (nil, "equipment", .technical, nil),
            (nil, "nonsense", .other, nil),
            (nil, "equipment", nil, "/equipment"),
        ] as [(String?, String?, AppealType?, String?)]
    )
    func `type and subject go together or are refused`(
        type: String?,
        subject: String?,
        current: AppealType?,
        outcome: String?
    ) {
        var input = FormInput()
        input[.type] = type
        input[.route] = subject
        let changes = try? input.read(besideType: current, cityCode: nil)
        #expect(changes.map { "\($0.type?.rawValue ?? "")/\($0.route?.rawValue ?? "")" } == outcome)
    }

    @Test
    func `everything that is wrong is told at once, in the form's order, and nothing of what was typed`() throws {
        var input = FormInput()
        input[.email] = "secret-address"
        input[.phone] = "secret-phone"
        input[.className] = "secret-class"
        input[.fullName] = String(repeating: "я", count: 201)
        let faults = try #require(throws: FormFaults.self) { try input.read(besideType: nil, cityCode: nil) }
        #expect(faults.faults.map(\.field) == [.fullName, .className, .phone, .email])
        #expect(!faults.description.contains("secret"))
    }

    @Test
    func `a number of the city needs the city's code`() throws {
        var input = FormInput()
        input[.phone] = "000-00-01"
        #expect(try input.read(besideType: nil, cityCode: "495").form.phone?.e164 == "+74950000001")
        #expect(throws: FormFaults.self) { try input.read(besideType: nil, cityCode: nil) }
    }

    @Test
    func `fields go through JSON and come back, and a key nobody knows is refused by its name`() throws {
        var input = FormInput()
        input[.description] = "Не открывается дневник"
        input[.type] = "2"
        #expect(try FormInput(input.json) == input)
        #expect(try FormInput(["type": 2, "description": "Не открывается дневник", "phone": nil]) == input)
        let faults = try #require(throws: JSONFaults.self) { try FormInput(["phon": "+79000000042"]) }
        #expect(faults.description == "/phon: unknown key \"phon\"; did you mean \"phone\"?")
    }

    @Test
    func `what was typed does not print itself`() {
        var input = FormInput()
        input[.fullName] = "Иванов Иван"
        #expect(!"\(input) \(String(reflecting: input))".contains("Иванов"))
    }
}
