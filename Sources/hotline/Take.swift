internal import ArgumentParser
internal import HotlineClient
internal import HotlineLaunch

struct Take: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "take",
        abstract: "Взять обращение в работу.",
        discussion: "Пример: hotline take 1042"
    )

    @OptionGroup var appeal: AppealArgument
    @OptionGroup var output: OutputOptions
    @OptionGroup var service: ServiceOptions

    func run() async throws {
        let document = try await service.client().take(appeal.number)
        if output.json {
            Terminal.write(document.json)
        } else {
            Terminal.write([AppealNews.taken(document, now: .now())])
        }
    }
}
