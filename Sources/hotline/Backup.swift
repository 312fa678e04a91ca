internal import ArgumentParser
internal import HotlineArchive
internal import HotlineClient
internal import HotlineCore
internal import HotlineLaunch
internal import HotlineStore
internal import JSON

struct Backup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Резервная копия: база, записи, спул; на ходу, с проверкой.",
        discussion: """
            Копию делает служба hotlined в папку backup.folder из настроек; прерванная продолжается со следующего раза. \
            Восстановить — hotline restore.

            Примеры:
              hotline backup
              hotline backup list
              hotline backup verify /var/backups/hotline/hotline-20261126T020000Z
              hotline backup new-key /etc/hotline/backup.key
            """,
        subcommands: [Make.self, Kept.self, Verify.self, NewKey.self],
        defaultSubcommand: Make.self
    )

    struct Make: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "make",
            abstract: "Сделать копию сейчас.",
            discussion: "Пример: hotline backup make"
        )

        /// How often the service is asked how far it is.
        private static let pause = Duration.milliseconds(200)

        @Flag(help: "Не показывать, как идёт.")
        var quiet = false

        @OptionGroup var output: OutputOptions
        @OptionGroup var service: ServiceOptions

        func run() async throws {
            let client = try service.client()
            let before = try await client.backups().backups.first?.name
            var state = try await client.beginBackup()
            var bar = ProgressBar(isQuiet: quiet || output.json)
            while let running = state.running {
                bar.show(
                    ProgressText(running.step.word, done: running.done, total: running.total, areBytes: true)
                )
                try await Task.sleep(for: Self.pause)
                state = try await client.backups()
            }
            bar.clear()
            if let failure = state.failure { throw LaunchFailure(failure, status: .failed) }
            guard let made = state.backups.first, made.name != before else {
                throw LaunchFailure("копия не сделана, подробности в журнале службы", status: .failed)
            }
            if output.json {
                Terminal.write(made.json)
            } else {
                Terminal.write(["Сделана и проверена: \(made.path) (\(UInt64(made.size).bytesText))"])
            }
        }
    }

    struct Kept: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: "Копии, которые есть: сначала новые.",
            discussion: "Пример: hotline backup list"
        )

        @OptionGroup var list: ListOptions
        @OptionGroup var service: ServiceOptions

        func run() async throws {
            let backups = try await service.client().backups().backups
            let listing = BackupListing(backups)
            if list.output.json {
                Terminal.write(JSON.array(backups.map(\.json)))
            } else if list.csv {
                Terminal.write(listing.csv)
            } else if backups.isEmpty {
                Terminal.say("Копий нет.")
            } else {
                Terminal.write(listing.lines(list.output.palette))
            }
        }
    }

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "verify",
            abstract: "Проверить копию: все файлы, страницы базы и цепочку журнала. Служба для этого не нужна.",
            discussion: """
                Примеры:
                  hotline backup verify /var/backups/hotline/hotline-20261126T020000Z
                  hotline backup verify /mnt/hotline-20261126T020000Z --key-file backup.key
                """
        )

        @OptionGroup var backup: BackupArgument
        @OptionGroup var output: OutputOptions

        func run() async throws {
            var restoring = try Restoring(backup)
            let report = try await restoring.check()
            if output.json {
                Terminal.write([
                    "appeals": .integer(Int64(report.appeals)), "events": .integer(Int64(report.events)),
                    "files": .integer(Int64(restoring.manifest.files.count)), "seal": JSON(report.seal),
                ])
            } else {
                Terminal.write([
                    "Копия цела: файлов \(restoring.manifest.files.count), обращений \(report.appeals), событий \(report.events)."
                ])
            }
        }
    }

    struct NewKey: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "new-key",
            abstract: "Сделать ключ, которым шифруются копии (backup.keyFile в настройках).",
            discussion: """
                Без ключа копию не прочитать никому: держите его второй экземпляр не на этой машине.

                Пример: hotline backup new-key /etc/hotline/backup.key
                """
        )

        @Argument(help: ArgumentHelp("Файл, которого ещё нет.", valueName: "файл"))
        var file: String

        func run() throws {
            try ArchiveKey.make(at: file)
            Terminal.say("Ключ сделан: \(file). Второй экземпляр храните не на этой машине.")
        }
    }
}

/// Which backup is meant.
struct BackupArgument: ParsableArguments {
    @Argument(help: ArgumentHelp("Папка копии.", valueName: "копия"))
    var folder: String

    @Option(help: ArgumentHelp("Файл с ключом; без него — backup.keyFile из настроек.", valueName: "файл"))
    var keyFile: String?

    @Flag(help: "Не показывать, как идёт.")
    var quiet = false

    @OptionGroup var settings: SettingsOptions
}
