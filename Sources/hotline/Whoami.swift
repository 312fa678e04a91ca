internal import ArgumentParser
internal import HotlineClient
internal import HotlineLaunch

struct Whoami: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "whoami",
        abstract: "Кто я для службы и что мне можно.",
        discussion: "Пример: hotline whoami"
    )

    @OptionGroup var output: OutputOptions
    @OptionGroup var service: ServiceOptions

    func run() async throws {
        let identity = try await service.client().whoami()
        if output.json {
            Terminal.write(identity.json)
        } else {
            Terminal.write(RightsText.lines(identity, output.palette))
        }
    }
}
