internal import ArgumentParser
internal import HotlineClient

struct Report: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Отчёты о работе с обращениями: за день, за неделю, и отправленные директору.",
        discussion: """
            Примеры:
              hotline report daily
              hotline report daily --date 2026-03-12 --source phone
              hotline report weekly --week 2026-W11
              hotline report sent
            """,
        subcommands: [ReportDaily.self, ReportWeekly.self, ReportSent.self]
    )

    /// How many numbers to ask for beside a figure: programs want all of them, people no more than are shown.
    static func numbers(_ list: ListOptions) -> Int? { list.output.json || list.csv ? nil : ReportText.most }

    /// Prints a report the way that is wanted.
    static func show(_ report: ReportDocument, _ list: ListOptions, asHTML: Bool) {
        if asHTML {
            Terminal.write(ReportLetter(report).file)
        } else if list.output.json {
            Terminal.write(report.json)
        } else if list.csv {
            Terminal.write(ReportText(report).csv)
        } else {
            Terminal.write(ReportText(report).lines(list.output.palette))
        }
    }
}

/// Whether HTML is wanted.
struct HTMLOption: ParsableArguments {
    @Flag(help: "HTML с таблицами и картинками, как в письме.")
    var html = false

    /// Refuses two ways at once.
    func check(_ list: ListOptions) throws {
        if html, list.csv || list.output.json {
            throw ValidationError("--html не бывает вместе с --json и --csv.")
        }
    }
}
