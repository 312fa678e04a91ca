internal import ArgumentParser
internal import HotlineClient
internal import HotlineCore
internal import HotlineLaunch
internal import JSON

/// Shows, announces and ends an outage.
struct OutageCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "outage",
        abstract: "Сбой, о котором слышит каждый, кто звонит: показать, объявить, снять.",
        discussion: """
            Звонящий слышит объявление и нажимает девять, если он о том же: его обращение присоединяется к сбою.

            Примеры:
              hotline outage
              hotline outage on ejournal
              hotline outage off
            """,
        subcommands: [OutageShow.self, OutageOn.self, OutageOff.self],
        defaultSubcommand: OutageShow.self
    )
}

struct OutageShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Показать, что объявлено.",
        discussion: "Пример: hotline outage"
    )

    @OptionGroup var output: OutputOptions
    @OptionGroup var service: ServiceOptions

    func run() async throws {
        let outage = try await service.client().outage()
        if output.json {
            Terminal.write(outage?.json ?? .null)
        } else if let outage {
            Terminal.write([outage.text])
        } else {
            Terminal.say("Ничего не объявлено.")
        }
    }
}

struct OutageOn: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "on",
        abstract: "Объявить о сбое.",
        discussion: "Пример: hotline outage on ejournal"
    )

    @Argument(
        help: ArgumentHelp("О чём: technical, ejournal, lessonQuality или other.", valueName: "тип"),
        completion: .list(AppealType.allCases.filter { $0 != .psychologist }.map(\.rawValue)),
        transform: { text in
            switch AppealType(rawValue: text) {
            case .psychologist?: throw ValidationError("о психологе не объявляют: для этого типа объявления нет")
            case let type?: return type
            case nil: throw ValidationError("тип: нужно technical, ejournal, lessonQuality или other")
            }
        }
    )
    var type: AppealType

    @OptionGroup var output: OutputOptions
    @OptionGroup var service: ServiceOptions

    func run() async throws {
        let outage = try await service.client().announceOutage(type)
        if output.json { Terminal.write(outage.json) } else { Terminal.write([outage.text]) }
    }
}

struct OutageOff: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "off",
        abstract: "Снять объявление.",
        discussion: "Пример: hotline outage off"
    )

    @OptionGroup var output: OutputOptions
    @OptionGroup var service: ServiceOptions

    func run() async throws {
        let outage = try await service.client().endOutage()
        if output.json {
            Terminal.write(outage?.json ?? .null)
        } else {
            Terminal.say(outage?.text ?? "Ничего не было объявлено.")
        }
    }
}
