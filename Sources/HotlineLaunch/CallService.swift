public import AGI
internal import HotlineCore
public import HotlineStore
public import HotlineVoice
public import Logging
internal import NIOCore

/// How calls are taken, for the programs that take them.
public enum CallService {
    /// How long calls may go on once the program is told to stop; those that last longer go on under the next line of defence.
    public static let grace = Duration.seconds(60)

    /// The server that Asterisk reaches by `AGI(agi://host/call)`.
    ///
    /// - Parameters:
    ///   - file: The settings.
    ///   - store: Where calls are kept.
    ///   - logger: Where to say what happens.
    ///   - onListening: Told the port once calls can come.
    /// - Returns: The server, not yet listening.
    public static func server(
        _ file: SettingsFile,
        store: Store,
        logger: Logger,
        onListening: @escaping @Sendable (Int) -> Void = { _ in }
    ) -> FastAGIServer<CallFlow> {
        let menu = CallMenu(file.settings, promptVersion: PromptTexts(beside: file).version)
        let taking = CallTaking(store: store, terms: file.settings.terms, now: { .now() }, logger: logger)
        return FastAGIServer(
            host: file.settings.agi.listen.host,
            port: file.settings.agi.listen.port,
            grace: grace,
            logger: logger,
            onListening: { address in
                let port = address.port ?? file.settings.agi.listen.port
                logger.notice("Calls can come.", metadata: ["agi.port": "\(port)"])
                onListening(port)
            },
            makeDialogue: { CallFlow(menu: menu) },
            perform: { work, completion in taking.perform(work, completion: completion) }
        )
    }

    /// Takes the one call that Asterisk started this program for, over standard input and output.
    public static func takeOneCall(_ file: SettingsFile, store: Store, logger: Logger) async throws {
        let taking = CallTaking(store: store, terms: file.settings.terms, now: { .now() }, logger: logger)
        try await ProcessAGI.run(
            CallFlow(menu: CallMenu(file.settings, promptVersion: PromptTexts(beside: file).version)),
            logger: logger,
            perform: { work, completion in taking.perform(work, completion: completion) }
        )
    }
}
