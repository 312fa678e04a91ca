internal import ArgumentParser
internal import HotlineClient
internal import HotlineCore
internal import HotlineLaunch
internal import JSON

struct Desk: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "desk",
        abstract: "Живое табло: кто звонит и что нажимает, обращения по срокам, карточка моего звонка.",
        discussion: """
            На весь экран, обновляется само; клавиши — ?, раскладка не важна. Когда звонок доходит до вашего телефона, \
            карточка открывается сама. С --json — по строке JSON на каждое изменение, для программ.

            Пример: hotline desk
            """
    )

    @Flag(help: "Без звука при новой работе.")
    var silent = false

    @Flag(help: "Не табло, а строки JSON: по одной на каждое изменение.")
    var json = false

    @OptionGroup var colour: ColourOptions
    @OptionGroup var service: ServiceOptions

    func run() async throws {
        let chosen = try service.service()
        let client = chosen.client
        let person = try await client.whoami()
        try person.check(.seeAll, or: .seeOwn)
        if json {
            var seen: String?
            while true {
                let news = try await client.desk(seen: seen)
                if news.tag != seen { Terminal.write(news.json.encoded() + "\n") }
                seen = news.tag
            }
        }
        let screen = DeskScreen(login: person.login, isSilent: silent)
        var loop = DeskLoop(
            screen: screen,
            person: person,
            zone: try await chosen.zone(),
            service: chosen,
            isColoured: colour.isWanted
        )
        try await loop.run()
    }
}
