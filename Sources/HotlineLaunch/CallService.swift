public import AGI
internal import Foundation
internal import HotlineCore
internal import HotlineStore
public import HotlineVoice
public import Logging
internal import NIOCore

/// How calls are taken, for the programs that take them.
public enum CallService {
    /// How long calls may go on once the program is told to stop; those that last longer go on under the next line of defence.
    public static let grace = Duration.seconds(60)
    /// How long a call waits for a database that another program holds, before it goes to the spool.
    public static let patience = Duration.seconds(2)

    /// The server that Asterisk reaches by `AGI(agi://host/call)`.
    ///
    /// - Parameters:
    ///   - file: The settings.
    ///   - door: The way to where calls are kept.
    ///   - manager: Who may have handed over a socket named `calls`, and may want to hear that calls get their turn.
    ///   - logger: Where to say what happens.
    ///   - onListening: Told the port once calls can come.
    /// - Returns: The server, not yet listening.
    public static func server(
        _ file: SettingsFile,
        door: StoreDoor,
        manager: ServiceManager? = nil,
        logger: Logger,
        onListening: @escaping @Sendable (Int) -> Void = { _ in }
    ) -> FastAGIServer<HotlineDialogue> {
        let menu = CallMenu(file, promptVersion: PromptTexts(beside: file).version)
        let taking = taking(file, door: door, logger: logger)
        let ladder = LadderAnswering(door: door, regulation: file.regulation, now: { .now() }, logger: logger)
        let start = ContinuousClock.now
        return FastAGIServer(
            host: file.settings.agi.listen.host,
            port: file.settings.agi.listen.port,
            socket: manager?.socket(named: "calls"),
            pulse: manager.flatMap { manager in
                manager.heartbeat.map { Pulse(every: $0) { manager.tell(.alive) } }
            },
            grace: grace,
            logger: logger,
            onListening: { address in
                let port = address.port ?? file.settings.agi.listen.port
                logger.notice("Calls can come.", metadata: ["agi.port": "\(port)"])
                onListening(port)
            },
            makeDialogue: {
                HotlineDialogue(
                    call: CallFlow(menu: menu, clock: { ContinuousClock.now - start }),
                    acknowledgement: Acknowledgement(prompts: menu.prompts)
                )
            },
            perform: { work, completion in
                switch work {
                case .call(let work): taking.perform(work) { completion(.call($0)) }
                case .ladder(let work): ladder.perform(work) { completion(.ladder($0)) }
                }
            }
        )
    }

    /// Takes the one call that Asterisk started this program for, over standard input and output.
    public static func takeOneCall(_ file: SettingsFile, door: StoreDoor, logger: Logger) async throws {
        let taking = taking(file, door: door, logger: logger)
        let start = ContinuousClock.now
        try await ProcessAGI.run(
            CallFlow(
                menu: CallMenu(file, promptVersion: PromptTexts(beside: file).version),
                clock: { ContinuousClock.now - start }
            ),
            logger: logger,
            perform: { work, completion in taking.perform(work, completion: completion) }
        )
    }

    /// Makes the folder of sound files, which Asterisk writes to; where that fails, the message step does too, and says so.
    public static func makeRecordingsFolder(_ file: SettingsFile, logger: Logger) {
        let folder = file.resolve(file.settings.agi.recordings)
        do {
            try FileManager.default.createDirectory(
                atPath: folder,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o770]
            )
        } catch {
            logger.error("The folder of recordings cannot be made.", metadata: ["path": "\(folder)"])
        }
    }

    private static func taking(_ file: SettingsFile, door: StoreDoor, logger: Logger) -> CallTaking {
        CallTaking(
            door: door,
            spool: SpoolDesk(folder: file.resolve(file.settings.agi.spool), startedAt: .now()),
            rules: CallTaking.Rules(file),
            recordings: file.resolve(file.settings.agi.recordings),
            now: { .now() },
            logger: logger
        )
    }
}
