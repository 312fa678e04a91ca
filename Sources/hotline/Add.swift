internal import ArgumentParser
internal import HotlineClient
internal import HotlineCore
internal import HotlineLaunch

struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Завести обращение по форме 2: звонок принят без голосового меню или автор пришёл сам.",
        discussion: """
            Поля по порядку формы, на весь экран или, без терминала и с --line, строками: клавиши — hotline help complete. \
            Обращение заводится с первым ответом, дальше каждый ответ сохраняется сразу.

            То, что стоит в аргументах, видно на этой машине всем (ps): имена и телефоны давайте ответами или через \
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

    @Option(
        help: ArgumentHelp("Связать с этим обращением.", valueName: "номер"),
        completion: LiveCompletion.numbers
    )
    var link: AppealNumber?

    @Flag(help: "Спрашивать строками, а не на весь экран.")
    var line = false

    @OptionGroup var output: OutputOptions
    @OptionGroup var service: ServiceOptions

    func run() async throws {
        let service = try service.service()
        let client = service.client
        let cityCode = try await service.cityCode()
        let asks = !self.service.noInput && form.fromJson == nil
        let isOnScreen = asks && !line && FormLoop.isPossible
        var input = try form.input(cityCode: cityCode)
        var skipped: Set<FormField> = []
        var document: AppealDocument
        // Before anything is asked: what would be answered is lost otherwise.
        let person = try await client.whoami()
        try person.check(.add)
        if consent != nil, input[.phone] == nil {
            throw LaunchFailure("\(AppealFault.consentWithoutPhone)", status: .failed)
        }
        if let link { _ = try await client.appeal(link, numberView: .masked) }
        var failure: LaunchFailure?
        if input.isEmpty, isOnScreen {
            document = try await screen(nil, with: service, of: person.login)
            failure = await linking(document.number, with: client)
        } else {
            if input.isEmpty {
                guard asks else {
                    throw LaunchFailure("не дано ни одного поля: нужен хотя бы --type или --phone", status: .failed)
                }
                guard let first = FormDialogue.firstAnswer(cityCode: cityCode, ask: Terminal.ask, say: Terminal.say)
                else { throw nothing }
                (input, skipped) = first
            }
            let added = try await client.add(AppealAddition(input, consent: consent))
            document = added.document
            let number = document.number
            for other in added.others where other != link { Terminal.say(AppealNews.alike(number, other)) }
            failure = await linking(number, with: client)
            // What was made private is the psychologist's from here on.
            let isOurs = document.showsContent
            if isOnScreen, isOurs {
                document = try await screen(try await client.appeal(number), with: service, of: person.login)
            } else if asks, isOurs {
                document = try await rest(of: number, skipping: skipped, with: client, cityCode: cityCode)
            }
        }
        if output.json {
            Terminal.write(document.json)
        } else if failure == nil {
            Terminal.write(output.palette.wrap(AppealNews.added(document)))
        }
        if let failure { throw failure }
    }

    /// Links what was made as it is wanted.
    ///
    /// - Returns: What is to be told at the end where it cannot be linked: the appeal is made all the same, and has its number.
    private func linking(_ number: AppealNumber, with client: StaffClient) async -> LaunchFailure? {
        guard let link else { return nil }
        do throws(StaffClientError) {
            _ = try await client.perform(.link(with: link), on: number)
            return nil
        } catch {
            return LaunchFailure(AppealNews.unlinked(number, link, error.description.onOneLine), status: .failed)
        }
    }

    private var nothing: LaunchFailure { LaunchFailure("ни одного ответа: обращение не заведено", status: .failed) }

    private func screen(
        _ seen: SeenAppeal?,
        with service: ChosenService,
        of login: String
    ) async throws -> AppealDocument {
        var loop = try await FormLoop(seen, with: service, login: login, isColoured: output.colour.isWanted)
        guard let last = try await loop.run() else { throw nothing }
        return last.document
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
