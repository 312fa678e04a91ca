internal import ArgumentParser
internal import HotlineClient
internal import HotlineCore
internal import HotlineLaunch

struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Завести обращение по форме 2: звонок принят без голосового меню или автор пришёл сам.",
        discussion: """
            Спрашивает поля по порядку формы; обращение заводится с первым ответом, дальше каждый ответ сохраняется сразу.
            То, что стоит в аргументах, видно на этой машине всем (ps): имена и телефоны давайте ответами или через
            --from-json - (ключи fullName role className type route description phone email).

            Примеры:
              hotline add
              hotline add --type 2 --role родитель --class 5А
              hotline add --from-json - --consent --no-input < форма.json
            """
    )

    @OptionGroup var form: FormOptions

    @Flag(inversion: .prefixedNo, help: "Автор согласен получать СМС о ходе обращения.")
    var consent: Bool?

    @Option(help: ArgumentHelp("Связать с этим обращением.", valueName: "номер"))
    var link: AppealNumber?

    @Flag(help: "Ничего не спрашивать: завести с тем, что дано.")
    var noInput = false

    @OptionGroup var output: OutputOptions
    @OptionGroup var service: ServiceOptions

    func run() async throws {
        let service = try service.service()
        let client = service.client
        let cityCode = try await service.cityCode()
        let asks = !noInput && form.fromJson == nil
        var input = try form.input(cityCode: cityCode)
        var skipped: Set<FormField> = []
        if input.isEmpty {
            guard asks else {
                throw LaunchFailure("не дано ни одного поля: нужен хотя бы --type или --phone", status: .failed)
            }
            guard let first = FormDialogue.firstAnswer(cityCode: cityCode, ask: Terminal.ask, say: Terminal.say) else {
                throw LaunchFailure("ни одного ответа: обращение не заведено", status: .failed)
            }
            (input, skipped) = first
        }
        var seen = try await client.add(AppealAddition(input, consent: consent))
        let number = seen.document.number
        for other in seen.others where other != link {
            Terminal.say("По этому номеру уже открыто №\(other); связать — hotline link \(number) \(other)")
        }
        if let link { _ = try await client.perform(.link(with: link), on: number) }
        if asks { seen.document = try await rest(of: number, skipping: skipped, with: client, cityCode: cityCode) }
        if output.json {
            Terminal.write(seen.document.json)
        } else {
            Terminal.write([AppealNews.added(seen.document)])
        }
    }

    /// Asks for what is still missing; a private appeal is the psychologist's from here on.
    private func rest(
        of number: AppealNumber,
        skipping skipped: Set<FormField>,
        with client: StaffClient,
        cityCode: String?
    ) async throws -> AppealDocument {
        let dialogue = FormDialogue(
            cityCode: cityCode,
            ask: Terminal.ask,
            say: Terminal.say,
            load: { () async throws(StaffClientError) in try await client.appeal(number) },
            save: { input, version async throws(StaffClientError) in
                try await client.complete(number, with: input, seen: version)
            }
        )
        return try await dialogue.run(skipping: skipped).seen.document
    }
}
