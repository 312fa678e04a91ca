internal import ArgumentParser
internal import HotlineClient
internal import HotlineCore
internal import HotlineLaunch

struct ReportWeekly: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "weekly",
        abstract: "Отчёт за неделю, в сравнении с прошлой; предложения к нему и отправка директору.",
        discussion: """
            Рядом с каждой цифрой то, что было неделей раньше, и номера обращений, из которых она сложилась; все номера — \
            в --json и --csv. Черновик руководитель получает по почте (reports.weekly в настройках), дописывает к нему \
            предложения и отправляет директору; отправленное хранится без изменений: hotline report sent. Предложения не \
            передаются в аргументах, которые на этой машине видны всем (ps).

            Примеры:
              hotline report weekly --week 2026-W11
              hotline report weekly --html > отчёт.html
              hotline report weekly --edit
              hotline report weekly --proposals - < предложения.txt
              hotline report weekly --send
            """
    )

    @Option(
        help: ArgumentHelp(
            "Неделя, 2026-W11, или день в ней; без неё последняя полная.",
            valueName: "неделя"
        )
    )
    var week: String?

    @Flag(help: "Дописать предложения к неделе в редакторе (VISUAL, EDITOR).")
    var edit = false

    @Option(
        help: ArgumentHelp(
            "Взять предложения из файла; «-» — со стандартного ввода. Пустые предложения убираются.",
            valueName: "файл"
        ),
        completion: .file()
    )
    var proposals: String?

    @Flag(help: "Отправить отчёт с предложениями директору.")
    var send = false

    @Flag(help: "Отправить, хотя отчёт за эту неделю уже отправлен.")
    var again = false

    @OptionGroup var html: HTMLOption
    @OptionGroup var list: ListOptions
    @OptionGroup var service: ServiceOptions

    func validate() throws {
        try html.check(list)
        let acts = [edit, proposals != nil, send].filter(\.self).count
        if acts > 1 { throw ValidationError("--edit, --proposals и --send не бывают вместе.") }
        if acts > 0, html.html || list.csv {
            throw ValidationError("--html и --csv не бывают вместе с --edit, --proposals и --send.")
        }
        if again, !send { throw ValidationError("--again бывает только с --send.") }
        guard let week else { return }
        guard ReportPeriod(week: week, in: .utc) != nil else {
            throw ValidationError("--week: неделя пишется как 2026-W11 или днём в ней, 2026-03-12.")
        }
    }

    func run() async throws {
        let client = try service.client()
        if edit {
            try await editProposals(client)
        } else if let proposals {
            let text = proposals == "-" ? try Terminal.readText() : try TextEditor.read(proposals)
            show(try await client.setProposals(ProposalsOrder(week: week, text: text.withoutBlankEnd)))
        } else if send {
            let sent = try await client.sendReport(SentReportOrder(week: week, isAgain: again))
            if list.output.json {
                Terminal.write(sent.json)
            } else {
                let recipients = sent.deliveries.map(\.recipient).joined(separator: ", ")
                Terminal.write([
                    "Отчёт №\(sent.number) за неделю \(sent.week) отправлен (\(recipients)); показать: hotline report sent \(sent.number)"
                ])
            }
        } else {
            let report = try await client.weeklyReport(of: week, naming: Report.numbers(list))
            Report.show(report, list, asHTML: html.html)
        }
    }

    private func editProposals(_ client: StaffClient) async throws {
        let kept = try await client.proposals(of: week)
        guard !service.noInput, Terminal.isInteractive else {
            throw LaunchFailure("редактору нужен терминал; без него: --proposals -", status: .failed)
        }
        let editor = try TextEditor(kept.text)
        let text = try editor.edit().withoutBlankEnd
        guard text != kept.text else {
            editor.remove()
            return Terminal.say("Предложения к неделе \(kept.week) не изменились.")
        }
        do {
            show(try await client.setProposals(ProposalsOrder(week: kept.week, text: text, version: kept.version)))
        } catch {
            Terminal.say("Написанное осталось в файле \(editor.path).")
            throw error
        }
        editor.remove()
    }

    private func show(_ kept: ProposalsDocument) {
        if list.output.json {
            Terminal.write(kept.json)
        } else if kept.text.isEmpty {
            Terminal.write(["Предложений к неделе \(kept.week) больше нет."])
        } else {
            Terminal.write([
                "Предложения к неделе \(kept.week) сохранены; отправить: hotline report weekly --week \(kept.week) --send"
            ])
        }
    }
}

extension String {
    /// The text without the white space at its end, which editors add.
    fileprivate var withoutBlankEnd: String { String(reversed().drop(while: \.isWhitespace).reversed()) }
}
