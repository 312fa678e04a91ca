internal import ArgumentParser
internal import HotlineClient
internal import HotlineCore

struct ReportDaily: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "daily",
        abstract: "Отчёт за день: по телефону, по сайту или все обращения.",
        discussion: """
            Рядом с каждой цифрой номера обращений, из которых она сложилась; все номера — в --json и --csv. К телефону \
            относится и то, что сотрудники записали сами. Руководитель получает оба отчёта за прошлый день каждое утро \
            (reports.daily в настройках).

            Примеры:
              hotline report daily --date 2026-03-12 --source phone
              hotline report daily --html > отчёт.html
            """
    )

    @Option(help: ArgumentHelp("День; без него сегодня.", valueName: "день"), transform: Self.day)
    var date: CalendarDay?

    @Option(help: ArgumentHelp("Только phone, web или staff.", valueName: "откуда"))
    var source: AppealSource?

    @OptionGroup var html: HTMLOption
    @OptionGroup var list: ListOptions
    @OptionGroup var service: ServiceOptions

    func validate() throws { try html.check(list) }

    func run() async throws {
        let most = Report.numbers(list)
        let report = try await service.client().dailyReport(on: date, of: source, naming: most)
        Report.show(report, list, asHTML: html.html)
    }

    private static func day(_ text: String) throws -> CalendarDay {
        guard let day = CalendarDay(text), ReportPeriod(day: day, in: .utc) != nil else {
            throw ValidationError("--date: нужен день с 1970 по 9998 год, пишется как 2026-03-12.")
        }
        return day
    }
}
