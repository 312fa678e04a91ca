internal import ArgumentParser
internal import HotlineClient
internal import HotlineCompanion
internal import HotlineCore
internal import HotlineLaunch
internal import HotlineStore
internal import JSON

/// Plays a call through the real flow, with no Asterisk.
struct Simulate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Проиграть звонок через настоящее меню без Asterisk.",
        discussion: """
            Показывает каждую фразу, клавишу, запись и СМС. Следов не остаётся; с --commit звонок \
            сохраняется в базе работающей службы, и СМС уходят. Номер после --from виден в списке \
            процессов, поэтому для проб берите вымышленный.

            Пример:
              hotline simulate --from +79000000042 --keys 2,1
            """
    )

    private static let steps = CallStep.allCases.map(\.rawValue).joined(separator: ", ")

    @Option(help: ArgumentHelp("Номер, с которого звонят; anonymous — скрытый.", valueName: "номер"))
    var from: String

    @Option(
        help: ArgumentHelp(
            "Клавиши через запятую, по одной на вопрос; пустое место — тишина, + — специалист ответил.",
            valueName: "клавиши"
        )
    )
    var keys = ""

    @Option(help: ArgumentHelp("Когда звонят, RFC 3339: 2026-03-12T14:05:00+03:00.", valueName: "время"))
    var at: String?

    @Option(
        help: ArgumentHelp(
            "Шаг, в котором кладут трубку, после его клавиши, если она есть: \(Self.steps).",
            valueName: "шаг"
        )
    )
    var hangupAfter: String?

    @Flag(help: "Сохранить звонок в базе службы.")
    var commit = false

    @OptionGroup var output: OutputOptions
    @OptionGroup var service: ServiceOptions

    func validate() throws {
        if !commit, service.server != nil {
            throw ValidationError("--server — только с --commit: без него звонок проигрывается на этой машине.")
        }
        _ = try order()
    }

    func run() async throws {
        let result = try await result(of: order())
        if output.json {
            Terminal.write(result)
        } else {
            Terminal.write((result["lines"]?.arrayValue ?? []).compactMap(\.stringValue))
        }
    }

    private func result(of order: SimulationOrder) async throws -> JSON {
        if commit { return try await service.client().simulate(order) }
        let file = try service.file()
        let now = Instant.now()
        return try await SimulationRunner(file: file).run(order, now: now, store: .inMemory()).json(
            now: order.at ?? now
        )
    }

    private func order() throws -> SimulationOrder {
        guard keys.allSatisfy({ "0123456789*#+,".contains($0) }), keys.count <= 200 else {
            throw ValidationError("--keys: только цифры, *, # и + (ответил специалист), через запятую")
        }
        let caller = CallerNumber(callerID: from, presentation: 0, cityCode: "495")
        guard !from.isEmpty, caller.raw == nil || caller.number != nil else {
            throw ValidationError("--from: не номер телефона; скрытый номер — anonymous")
        }
        let time = at.map(CivilTime.init(rfc3339:))
        if case .some(.none) = time {
            throw ValidationError("--at: не время RFC 3339, например 2026-03-12T14:05:00+03:00")
        }
        let step = hangupAfter.map(CallStep.init(rawValue:))
        if case .some(.none) = step {
            throw ValidationError("--hangup-after: такого шага нет; есть \(Self.steps)")
        }
        return SimulationOrder(from: from, keys: keys, at: time??.instant, hangupAfter: step ?? nil)
    }
}
