internal import ArgumentParser
internal import HotlineClient
internal import HotlineCore
internal import HotlineLaunch
internal import JSON

struct Calls: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calls",
        abstract: "Звонки: когда, откуда, что нажато и чем кончилось; сначала новые.",
        discussion: """
            Примеры:
              hotline calls
              hotline calls 1042 --json
              hotline calls --balance --date 2026-03-12
              hotline calls --live
            """
    )

    @Flag(help: "Звонки станции против записей за день: «42 звонка, 42 записи, 0 потеряно».")
    var balance = false

    @Option(help: "День для --balance: 2026-03-12; без него сегодня.")
    var date: String?

    @Flag(help: "Звонки, которые сейчас ждут специалиста или говорят с ним.")
    var live = false

    @OptionGroup var range: RangeOptions
    @OptionGroup var list: ListOptions
    @OptionGroup var service: ServiceOptions

    func validate() throws {
        if balance, live { throw ValidationError("--balance и --live вместе не бывают") }
        if date != nil, !balance { throw ValidationError("--date бывает только с --balance") }
        guard balance || live else { return }
        if range.appeal != nil { throw ValidationError("с --balance и --live номера не бывает") }
    }

    func run() async throws {
        if balance { return try await showBalance() }
        if live { return try await showLive() }
        let calls = try await service.client().calls(of: range.appeal, limit: range.limit)
        let listing = CallListing(calls)
        if list.output.json {
            Terminal.write(JSON.array(calls.map(\.json)))
        } else if list.csv {
            Terminal.write(listing.csv)
        } else if calls.isEmpty {
            Terminal.say("Звонков нет.")
        } else {
            Terminal.write(listing.lines(list.output.palette))
        }
    }

    private func showBalance() async throws {
        let balance = try await service.client().balance(on: date)
        if list.output.json {
            Terminal.write(balance.json)
        } else if list.csv {
            Terminal.write(balance.csv)
        } else {
            Terminal.write([balance.text])
        }
    }

    private func showLive() async throws {
        let calls = try await service.client().liveCalls()
        let listing = LiveCallListing(calls)
        if list.output.json {
            Terminal.write(JSON.array(calls.map(\.json)))
        } else if list.csv {
            Terminal.write(listing.csv)
        } else if calls.isEmpty {
            Terminal.say("Никто не ждёт.")
        } else {
            Terminal.write(listing.lines(list.output.palette))
        }
    }
}
