internal import ArgumentParser
internal import HotlineClient
internal import HotlineCore
internal import HotlineLaunch
internal import JSON

struct Staff: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "staff",
        abstract: "Сотрудники: роли, кто на дежурстве, кого нет, у кого сколько обращений.",
        discussion: "Пример: hotline staff"
    )

    @OptionGroup var list: ListOptions
    @OptionGroup var service: ServiceOptions

    func run() async throws {
        let staff = try await service.client().staff()
        let listing = StaffListing(staff)
        if list.output.json {
            Terminal.write(JSON.array(staff.map(\.json)))
        } else if list.csv {
            Terminal.write(listing.csv)
        } else {
            Terminal.write(listing.lines(list.output.palette))
        }
    }
}

struct Absent: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "absent",
        abstract: "Кого нет: показать, отметить, снять.",
        discussion: """
            Пока сотрудника нет, обращения получает тот, кто его замещает.

            Примеры:
              hotline absent
              hotline absent petrov --from 2026-03-12 --to 2026-03-20 --deputy sidorov
              hotline absent --cancel 3
            """
    )

    @Argument(help: ArgumentHelp("Кого нет: учётная запись.", valueName: "кого"), completion: LiveCompletion.logins)
    var login: String?

    @Option(help: ArgumentHelp("Первый день.", valueName: "день"), transform: Self.day)
    var from: CalendarDay?

    @Option(help: ArgumentHelp("Последний день; без него один день.", valueName: "день"), transform: Self.day)
    var to: CalendarDay?

    @Option(
        help: ArgumentHelp("Кто замещает; без него — как в настройках.", valueName: "кто"),
        completion: LiveCompletion.logins
    )
    var deputy: String?

    @Option(help: ArgumentHelp("Снять отметку с этим номером.", valueName: "номер"))
    var cancel: Int?

    @OptionGroup var list: ListOptions
    @OptionGroup var service: ServiceOptions

    private static func day(_ text: String) throws -> CalendarDay {
        guard let day = CalendarDay(text) else { throw ValidationError("нужен день, например 2026-03-12") }
        return day
    }

    func validate() throws {
        if cancel != nil {
            guard login == nil, from == nil, to == nil, deputy == nil else {
                throw ValidationError("с --cancel ничего другого не бывает")
            }
        } else if login == nil {
            guard from == nil, to == nil, deputy == nil else { throw ValidationError("нужно сказать, кого нет") }
        } else {
            guard let from else { throw ValidationError("нужен --from: первый день") }
            if let to, to < from { throw ValidationError("--to раньше, чем --from") }
        }
    }

    func run() async throws {
        let chosen = try service.service()
        let client = chosen.client
        if let cancel {
            try await write([client.cancelAbsence(Int64(cancel))], saying: "Снято:")
        } else if let login, let from {
            let absence = AbsenceDocument(login: login, first: from, last: to ?? from, deputy: deputy)
            try await write([client.addAbsence(absence)], saying: "Отмечено:")
            if try await absence.last < CalendarDay(chosen.zone().civilTime(at: .now())) {
                Terminal.say("Эти дни уже прошли: кому идут обращения, отметка не изменит. Снять — --cancel.")
            }
            let open = try await client.staff().first { $0.login == login }?.openAppeals ?? 0
            if open > 0 { Terminal.say("У \(login) открытых обращений: \(open); передать — hotline assign.") }
        } else {
            let absences = try await client.absences()
            if absences.isEmpty, !list.output.json { Terminal.say("Все на месте.") }
            try await write(absences, saying: nil)
        }
    }

    private func write(_ absences: [AbsenceDocument], saying words: String?) async throws {
        let listing = AbsenceListing(absences)
        if list.output.json {
            Terminal.write(JSON.array(absences.map(\.json)))
        } else if list.csv {
            Terminal.write(listing.csv)
        } else {
            if let words { Terminal.say(words) }
            Terminal.write(listing.lines(list.output.palette))
        }
    }
}
