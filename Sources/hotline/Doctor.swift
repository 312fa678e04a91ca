internal import ArgumentParser
internal import HotlineClient
internal import HotlineLaunch
internal import JSON

struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Всё ли исправно: Asterisk, звонки, СМС, почта, часы, диск, права, копии; что сломано — как чинить.",
        discussion: """
            Код завершения 1, если что-то неисправно; 69, если не запущена сама служба.

            Примеры:
              hotline doctor
              hotline doctor --mail
            """
    )

    @Flag(help: "Послать письмо самому себе, на адрес из настроек.")
    var mail = false

    @OptionGroup var output: OutputOptions
    @OptionGroup var service: ServiceOptions

    func run() async throws {
        let client = try service.client()
        let health = try await mail ? client.tryMail() : client.health()
        let listing = HealthListing(health.checks)
        if output.json {
            Terminal.write(health.json)
        } else {
            Terminal.write(listing.lines(output.palette))
        }
        guard health.isGood else { throw LaunchFailure(listing.verdict, status: .failed) }
        if !output.json { Terminal.say("\(listing.verdict.prefix(1).uppercased())\(listing.verdict.dropFirst()).") }
    }
}
