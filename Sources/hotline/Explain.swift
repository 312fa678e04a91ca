internal import ArgumentParser
internal import HotlineClient

struct Explain: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Как считались сроки обращения: каждый шаг, правило, календарь, пояс и событие.",
        discussion: "Пример: hotline explain 1042"
    )

    @OptionGroup var appeal: AppealArgument
    @OptionGroup var output: OutputOptions
    @OptionGroup var service: ServiceOptions

    func run() async throws {
        let document = try await service.client().explanation(of: appeal.number)
        if output.json {
            Terminal.write(document.json)
        } else {
            Terminal.write(ExplanationText(document).lines(output.palette))
        }
    }
}
