internal import ArgumentParser
internal import HotlineClient
internal import HotlineCore
internal import HotlineLaunch

struct CallAuthor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "call",
        abstract: "Позвонить автору: сначала зазвонит ваш телефон, потом его; он увидит номер школы.",
        discussion: """
            Команда рассказывает, как идёт звонок, и ждёт его конца; Ctrl-C звонка не прерывает. Каждая попытка и её исход \
            записываются. После трёх напрасных — задача на завтра: СМС утром и строка в hotline list --callback. \
            Код завершения 1, если автор не ответил.

            Примеры:
              hotline call 1042
              hotline call 1042 --no-wait --json
            """
    )

    /// How often the service is asked how the call goes.
    private static let pause = Duration.milliseconds(300)

    @OptionGroup var appeal: AppealArgument

    @Flag(help: "Не ждать конца звонка.")
    var noWait = false

    @OptionGroup var output: OutputOptions
    @OptionGroup var service: ServiceOptions

    func run() async throws {
        let client = try service.client()
        var call = try await client.callAuthor(of: appeal.number)
        var told: AuthorCall.State?
        while call.state != .ended, !noWait {
            if call.state != told {
                Terminal.say(AuthorCallText.line(call.state))
                told = call.state
            }
            try await Task.sleep(for: Self.pause)
            call = try await client.authorCall(call.id, about: appeal.number)
        }
        if output.json {
            Terminal.write(call.json)
        } else {
            Terminal.write(AuthorCallText.lines(call))
        }
        if let outcome = call.outcome, outcome != .reached {
            throw LaunchFailure("до автора №\(appeal.number) не дозвонились", status: .failed)
        }
    }
}
