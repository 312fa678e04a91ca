internal import ArgumentParser
internal import HotlineClient
internal import HotlineCore
internal import JSON

struct ReportSent: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sent",
        abstract: "Недельные отчёты, отправленные директору, без изменений.",
        discussion: """
            Без номера — список; с номером — сам отчёт, каким его получил директор: текст, --html (с картинками
            внутри, для браузера) или --json.

            Примеры:
              hotline report sent
              hotline report sent 1
              hotline report sent 1 --html > отчёт.html
            """
    )

    @Argument(help: ArgumentHelp("Номер отправленного отчёта.", valueName: "номер"))
    var number: Int64?

    @OptionGroup var html: HTMLOption
    @OptionGroup var list: ListOptions
    @OptionGroup var service: ServiceOptions

    func validate() throws {
        try html.check(list)
        if let number, number < 1 { throw ValidationError("номер отчёта — целое число от 1.") }
        if number != nil, list.csv { throw ValidationError("--csv бывает только у списка.") }
        if number == nil, html.html { throw ValidationError("--html нужен номер отчёта.") }
    }

    func run() async throws {
        let client = try service.client()
        guard let number else {
            let reports = try await client.sentReports()
            if list.output.json {
                Terminal.write(.array(reports.map(\.json)))
            } else if list.csv {
                Terminal.write(SentReportListing(reports).csv)
            } else if reports.isEmpty {
                Terminal.say("Директору ещё ничего не отправлено.")
            } else {
                Terminal.write(SentReportListing(reports).lines(list.output.palette))
            }
            return
        }
        guard let content = try await client.sentReport(number).content else { return }
        // Words and figures as they are kept, to the byte; the page with the pictures that came beside it.
        Terminal.write(html.html ? content.page : list.output.json ? content.json : content.text)
    }
}
