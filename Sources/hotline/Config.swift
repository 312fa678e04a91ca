internal import ArgumentParser
internal import HotlineCompanion
internal import HotlineLaunch

struct Config: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config",
        abstract: "Файл настроек.",
        discussion: "Пример: hotline config check",
        subcommands: [Check.self]
    )

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check",
            abstract: "Проверить файл настроек и назвать все ошибки сразу.",
            discussion: "Пример: hotline config check --config /etc/hotline/hotline.json"
        )

        @OptionGroup var settings: SettingsOptions

        func run() throws {
            let file = try settings.file()
            try Companion.check(file)
            Terminal.write(["\(file.path): всё в порядке"])
        }
    }
}
