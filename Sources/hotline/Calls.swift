internal import ArgumentParser
internal import HotlineClient
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
            """
    )

    @OptionGroup var range: RangeOptions
    @OptionGroup var list: ListOptions
    @OptionGroup var service: ServiceOptions

    func run() async throws {
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
}
