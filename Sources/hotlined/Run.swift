import ArgumentParser
import HotlineCompanion
import HotlineLaunch
import ServiceLifecycle
import UnixSignals

/// Runs the service until it is told to stop.
struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Run the service.")

    @OptionGroup var options: ConfigOption

    func run() async throws {
        let manager = ServiceManager.ofThisProcess()
        try await options.ending { file in
            let logger = Log.logger("hotlined")
            let companion = try Companion(file, store: file.openStore(), logger: logger) { print($0) }
            await companion.revokeTokensOfStrangers()
            try await ServiceGroup(
                services: companion.services(of: manager),
                gracefulShutdownSignals: [.sigterm, .sigint],
                logger: logger
            ).run()
        }
    }
}
