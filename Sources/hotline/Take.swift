internal import ArgumentParser
internal import HotlineCore

struct Take: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "take",
        abstract: "Взять обращение в работу.",
        discussion: "Пример: hotline take 1042"
    )

    @OptionGroup var act: ActOptions

    func run() async throws { try await act.perform(.take) }
}
