internal import ArgumentParser
internal import HotlineClient
internal import HotlineCore
internal import HotlineLaunch
internal import JSON

struct Complete: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "complete",
        abstract: "Дополнить форму 2: спрашивает, чего не хватает, по порядку формы.",
        discussion: """
            Каждый ответ сохраняется сразу: можно прерваться (Ctrl-D) и продолжить потом. Enter — пропустить, ? — пояснение.
            То, что стоит в аргументах, видно на этой машине всем (ps): имена и телефоны давайте ответами или через
            --from-json - (ключи fullName role className type route description phone email).

            Примеры:
              hotline complete 1042
              hotline complete 1042 --role родитель --class 5А --type 2
              hotline complete 1042 --from-json - --no-input < форма.json
            """
    )

    @OptionGroup var appeal: AppealArgument

    @Option(help: ArgumentHelp("ФИО обратившегося.", valueName: "имя"))
    var fullName: String?

    @Option(help: ArgumentHelp("Роль: ученик, учитель или родитель.", valueName: "роль"))
    var role: String?

    @Option(name: .customLong("class"), help: ArgumentHelp("Класс, например 5А.", valueName: "класс"))
    var className: String?

    @Option(help: ArgumentHelp("Тип обращения, 1–5.", valueName: "номер"))
    var type: String?

    @Option(help: ArgumentHelp("Тема для типа 5: equipment или other.", valueName: "тема"))
    var route: String?

    @Option(help: ArgumentHelp("Описание проблемы.", valueName: "текст"))
    var description: String?

    @Option(help: ArgumentHelp("Телефон для обратной связи.", valueName: "номер"))
    var phone: String?

    @Option(help: ArgumentHelp("Адрес электронной почты.", valueName: "адрес"))
    var email: String?

    @Option(help: ArgumentHelp("Прочитать поля из JSON: «-» — со стандартного ввода.", valueName: "-"))
    var fromJson: String?

    @Flag(help: "Ничего не спрашивать; если чего-то не хватает, назвать это и закончить с кодом 1.")
    var noInput = false

    @OptionGroup var output: OutputOptions
    @OptionGroup var service: ServiceOptions

    func validate() throws {
        guard fromJson == nil || fromJson == "-" else {
            throw ValidationError("--from-json: только «-», стандартный ввод.")
        }
        let flags = flags
        guard fromJson == nil || flags.isEmpty else {
            throw ValidationError("--from-json и поля в аргументах вместе не бывают.")
        }
        // The city's code is not known before the settings are read; any three digits tell whether a number can be one.
        _ = try read(flags, cityCode: "495")
    }

    func run() async throws {
        let file = try service.file()
        let cityCode = file.settings.school.cityCode
        let input = try fromJson == nil ? flags : fieldsFromStandardInput()
        _ = try read(input, cityCode: cityCode)
        let client = StaffClient(file: file)
        var seen: SeenAppeal
        if input.isEmpty {
            seen = try await client.appeal(appeal.number, numberView: noInput ? .masked : .whole)
        } else {
            let before = try await client.appeal(appeal.number, numberView: .masked)
            seen = try await client.complete(appeal.number, with: input, seen: before.version)
        }
        if !noInput, fromJson == nil {
            seen = try await dialogue(with: client, first: seen, cityCode: cityCode)
        }
        let missing = seen.document.missingFields
        if output.json {
            Terminal.write(seen.document.json)
        } else {
            Terminal.write([AppealNews.completed(seen.document)])
        }
        if noInput, !missing.isEmpty {
            let names = missing.map(\.flag).joined(separator: " ")
            throw LaunchFailure("в обращении №\(appeal.number) не хватает: \(names)", status: .failed)
        }
    }

    private var flags: FormInput {
        var input = FormInput()
        let given: [(FormInput.Field, String?)] = [
            (.fullName, fullName), (.role, role), (.className, className), (.type, type), (.route, route),
            (.description, description), (.phone, phone), (.email, email),
        ]
        for (field, text) in given { input[field] = text }
        return input
    }

    private func fieldsFromStandardInput() throws -> FormInput {
        do {
            return try FormInput(try JSON(parsing: try Terminal.readAll()))
        } catch let error as JSONSyntaxError {
            throw ValidationError("--from-json: \(error)")
        } catch let faults as JSONFaults {
            throw ValidationError("--from-json: \(faults)")
        }
    }

    /// Reads the fields as the service will, so that nonsense is told before anything is done.
    ///
    /// Whether a subject may stand alone only the appeal's type tells, so that is left to the service.
    private func read(_ input: FormInput, cityCode: String?) throws -> FormChanges {
        do {
            return try input.read(besideType: .other, cityCode: cityCode)
        } catch {
            throw ValidationError(error.description + ".")
        }
    }

    private func dialogue(with client: StaffClient, first: SeenAppeal, cityCode: String?) async throws -> SeenAppeal {
        let number = appeal.number
        var isFirst = true
        let dialogue = FormDialogue(
            cityCode: cityCode,
            ask: Terminal.ask,
            say: Terminal.say,
            load: { () async throws(StaffClientError) in
                defer { isFirst = false }
                return isFirst ? first : try await client.appeal(number)
            },
            save: { input, version async throws(StaffClientError) in
                try await client.complete(number, with: input, seen: version)
            }
        )
        return try await dialogue.run().seen
    }
}

extension FormField {
    /// The argument that fills the field.
    fileprivate var flag: String {
        switch self {
        case .fullName: "--full-name"
        case .role: "--role"
        case .className: "--class"
        case .type: "--type"
        case .description: "--description"
        case .phone: "--phone"
        case .email: "--email"
        }
    }
}
