internal import HotlineCore

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
    /// - Returns: How it ended, and the appeal as it stands then.
    /// - Throws: `StaffClientError` where the service refuses or is gone.
    public func run() async throws(StaffClientError) -> (ending: Ending, seen: SeenAppeal) {
        var seen = try await load()
        var skipped: Set<FormField> = []
        greet(seen.document)
        while let field = seen.document.missingFields.first(where: { !skipped.contains($0) }) {
            switch answer(to: field, of: seen.document) {
            case .left: return (.left, seen)
            case .skipped: skipped.insert(field)
            case .typed(let input):
                do throws(StaffClientError) {
                    seen = try await save(input, seen.version)
                } catch {
                    seen = try await recover(from: error, field: field)
                }
            }
        }
        return (.finished, seen)
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
    private func answer(to field: FormField, of document: AppealDocument) -> Answer {
        var input = FormInput()
        var question = field == .type && document.type == .other ? FormQuestion.subject : FormQuestion(field)
        while let line = ask("\(question.prompt): ") {
            if line.trimmed == "?" {
                say(question.help)
                continue
            }
            guard !line.trimmed.isEmpty else { return .skipped }
            var attempt = input
            attempt[question.field] = question.input(line)
            do throws(FormFaults) {
                _ = try attempt.read(besideType: document.type, cityCode: cityCode)
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

    /// Looks at the appeal again after a refusal that a better answer may undo.
    private func recover(from error: StaffClientError, field: FormField) async throws(StaffClientError) -> SeenAppeal {
        guard case .refused(let fault) = error, [.changedMeanwhile, .invalid].contains(fault.code) else { throw error }
        say(error.description)
        let seen = try await load()
        if let text = seen.document.text(of: field) { say("Теперь там: \(text.onOneLine)") }
        return seen
    }
}
