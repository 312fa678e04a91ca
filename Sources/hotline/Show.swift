internal import ArgumentParser
internal import HotlineClient
internal import HotlineLaunch

struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Одно обращение целиком.",
        discussion: """
            Номер телефона показывается полностью, и это записывается в журнал событий.

            Пример: hotline show №1042
            """
    )

    @OptionGroup var appeal: AppealArgument
    @OptionGroup var output: OutputOptions
    @OptionGroup var service: ServiceOptions

    func run() async throws {
        let document = try await service.client().appeal(appeal.number).document
        if output.json {
            Terminal.write(document.json)
        } else {
            Terminal.write(AppealCard(document, now: .now()).lines(output.palette))
        }
    }
}
