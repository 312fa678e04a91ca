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
            discussion: """
                Секреты и ключи, которые может читать только учётная запись службы, — не ошибка: их имена названы отдельно. \
                Проверить и их: sudo hotline config check.

                Пример: hotline config check --config /etc/hotline/hotline.json
                """
        )

        @OptionGroup var output: OutputOptions
        @OptionGroup var settings: SettingsOptions

        func run() throws {
            do {
                let file = try settings.file()
                let closed = try Companion.check(file)
                if output.json {
                    let unread = JSON.array(closed.map(JSON.string))
                    Terminal.write(["good": true, "file": .string(file.path), "faults": [], "unread": unread])
                } else {
                    Terminal.write(["\(file.path): всё в порядке"])
                    if !closed.isEmpty {
                        let files = closed.joined(separator: ", ")
                        Terminal.say("не проверено, эти файлы не для вашей учётной записи, а для службы: \(files)")
                    }
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
