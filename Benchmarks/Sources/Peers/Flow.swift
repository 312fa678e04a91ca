import AGI
import ArgumentParser
import HotlineCore
import HotlineVoice
import Logging
import Synchronization

/// The hotline's server and menu, with a memory in the place of the store.
struct Flow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Take calls by the menu, keeping nothing.")

    @Argument(help: "The port to listen at.") var port: Int

    func run() async throws {
        var logger = Logger(label: "flow", factory: { StreamLogHandler.standardError(label: $0) })
        logger.logLevel = .info
        let menu = CallMenu(cityCode: "495", promptVersion: "1")
        let memory = Memory()
        try await FastAGIServer(
            host: "127.0.0.1",
            port: port,
            grace: .zero,
            logger: logger,
            makeDialogue: { CallFlow(menu: menu, clock: { .zero }) },
            perform: { work, completion in completion(memory.keep(work)) }
        ).run()
    }
}

/// Gives numbers out, as the store would.
final class Memory: Sendable {
    private let last = Atomic<Int64>(0)

    func keep(_ work: CallWork) -> CallFinding {
        switch work {
        case .begin(let start):
            let number = last.add(1, ordering: .relaxed).newValue
            return .begun(
                BegunCall(id: Identifier(number), appeal: AppealNumber(number), caller: start.caller.number)
            )
        case .note, .openAppeal, .examine: return .noted
        }
    }
}
