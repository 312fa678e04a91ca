internal import ArgumentParser
internal import HotlineClient
internal import HotlineCore
internal import HotlineLaunch

struct Report: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Отчёты о работе с обращениями: за день и за неделю.",
        discussion: """
            Примеры:
              hotline report daily
              hotline report daily --date 2026-03-12 --source phone
              hotline report weekly --week 2026-W11
            """,
        subcommands: [Daily.self, Weekly.self]
    )

    struct Daily: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "daily",
            abstract: "Отчёт за день: по телефону, по сайту или все обращения.",
            discussion: """
                Рядом с каждой цифрой номера обращений, из которых она сложилась; все номера — в --json и --csv.

                Пример: hotline report daily --date 2026-03-12 --source phone
                """
        )

        @Option(help: ArgumentHelp("День; без него сегодня.", valueName: "день"), transform: Self.day)
        var date: CalendarDay?

        @Option(help: ArgumentHelp("Только phone, web или staff.", valueName: "откуда"))
        var source: AppealSource?

        @OptionGroup var list: ListOptions
        @OptionGroup var service: ServiceOptions

        func run() async throws {
            Report.show(try await service.client().dailyReport(on: date, of: source), list)
        }

        private static func day(_ text: String) throws -> CalendarDay {
            guard let day = CalendarDay(text), ReportPeriod(day: day, in: .utc) != nil else {
                throw ValidationError("--date: нужен день с 1970 по 9998 год, пишется как 2026-03-12.")
            }
            return day
        }
    }

    struct Weekly: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "weekly",
            abstract: "Отчёт за неделю, в сравнении с прошлой.",
            discussion: """
                Рядом с каждой цифрой то, что было неделей раньше, и номера обращений, из которых она сложилась; все номера — \
                в --json и --csv.

                Пример: hotline report weekly --week 2026-W11
                """
        )

        @Option(
            help: ArgumentHelp(
                "Неделя, 2026-W11, или день в ней; без неё последняя полная.",
                valueName: "неделя"
            )
        )
        var week: String?

        @OptionGroup var list: ListOptions
        @OptionGroup var service: ServiceOptions

        func validate() throws {
            guard let week else { return }
            guard ReportPeriod(week: week, in: .utc) != nil else {
                throw ValidationError("--week: неделя пишется как 2026-W11 или днём в ней, 2026-03-12.")
            }
        }

        func run() async throws {
            Report.show(try await service.client().weeklyReport(of: week), list)
        }
    }

    private static func show(_ report: ReportDocument, _ list: ListOptions) {
        if list.output.json {
            Terminal.write(report.json)
        } else if list.csv {
            Terminal.write(ReportText(report).csv)
        } else {
            Terminal.write(ReportText(report).lines(list.output.palette))
        }
    }
}
