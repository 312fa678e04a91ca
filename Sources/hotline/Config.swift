internal import ArgumentParser
internal import HotlineClient
internal import HotlineCompanion
internal import HotlineLaunch
internal import JSON

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

        @OptionGroup var output: OutputOptions
        @OptionGroup var settings: SettingsOptions

        func run() throws {
            do {
                let file = try settings.file()
                try Companion.check(file)
                if output.json {
                    Terminal.write(["good": true, "file": .string(file.path), "faults": []])
                } else {
                    Terminal.write(["\(file.path): всё в порядке"])
                }
            } catch let error as SettingsError where output.json {
                let lines = FaultWords.inRussian("\(error)").split(separator: "\n")
                let faults = lines.map { JSON.string(String($0)) }
                Terminal.write(["good": false, "file": JSON(settings.config), "faults": .array(faults)])
                throw error
            }
        }
    }
}
