internal import ArgumentParser
internal import HotlineClient
internal import HotlineCore
internal import HotlineLaunch

struct Complete: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "complete",
        abstract: "Дополнить форму 2: спрашивает, чего не хватает, по порядку формы.",
        discussion: """
            На весь экран: поля по порядку, уже известное стоит на месте, набранное проверяется сразу и сохраняется, как только вы \
            ушли со строки. Enter — дальше (пустая строка — пропустить), ↑ — назад, ? — пояснение, Esc — сохранить и выйти, \
            продолжить можно потом. Пока автор на линии, видно, где его звонок; запись — Ctrl-P. Если строку тем временем изменил \
            коллега, видно обе записи: Enter — оставить вашу, Ctrl-T — взять его. Без терминала или с --line вопросы идут \
            строками, Ctrl-D — прерваться.

            То, что стоит в аргументах, видно на этой машине всем (ps): имена и телефоны давайте ответами или через \
            --from-json - (ключи fullName role className type route description phone email).

            Примеры:
              hotline complete 1042
              hotline complete 1042 --role родитель --class 5А --type 2
              hotline complete 1042 --from-json - --no-input < форма.json
            """
    )

    @OptionGroup var appeal: AppealArgument

    @OptionGroup var form: FormOptions

    @Flag(help: "Спрашивать строками, а не на весь экран.")
    var line = false

    @OptionGroup var output: OutputOptions
    @OptionGroup var service: ServiceOptions

    func run() async throws {
        let noInput = service.noInput
        let service = try service.service()
        let client = service.client
        let cityCode = try await service.cityCode()
        let input = try form.input(cityCode: cityCode)
        // Before the number is looked at whole, which is noted, and before a word is typed.
        let person = try await client.whoami()
        try person.check(.complete)
        var seen: SeenAppeal
        if input.isEmpty {
            seen = try await client.appeal(appeal.number, numberView: noInput ? .masked : .whole)
        } else {
            let before = try await client.appeal(appeal.number, numberView: .masked)
            seen = try await client.keep(input, of: before)
        }
        let asks = !noInput && form.fromJson == nil
        if asks, input.isEmpty { try person.checkFilling(seen.document) }
        // What was just made private is the psychologist's from here on.
        if asks, seen.document.showsContent {
            seen =
                try await !line && FormLoop.isPossible
                ? screen(with: service, first: seen, of: person.login)
                : dialogue(with: client, first: seen, cityCode: cityCode)
        }
        let missing = seen.document.missingFields
        if output.json {
            Terminal.write(seen.document.json)
        } else {
            Terminal.write(output.palette.wrap(AppealNews.completed(seen.document)))
        }
        if noInput, !missing.isEmpty {
            let names = missing.map(\.flag).joined(separator: " ")
            throw LaunchFailure("в обращении №\(appeal.number) не хватает: \(names)", status: .failed)
        }
    }

    private func screen(
        with service: ChosenService,
        first: SeenAppeal,
        of login: String
    ) async throws -> SeenAppeal {
        var loop = try await FormLoop(first, with: service, login: login, isColoured: output.colour.isWanted)
        return try await loop.run() ?? first
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
