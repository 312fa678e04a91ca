import HotlineCore
import Testing

@testable import HotlineClient

@Suite(.timeLimit(.minutes(1)))
struct FormDialogueTests {
    /// An appeal and somebody who answers from a list; what is saved is applied as the service would.
    private final class Desk {
        var document = AppealDocument.received(at: CivilTime(Instant(seconds: 1_773_313_500), offset: 10800))
        var version: Int64 = 1
        var answers: [String]
        var questions: [String] = []
        var said: [String] = []
        var saved: [FormInput] = []
        var refusals: [StaffClientError] = []
        /// What somebody else writes while an answer is refused.
        var meanwhile: (inout AppealDocument) -> Void = { _ in }

        init(answers: [String]) {
            self.answers = answers
        }

        func save(_ input: FormInput, _ seen: Int64) throws(StaffClientError) -> SeenAppeal {
            if let refusal = refusals.popLast() {
                version += 1
                meanwhile(&document)
                throw refusal
            }
            guard seen == version else { throw .refused(FaultDocument(.changedMeanwhile, "изменили")) }
            saved.append(input)
            guard let changes = try? input.read(besideType: document.type, cityCode: "495") else {
                throw .refused(FaultDocument(.invalid, "неверно"))
            }
            document.apply(changes)
            version += 1
            return SeenAppeal(document: document, version: version)
        }

        func run() async throws -> (FormDialogue.Ending, AppealDocument) {
            let dialogue = FormDialogue(
                cityCode: "495",
                ask: { question in
                    self.questions.append(question)
                    return self.answers.isEmpty ? nil : self.answers.removeFirst()
                },
                say: { self.said.append($0) },
                load: { () async throws(StaffClientError) in SeenAppeal(document: self.document, version: self.version)
                },
                save: { input, seen async throws(StaffClientError) in try self.save(input, seen) }
            )
            let (ending, seen) = try await dialogue.run()
            return (ending, seen.document)
        }
    }

    @Test
    func `what lacks is asked for in the form's order, and each answer is saved by itself`() async throws {
        let desk = Desk(answers: ["Иванова Анна", "родитель", "5а", "2", "Нет доступа", "89000000042", "a@b.example"])
        let (ending, document) = try await desk.run()
        #expect(ending == .finished)
        #expect(document.missingFields.isEmpty)
        #expect(
            desk.saved.map { input in FormInput.Field.allCases.filter { input[$0] != nil } }
                == [[.fullName], [.role], [.className], [.type], [.description], [.phone], [.email]]
        )
    }

    @Test
    func `what the call gave is shown and not asked for again, and a teacher has no class`() async throws {
        let desk = Desk(answers: ["Петров", "", "x"])
        desk.document.phone = "+79000000042"
        desk.document.type = .ejournal
        desk.document.route = .ejournal
        desk.document.role = .teacher
        let (ending, document) = try await desk.run()
        #expect(ending == .left)
        #expect(desk.said.contains { $0.contains("+79000000042") })
        #expect(document.missingFields == [.description, .email])
        #expect(desk.questions.count == 4)
        #expect(!desk.questions.contains { $0.contains("Класс") || $0.contains("Телефон") })
    }

    @Test
    func `the fifth type asks its second question, and both are saved together`() async throws {
        let desk = Desk(answers: ["", "", "", "5", "3", "1"])
        _ = try await desk.run()
        #expect(desk.saved.count == 1)
        #expect(desk.saved.first?[.type] == "5")
        #expect(desk.saved.first?[.route] == "equipment")
        #expect(desk.document.route == .equipment)
    }

    @Test
    func `what makes it private is saved last, so that the rest can be written down before`() async throws {
        let desk = Desk(answers: ["", "родитель", "5а", "4", "", "89000000042", ""])
        let (ending, document) = try await desk.run()
        #expect(ending == .finished && document.type == .psychologist)
        let saved = desk.saved.map { input in FormInput.Field.allCases.filter { input[$0] != nil } }
        #expect(saved == [[.role], [.className], [.phone], [.type]])
        // Who leaves has it saved all the same.
        let other = Desk(answers: ["", "", "", "4"])
        #expect(try await other.run().0 == .left)
        #expect(other.saved.map { $0[.type] } == ["4"])
    }

    @Test(arguments: [
        (["", "родитель"], [FormInput.Field.role]), (["", "", "", "4", "89000000042"], [.type, .phone]),
        (["", "", "", "4"], [.type]), (["", "", "", "", "", "", ""], []), ([], []),
        (["", "кто-то", "ученик"], [.role]),
    ])
    func `an appeal begins with the first answer, and a private one with a telephone`(
        answers: [String],
        fields: [FormInput.Field]
    ) {
        var left = answers
        let first = FormDialogue.firstAnswer(
            cityCode: "495",
            ask: { _ in left.isEmpty ? nil : left.removeFirst() },
            say: { _ in }
        )
        let given = FormInput.Field.allCases.filter { first?.input[$0] != nil }
        #expect(Set(given) == Set(fields))
    }

    @Test
    func `a bad answer is told and asked again, a question mark explains, an empty line skips`() async throws {
        let desk = Desk(answers: ["?", "Иванов", "директор", "ученик", "", "", "", "12", "8 900 000 00 42", ""])
        let (ending, document) = try await desk.run()
        #expect(ending == .finished)
        #expect(desk.said.contains { $0.contains("Фамилия") })
        #expect(desk.said.contains("роль: ученик, учитель или родитель"))
        #expect(desk.said.contains { $0.hasPrefix("телефон не читается") })
        #expect(document.missingFields == [.className, .type, .description, .email])
        #expect(document.phone == "+79000000042")
    }

    @Test
    func `leaving keeps what was answered`() async throws {
        let desk = Desk(answers: ["Иванов"])
        let (ending, document) = try await desk.run()
        #expect(ending == .left)
        #expect(document.fullName == "Иванов")
        #expect(desk.saved.count == 1)
    }

    @Test
    func `an appeal changed meanwhile keeps the answer, where nobody else wrote there`() async throws {
        let desk = Desk(answers: ["Иванов"])
        desk.refusals = [.refused(FaultDocument(.changedMeanwhile, "обращение тем временем изменили"))]
        let (_, document) = try await desk.run()
        #expect(!desk.said.contains("обращение тем временем изменили") && desk.saved.count == 1)
        #expect(desk.questions.count(where: { $0.hasPrefix("ФИО") }) == 1)
        #expect(document.fullName == "Иванов")
    }

    @Test
    func `where somebody else wrote there too, it is told what, and their words stay`() async throws {
        let desk = Desk(answers: ["Иванов"])
        desk.refusals = [.refused(FaultDocument(.changedMeanwhile, "обращение тем временем изменили"))]
        desk.meanwhile = { $0.fullName = "Иванов И. И." }
        let (_, document) = try await desk.run()
        #expect(desk.said.contains("обращение тем временем изменили"))
        #expect(desk.said.contains("Теперь там: Иванов И. И.") && desk.saved.isEmpty)
        #expect(document.fullName == "Иванов И. И.")
    }

    @Test
    func `a refusal no answer can change ends the dialogue`() async throws {
        let desk = Desk(answers: ["Иванов"])
        desk.refusals = [.refused(FaultDocument(.refused, "закрыто"))]
        await #expect(throws: StaffClientError.self) { try await desk.run() }
    }
}
