internal import ArgumentParser
internal import HotlineClient
internal import HotlineLaunch
internal import JSON

struct Inbox: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inbox",
        abstract: "СМС, которые пришли нам: от кого, что сделано; сначала новые.",
        discussion: """
            Примеры:
              hotline inbox
              hotline inbox 1042 --json
            """
    )

    @OptionGroup var range: RangeOptions
    @OptionGroup var list: ListOptions
    @OptionGroup var service: ServiceOptions

    func run() async throws {
        let texts = try await service.client().inbox(about: range.appeal, limit: range.limit)
        let listing = InboxListing(texts)
        if list.output.json {
            Terminal.write(JSON.array(texts.map(\.json)))
        } else if list.csv {
            Terminal.write(listing.csv)
        } else if texts.isEmpty {
            Terminal.say("Входящих СМС нет.")
        } else {
            Terminal.write(listing.lines(list.output.palette))
        }
    }
}
