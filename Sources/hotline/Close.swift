internal import ArgumentParser
internal import HotlineClient
internal import HotlineCore
internal import HotlineLaunch

struct Close: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "close",
        abstract: "Закрыть обращение ответом автору.",
        discussion: """
            Ответ уходит автору по почте, если он дал адрес, или по СМС, если согласился; иначе ему нужно перезвонить. \
            То, что стоит в аргументах, видно на этой машине всем (ps): ответ с личными данными давайте через ввод.

            Примеры:
              hotline close 1042 --result "Доступ восстановлен, войдите ещё раз"
              hotline close 1042 --result - < ответ.txt
            """
    )

    @OptionGroup var appeal: AppealArgument

    @Option(help: ArgumentHelp("Ответ автору; «-» — прочитать его со стандартного ввода.", valueName: "текст"))
    var result: String?

    @OptionGroup var output: OutputOptions
    @OptionGroup var service: ServiceOptions

    func validate() throws {
        if let result, result.allSatisfy(\.isWhitespace) { throw ValidationError("--result: ответ автору пуст.") }
        try Terminal.checkText(result, of: "--result")
    }

    func run() async throws {
        let client = try service.client()
        let document = try await client.perform(.close(result: try text()), on: appeal.number)
        if output.json {
            Terminal.write(document.json)
        } else {
            Terminal.write([AppealNews.closed(document)])
        }
    }

    private func text() throws -> String {
        let given: String?
        switch result {
        case "-": given = try Terminal.readText()
        case let text?: given = text
        case nil: given = service.noInput ? nil : Terminal.ask("Ответ автору: ")
        }
        guard let given, !given.allSatisfy(\.isWhitespace) else {
            throw LaunchFailure("нет ответа автору: нужен --result ТЕКСТ", status: .failed)
        }
        return given
    }
}
