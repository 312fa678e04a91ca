internal import ArgumentParser
internal import HotlineArchive
internal import HotlineClient
internal import HotlineCore
internal import HotlineLaunch
internal import HotlineStore
internal import JSON

struct Restore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Вернуть базу, записи и спул из резервной копии туда, где они в настройках.",
        discussion: """
            Сначала остановите hotlined и hotline-agi. Копия пишется рядом и проверяется целиком до того, как что-то меняется; \
            прежняя база остаётся под именем .before-…. Прервали — запустите ещё раз: записи, которые уже на месте и не \
            отличаются от копии, не пишутся заново, другие заменяются. Номера обращений продолжаются с последнего, который \
            могли назвать звонившим; где прежней базы нет — с запасом в 1000. Все токены отозваны: среди них могли быть \
            отозванные после копии.

            Примеры:
              hotline restore /var/backups/hotline/hotline-20261126T020000Z
              hotline restore /mnt/hotline-20261126T020000Z --key-file backup.key --yes
            """
    )

    @OptionGroup var backup: BackupArgument

    @Flag(help: "Не переспрашивать.")
    var yes = false

    @OptionGroup var output: OutputOptions

    func run() async throws {
        var restoring = try Restoring(backup)
        let file = try backup.settings.file()
        let manifest = restoring.manifest
        let when = file.zone.civilTime(at: manifest.at).rfc3339
        if !yes {
            let question = "Заменить базу копией от \(when) (обращений \(manifest.appeals))? Напишите «да»: "
            guard !backup.settings.input.noInput, Terminal.ask(question) == "да" else {
                throw LaunchFailure("не подтверждено: нужен ответ «да» или --yes", status: .failed)
            }
        }
        let report = try await restoring.restore(to: RestorePlaces(file), at: .now())
        if output.json {
            Terminal.write([
                "at": .string(when), "appeals": .integer(Int64(report.appeals)),
                "events": .integer(Int64(report.events)),
                "seal": JSON(report.seal),
            ])
        } else {
            Terminal.write(["Восстановлено на \(when): обращений \(report.appeals), событий \(report.events)."])
        }
    }
}
