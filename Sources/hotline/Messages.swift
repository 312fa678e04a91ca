internal import ArgumentParser
internal import HotlineClient
internal import HotlineCore
internal import HotlineLaunch
internal import JSON

struct Messages: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "messages",
        abstract: "СМС: кому, что и дошли ли; сначала новые.",
        discussion: """
            Примеры:
              hotline messages
              hotline messages 1042 --json
              hotline messages --state failed
              hotline messages --figures
            """
    )

    @OptionGroup var range: RangeOptions

    @Option(help: ArgumentHelp("Только в этом состоянии, например failed или unknown.", valueName: "состояние"))
    var state: MessageState?

    @Flag(help: "Не сообщения, а сколько их в каком состоянии.")
    var figures = false

    @OptionGroup var list: ListOptions
    @OptionGroup var service: ServiceOptions

    func validate() throws {
        if figures, range.appeal != nil || state != nil {
            throw ValidationError("с --figures нет ни номера, ни --state")
        }
    }

    func run() async throws {
        if figures { return try await showFigures() }
        let messages = try await service.client().messages(of: range.appeal, state: state, limit: range.limit)
        let listing = MessageListing(messages)
        if list.output.json {
            Terminal.write(JSON.array(messages.map(\.json)))
        } else if list.csv {
            Terminal.write(listing.csv)
        } else if messages.isEmpty {
            Terminal.say("Сообщений нет.")
        } else {
            Terminal.write(listing.lines(list.output.palette))
        }
    }
}

extension Messages {
    private func showFigures() async throws {
        let figures = try await service.client().figures()
        if list.output.json {
            Terminal.write(figures.json)
        } else if list.csv {
            Terminal.write(FiguresListing(figures).csv)
        } else {
            Terminal.write(FiguresListing(figures).lines(list.output.palette))
        }
    }
}

/// Which calls or messages are meant.
struct RangeOptions: ParsableArguments {
    @Argument(
        help: ArgumentHelp("Только по этому обращению.", valueName: "номер"),
        completion: LiveCompletion.numbers
    )
    var appeal: AppealNumber?

    @Option(help: ArgumentHelp("Не больше стольких (до 1000).", valueName: "число"))
    var limit = 100

    func validate() throws {
        guard (1...1000).contains(limit) else { throw ValidationError("--limit: число от 1 до 1000.") }
    }
}
