public import HotlineCore

/// Asks for what a form still lacks, field by field, and saves each answer at once.
public struct FormDialogue {
    /// How a dialogue ended.
    public enum Ending: Hashable, Sendable {
        /// Every field was asked for.
        case finished
        /// The one who answers left; what was answered before is kept.
        case left
    }

    private let cityCode: String?
    private let ask: (String) -> String?
    private let say: (String) -> Void
    private let load: () async throws(StaffClientError) -> SeenAppeal
    private let save: (FormInput, Int64) async throws(StaffClientError) -> SeenAppeal

    /// Creates a dialogue.
    ///
    /// - Parameters:
    ///   - cityCode: The code that telephone numbers of seven digits stand in.
    ///   - ask: Puts a question and gives the line that was typed; `nil` once there is nothing more to come.
    ///   - say: Tells something.
    ///   - load: Gives the appeal as it stands.
    ///   - save: Keeps fields typed for a version of the appeal.
    public init(
        cityCode: String?,
        ask: @escaping (String) -> String?,
        say: @escaping (String) -> Void,
        load: @escaping () async throws(StaffClientError) -> SeenAppeal,
        save: @escaping (FormInput, Int64) async throws(StaffClientError) -> SeenAppeal
    ) {
        self.cityCode = cityCode
        self.ask = ask
        self.say = say
        self.load = load
        self.save = save
    }

    /// Asks until nothing lacks that was not skipped, or the one who answers leaves.
    ///
    /// - Parameter asked: Fields that were skipped already.
    /// - Returns: How it ended, and the appeal as it stands then.
    /// - Throws: `StaffClientError` where the service refuses or is gone.
    public func run(
        skipping asked: Set<FormField> = []
    ) async throws(StaffClientError) -> (ending: Ending, seen: SeenAppeal) {
        var seen = try await load()
        var skipped = asked
        var held: FormInput?
        greet(seen.document)
        while let field = seen.document.missingFields.first(where: { !skipped.contains($0) }) {
            switch answer(to: field, besideType: seen.document.type) {
            case .left: return (.left, try await keep(held, of: seen))
            case .skipped: skipped.insert(field)
            case .typed(let input) where input.makesPrivate && seen.document.missingFields.count > 1:
                // Once it is private only a psychologist may fill it: what is left is asked before.
                say(
                    "Личное обращение: его увидит только психолог. Тип сохранится последним, сначала запишите остальное."
                )
                held = input
                skipped.insert(field)
            case .typed(let input):
                do throws(StaffClientError) {
                    seen = try await keep(input, of: seen)
                } catch {
                    seen = try await recover(from: error, field: field)
                }
            }
        }
        return (.finished, try await keep(held, of: seen))
    }

    /// Asks for the first field of an empty form, and the next where one is skipped.
    ///
    /// - Returns: What was answered, and what was skipped before; `nil` where every field was skipped, or the one who answers leaves.
    public static func firstAnswer(
        cityCode: String?,
        ask: @escaping (String) -> String?,
        say: @escaping (String) -> Void
    ) -> (input: FormInput, skipped: Set<FormField>)? {
        let dialogue = FormDialogue(
            cityCode: cityCode,
            ask: ask,
            say: say,
            load: { () async throws(StaffClientError) in throw .notThere(path: "") },
            save: { _, _ async throws(StaffClientError) in throw .notThere(path: "") }
        )
        say("Новое обращение. Enter — пропустить, ? — пояснение, Ctrl-D — закончить; каждый ответ сохраняется сразу.")
        var skipped: Set<FormField> = []
        for field in FormField.allCases {
            switch dialogue.answer(to: field, besideType: nil) {
            case .typed(let input):
                guard input.makesPrivate else { return (input, skipped) }
                // Once it is private only a psychologist may fill it: there must be somebody to call.
                say("Личное обращение: его увидит только психолог. Запишите телефон, по которому перезвонить.")
                guard case .typed(let phone) = dialogue.answer(to: .phone, besideType: nil) else {
                    return (input, skipped)
                }
                var both = input
                both[.phone] = phone[.phone]
                return (both, skipped)
            case .skipped: skipped.insert(field)
            case .left: return nil
            }
        }
        return nil
    }

    private enum Answer {
        case typed(FormInput)
        case skipped
        case left
    }

    private func greet(_ document: AppealDocument) {
        let missing = document.missingFields
        let given = FormField.allCases.filter { document.text(of: $0) != nil }
        say("Обращение №\(document.number): \(given.isEmpty ? "пока не заполнено ничего" : "уже известно")")
        for line in AppealCard(document, now: Instant(seconds: 0)).formLines(Palette(isColoured: false), fields: given)
        {
            say("  \(line)")
        }
        if !missing.isEmpty {
            say("Enter — пропустить, ? — пояснение, Ctrl-D — закончить; каждый ответ сохраняется сразу.")
        }
    }

    /// Puts the question for a field until it is answered well, skipped or left.
    private func answer(to field: FormField, besideType type: AppealType?) -> Answer {
        var input = FormInput()
        var question = field == .type && type == .other ? FormQuestion.subject : FormQuestion(field)
        while let line = ask("\(question.prompt): ") {
            if line.trimmed == "?" {
                say(question.help)
                continue
            }
            guard !line.trimmed.isEmpty else { return .skipped }
            var attempt = input
            attempt[question.field] = question.input(line)
            do throws(FormFaults) {
                _ = try attempt.read(besideType: type, cityCode: cityCode)
                return .typed(attempt)
            } catch {
                if question.field == .type, error.faults.map(\.field) == [.route] {
                    input = attempt
                    question = .subject
                } else {
                    say(error.description)
                }
            }
        }
        return .left
    }

    /// Saves what was held back.
    private func keep(_ held: FormInput?, of seen: SeenAppeal) async throws(StaffClientError) -> SeenAppeal {
        guard let held else { return seen }
        do throws(StaffClientError) {
            return try await keep(held, of: seen)
        } catch {
            return try await save(held, recover(from: error, field: .type).version)
        }
    }

    /// Saves an answer, also where the appeal was changed meanwhile and nobody wrote there.
    private func keep(_ input: FormInput, of seen: SeenAppeal) async throws(StaffClientError) -> SeenAppeal {
        try await StaffClient.keep(input, of: seen, load: load, save: save)
    }

    /// Looks at the appeal again after a refusal that a better answer may undo.
    private func recover(from error: StaffClientError, field: FormField) async throws(StaffClientError) -> SeenAppeal {
        guard case .refused(let fault) = error, [.changedMeanwhile, .invalid].contains(fault.code) else { throw error }
        say(error.description)
        let seen = try await load()
        if let text = seen.document.text(of: field) { say("Теперь там: \(text.onOneLine)") }
        return seen
    }
}

extension FormInput {
    /// Whether this makes an appeal private.
    fileprivate var makesPrivate: Bool {
        (try? read(besideType: nil, cityCode: nil).type) == .psychologist
    }
}
