internal import Foundation
internal import HotlineCore
internal import HotlineLaunch
internal import HotlineStore
internal import Logging
internal import ServiceLifecycle
internal import UnixSignals

/// All of the product in one process, for trying out and for a small school.
public enum Everything {
    /// Takes calls and runs the companion until the process is told to stop.
    ///
    /// - Parameters:
    ///   - config: The settings file, or `nil` for the usual places.
    ///   - demo: Whether one call is played and shown first.
    ///   - output: Where the console gateway and the demonstration print.
    /// - Throws: What keeps it from beginning.
    public static func run(config: String?, demo: Bool, output: @escaping @Sendable (String) -> Void) async throws {
        CrashReport.forbid()
        OpenFiles.raiseLimit()
        let file = try SettingsFile.find(option: config)
        for path in [file.settings.storePath, file.settings.socket.path] { try makeFolder(of: file.resolve(path)) }
        let logger = Log.logger("hotline", level: demo ? .error : .info)
        let store = try file.openStore()
        let companion = try Companion(file, store: store, logger: logger, output: output)
        let (port, announce) = AsyncStream.makeStream(of: Int.self)
        CallService.makeRecordingsFolder(file, logger: logger)
        await companion.revokeTokensOfStrangers()
        let door = StoreDoor(store, logger: logger)
        await SpoolService.prepare(door, SpoolIntake(file, logger: logger), logger: logger)
        let calls = CallService.server(file, door: door, logger: logger) { announce.yield($0) }

        var services = ([calls] + companion.services()).map {
            ServiceGroupConfiguration.ServiceConfiguration(service: $0)
        }
        if demo {
            let shown = Demo(store: store, port: port, file: file) { outcome in
                for line in outcome.lines { output(line) }
                output(farewell(file))
            }
            services.append(.init(service: shown, successTerminationBehavior: .ignore))
        }
        try await ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: services,
                gracefulShutdownSignals: [.sigterm, .sigint],
                logger: logger
            )
        ).run()
    }

    private static func makeFolder(of path: String) throws {
        let folder = URL(filePath: path).deletingLastPathComponent()
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch {
            throw LaunchFailure("the folder \(folder.path()) cannot be made", status: .failed)
        }
    }

    private static func farewell(_ file: SettingsFile) -> String {
        """

        Работает: звонки — agi://\(file.settings.agi.listen)/call, служба — \(file.resolve(file.settings.socket.path)).
        В другом окне:  .build/debug/hotline list    .build/debug/hotline show 1    .build/debug/hotline take 1
        Остановить: Ctrl-C.
        """
    }
}
