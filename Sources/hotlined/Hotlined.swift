import ArgumentParser
import HotlineCompanion
import HotlineLaunch
import ServiceLifecycle
import UnixSignals

/// Runs the companion service.
@main
struct Hotlined: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hotlined",
        abstract: "Hand appeals over, text, and answer the staff.",
        discussion: "It needs no call to work, and calls need no hotlined to be kept: they meet in the database.",
        version: "hotlined \(Release.version)"
    )

    @Option(help: "The settings file; else $HOTLINE_CONFIG, config/hotline.json, /etc/hotline/hotline.json.")
    var config: String?

    func run() async throws {
        CrashReport.forbid()
        do {
            OpenFiles.raiseLimit()
            let file = try SettingsFile.find(option: config)
            let logger = Log.logger("hotlined")
            let companion = try Companion(file, store: file.openStore(), logger: logger) { print($0) }
            await companion.revokeTokensOfStrangers()
            try await ServiceGroup(
                services: companion.services(),
                gracefulShutdownSignals: [.sigterm, .sigint],
                logger: logger
            ).run()
        } catch {
            let failure = LaunchFailure(error)
            failure.print(program: "hotlined")
            throw ExitCode(failure.status.rawValue)
        }
    }
}
