internal import ArgumentParser
internal import HotlineClient
internal import HotlineCore
internal import HotlineLaunch

struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Обращения: сначала те, чей срок ближе.",
        discussion: """
            Показывает открытые обращения; номера телефонов скрыты.

            Примеры:
              hotline list
              hotline list --mine
              hotline list --all --source web --csv > обращения.csv
            """
    )

    @Flag(help: "И закрытые тоже.")
    var all = false

    @Option(help: ArgumentHelp("Только поступившие так: phone, web или staff.", valueName: "откуда"))
    var source: AppealSource?

    @Flag(help: "Только мои.")
    var mine = false

    @Flag(help: "Автору нужно перезвонить: с ответом или потому, что не дозвонились.")
    var callback = false

    @Option(help: ArgumentHelp("Не больше стольких (до \(AppealQuery.most)).", valueName: "число"))
    var limit = 500

    @OptionGroup var list: ListOptions
    @OptionGroup var service: ServiceOptions

    func validate() throws {
        if all, callback { throw ValidationError("--all и --callback вместе не бывают.") }
        guard (1...AppealQuery.most).contains(limit) else {
            throw ValidationError("--limit: число от 1 до \(AppealQuery.most).")
        }
    }

    func run() async throws {
        let client = try service.client()
        let assignee = mine ? try await client.whoami().login : nil
        var query = AppealQuery(isOpen: !all, source: source, assignee: assignee, needsCall: callback, limit: limit)
        if list.output.json {
            return Terminal.write(String(decoding: try await client.appealsAsWritten(query), as: UTF8.self) + "\n")
        }
        query.isBrief = true
        let appeals = try await client.appeals(query)
        let listing = AppealListing(appeals, now: .now())
        if list.csv {
            Terminal.write(listing.csv)
        } else if appeals.isEmpty {
            Terminal.say("Обращений нет.")
        } else {
            Terminal.write(listing.lines(list.output.palette))
        }
        if appeals.count == limit { Terminal.say("Показано не больше \(limit): --limit до \(AppealQuery.most).") }
    }
}
