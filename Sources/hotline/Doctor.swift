internal import ArgumentParser
internal import HotlineClient
internal import HotlineCompanion
internal import HotlineLaunch
internal import JSON

struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Всё ли исправно: Asterisk, звонки, СМС, почта, часы, диск, права, копии; что сломано — как чинить.",
        discussion: """
            Код завершения 1, если что-то неисправно; 69, если не запущена сама служба: тогда смотрит то, что видно без неё, — \
            файлы, диск, программы, приём звонков.

            Примеры:
              hotline doctor
              hotline doctor --mail
            """
    )

    @Flag(help: "Послать письмо самому себе, на адрес из настроек.")
    var mail = false

    @OptionGroup var list: ListOptions
    @OptionGroup var service: ServiceOptions

    func run() async throws {
        let chosen = try service.service()
        let health: HealthDocument
        do throws(StaffClientError) {
            health = try await mail ? chosen.client.tryMail() : chosen.client.health()
        } catch {
            if case .notThere = error, let file = chosen.file {
                write(HealthDocument(await Companion.checksWithoutService(file)))
            }
            throw error
        }
        write(health)
        let listing = HealthListing(health.checks)
        guard health.isGood else { throw LaunchFailure(listing.verdict, status: .failed) }
        if !list.output.json, !list.csv {
            Terminal.say("\(listing.verdict.prefix(1).uppercased())\(listing.verdict.dropFirst()).")
        }
    }

    private func write(_ health: HealthDocument) {
        let listing = HealthListing(health.checks)
        if list.output.json {
            Terminal.write(health.json)
        } else if list.csv {
            Terminal.write(listing.csv)
        } else {
            Terminal.write(listing.lines(list.output.palette))
        }
    }
}
