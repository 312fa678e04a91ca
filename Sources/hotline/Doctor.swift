internal import ArgumentParser
internal import HotlineClient
internal import HotlineLaunch
internal import JSON

struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Живы ли СМС-шлюзы, и что на счёте там, где шлюз это говорит.",
        discussion: """
            Код завершения 1, если ни один шлюз не может отправлять.

            Пример: hotline doctor
            """
    )

    @OptionGroup var output: OutputOptions
    @OptionGroup var service: ServiceOptions

    func run() async throws {
        let gateways = try await service.client().gateways()
        if output.json {
            Terminal.write(JSON.array(gateways.map(\.json)))
        } else {
            Terminal.write(GatewayListing(gateways).lines(output.palette))
        }
        guard gateways.contains(where: { $0.condition == .alive }) else {
            throw LaunchFailure("ни один СМС-шлюз не может отправлять", status: .failed)
        }
    }
}
