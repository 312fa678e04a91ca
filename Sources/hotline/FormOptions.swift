internal import ArgumentParser
internal import HotlineClient
internal import HotlineCore
internal import HotlineLaunch
internal import JSON

/// The fields of Form 2 on the line, or from standard input.
struct FormOptions: ParsableArguments {
    @Option(help: ArgumentHelp("ФИО обратившегося.", valueName: "имя"))
    var fullName: String?

    @Option(
        help: ArgumentHelp("Роль: ученик, учитель или родитель.", valueName: "роль"),
        completion: .list(AuthorRole.allCases.map(\.formText))
    )
    var role: String?

    @Option(name: .customLong("class"), help: ArgumentHelp("Класс, например 5А.", valueName: "класс"))
    var className: String?

    @Option(
        help: ArgumentHelp("Тип обращения, 1–5.", valueName: "номер"),
        completion: .list(AppealType.allCases.map { "\($0.formNumber)" })
    )
    var type: String?

    @Option(
        help: ArgumentHelp("Тема для типа 5: equipment или other.", valueName: "тема"),
        completion: .list([AppealRoute.equipment, .other].map(\.rawValue))
    )
    var route: String?

    @Option(help: ArgumentHelp("Описание проблемы.", valueName: "текст"))
    var description: String?

    @Option(help: ArgumentHelp("Телефон для обратной связи.", valueName: "номер"))
    var phone: String?

    @Option(help: ArgumentHelp("Адрес электронной почты.", valueName: "адрес"))
    var email: String?

    @Option(help: ArgumentHelp("Прочитать поля из JSON: «-» — со стандартного ввода.", valueName: "-"))
    var fromJson: String?

    func validate() throws {
        guard fromJson == nil || fromJson == "-" else {
            throw ValidationError("--from-json: только «-», стандартный ввод.")
        }
        let flags = flags
        guard fromJson == nil || flags.isEmpty else {
            throw ValidationError("--from-json и поля в аргументах вместе не бывают.")
        }
        // The city's code is not known before the settings are read; any three digits tell whether a number can be one.
        _ = try Self.read(flags, cityCode: "495")
    }

    /// What was given, checked as the service will check it, so that nonsense is told before anything is done.
    func input(cityCode: String?) throws -> FormInput {
        let input = try fromJson == nil ? flags : Self.fieldsFromStandardInput()
        _ = try Self.read(input, cityCode: cityCode)
        return input
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

    private static func fieldsFromStandardInput() throws -> FormInput {
        do {
            return try FormInput(try JSON(parsing: try Terminal.readAll()))
        } catch let error as JSONSyntaxError {
            throw ValidationError("--from-json: не JSON, строка \(error.line), знак \(error.column)")
        } catch let faults as JSONFaults {
            throw ValidationError("--from-json: \(faults)")
        }
    }

    /// Reads the fields as the service will.
    ///
    /// Whether a subject may stand alone only the appeal's type tells, so that is left to the service.
    private static func read(_ input: FormInput, cityCode: String?) throws -> FormChanges {
        do {
            return try input.read(besideType: .other, cityCode: cityCode)
        } catch {
            throw ValidationError(error.description + ".")
        }
    }
}

extension FormField {
    /// The argument that fills the field.
    var flag: String {
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
