internal import ArgumentParser
internal import HotlineCompanion

/// Runs everything in one process.
struct Up: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "up",
        abstract: "Запустить всё в одном процессе: приём звонков и службу.",
        discussion: """
            Для пробы и для небольшой школы. Папки для базы и сокета создаются. \
            С --demo проигрывается один звонок через всё и показывается, что получилось.

            Пример:
              hotline up --demo
            """
    )

    @OptionGroup var settings: SettingsOptions

    @Flag(help: "Проиграть один звонок и показать, что получилось.")
    var demo = false

    func run() async throws {
        try await Everything.run(config: settings.config, demo: demo) { Terminal.write([$0]) }
    }
}
