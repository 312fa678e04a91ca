internal import ArgumentParser
internal import HotlineClient
internal import HotlineCore
internal import HotlineLaunch

/// Does one act and says what came of it.
struct ActOptions: ParsableArguments {
    @OptionGroup var appeal: AppealArgument
    @OptionGroup var output: OutputOptions
    @OptionGroup var service: ServiceOptions

    func perform(_ act: AppealAct) async throws {
        let document = try await service.client().perform(act, on: appeal.number)
        if output.json {
            Terminal.write(document.json)
        } else {
            Terminal.write([AppealNews.done(act, document, now: .now())])
        }
    }
}

/// Words that a person writes: on the line, from standard input, or asked for.
struct WordsOptions: ParsableArguments {
    @Option(
        name: .customLong("reason"),
        help: ArgumentHelp("Причина или текст; «-» — прочитать со стандартного ввода.", valueName: "текст")
    )
    var given: String?

    func validate() throws {
        if let given, given.allSatisfy(\.isWhitespace) { throw ValidationError("--reason: текст пуст.") }
        try Terminal.checkText(given, of: "--reason")
    }

    /// The words; asked for where they were not given, unless nobody is to be asked.
    ///
    /// - Parameters:
    ///   - question: What is asked.
    ///   - service: Whether anybody is to be asked.
    ///   - lack: What is told to lack where there are none.
    /// - Returns: The words.
    /// - Throws: `LaunchFailure` where there are none.
    func words(asking question: String, of service: ServiceOptions, lack: String = "нет причины") throws -> String {
        guard let text = try optionalWords ?? (service.noInput ? nil : Terminal.ask("\(question): ")),
            !text.allSatisfy(\.isWhitespace)
        else { throw LaunchFailure("\(lack): нужен --reason ТЕКСТ", status: .failed) }
        return text
    }

    /// The words, where they were given.
    var optionalWords: String? {
        get throws { given == "-" ? try Terminal.readText() : given }
    }
}

struct Assign: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "assign",
        abstract: "Передать обращение специалисту.",
        discussion: """
            Кто есть и у кого сколько обращений: hotline staff.

            Пример: hotline assign 1042 petrov
            """
    )

    @OptionGroup var act: ActOptions

    @Argument(help: ArgumentHelp("Кому: учётная запись.", valueName: "кому"), completion: LiveCompletion.logins)
    var login: String

    func run() async throws { try await act.perform(.assign(to: login)) }
}

struct HandBack: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hand-back",
        abstract: "Вернуть обращение: «не моё». Его назначит тот, кто распределяет.",
        discussion: "Пример: hotline hand-back 1042 --reason \"это к журналу\""
    )

    @OptionGroup var act: ActOptions
    @OptionGroup var words: WordsOptions

    func run() async throws { try await act.perform(.handBack(reason: words.words(asking: "Почему", of: act.service))) }
}

struct Reopen: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reopen",
        abstract: "Открыть закрытое обращение снова.",
        discussion: "Пример: hotline reopen 1042 --reason \"автор звонил: не работает\""
    )

    @OptionGroup var act: ActOptions
    @OptionGroup var words: WordsOptions

    func run() async throws { try await act.perform(.reopen(reason: words.optionalWords)) }
}

struct Extend: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "extend",
        abstract: "Попросить руководителя о продлении срока.",
        discussion: "Пример: hotline extend 1042 --by 24h --reason \"ждём запчасть\""
    )

    @OptionGroup var act: ActOptions

    @Option(
        help: ArgumentHelp("На сколько: 30m, 24h, 3d.", valueName: "время"),
        transform: { text in
            guard let duration = Duration(extension: text) else {
                throw ValidationError("--by: нужно время от 1m до 30d, например 24h")
            }
            return duration
        }
    )
    var by: Duration = .seconds(86_400)

    @OptionGroup var words: WordsOptions

    func run() async throws {
        try await act.perform(.extend(by: by, reason: words.words(asking: "Почему", of: act.service)))
    }
}

struct Approve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "approve",
        abstract: "Разрешить продление.",
        discussion: "Пример: hotline approve 1042"
    )

    @OptionGroup var act: ActOptions

    func run() async throws { try await act.perform(.approve) }
}

struct Refuse: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "refuse",
        abstract: "Отказать в продлении.",
        discussion: "Пример: hotline refuse 1042"
    )

    @OptionGroup var act: ActOptions

    func run() async throws { try await act.perform(.refuse) }
}

struct Mark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mark",
        abstract: "Закрыть обращение без ответа: ошиблись номером, шутка, проверка.",
        discussion: "Пример: hotline mark 1042 prank"
    )

    @OptionGroup var act: ActOptions

    @Argument(help: ArgumentHelp("Что это: wrongNumber, prank или test.", valueName: "пометка"))
    var mark: AppealMark

    func run() async throws { try await act.perform(.mark(mark)) }
}

struct Note: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "note",
        abstract: "Записать заметку к обращению.",
        discussion: """
            То, что стоит в аргументах, видно на этой машине всем (ps): личное давайте через ввод.

            Примеры:
              hotline note 1042 --reason "перезвонить после шести"
              hotline note 1042 --reason - < заметка.txt
            """
    )

    @OptionGroup var act: ActOptions
    @OptionGroup var words: WordsOptions

    func run() async throws {
        let text = try words.words(asking: "Заметка", of: act.service, lack: "нет текста заметки")
        try await act.perform(.note(text))
    }
}

struct Link: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "link",
        abstract: "Связать два обращения.",
        discussion: "Пример: hotline link 1042 1040"
    )

    @OptionGroup var act: ActOptions

    @Argument(help: ArgumentHelp("С каким.", valueName: "другое"), completion: LiveCompletion.numbers)
    var other: AppealNumber

    func run() async throws { try await act.perform(.link(with: other)) }
}

struct Merge: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge",
        abstract: "Закрыть повторное обращение: ответ автор получит по другому.",
        discussion: "Пример: hotline merge 1043 1042"
    )

    @OptionGroup var act: ActOptions

    @Argument(help: ArgumentHelp("Какое остаётся.", valueName: "остаётся"), completion: LiveCompletion.numbers)
    var other: AppealNumber

    func run() async throws { try await act.perform(.merge(into: other)) }
}

struct CallBack: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "call-back",
        abstract: "Отметить, что автору звонили с ответом.",
        discussion: """
            Кому нужно перезвонить: hotline list --callback.

            Пример: hotline call-back 1042 reached
            """
    )

    @OptionGroup var act: ActOptions

    @Argument(help: ArgumentHelp("Чем кончилось: reached, noAnswer или refused.", valueName: "исход"))
    var outcome: Regulation.CallBackOutcome

    func run() async throws { try await act.perform(.callBack(outcome)) }
}

struct Anonymise: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "anonymise",
        abstract: "Убрать из закрытого обращения имя, номера, слова и звук; счёт и времена остаются. Вернуть нельзя.",
        discussion: "Пример: hotline anonymise 1042 --yes"
    )

    @OptionGroup var act: ActOptions

    @Flag(help: "Не переспрашивать.")
    var yes = false

    func run() async throws {
        if !yes {
            let answer =
                act.service.noInput
                ? nil : Terminal.ask("Обезличить обращение №\(act.appeal.number)? Вернуть нельзя. Номер ещё раз: ")
            guard answer.flatMap({ AppealNumber(text: $0) }) == act.appeal.number else {
                throw LaunchFailure("не подтверждено: нужен номер ещё раз или --yes", status: .failed)
            }
        }
        try await act.perform(.anonymise)
    }
}
