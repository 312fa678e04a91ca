import ArgumentParser
import HotlineLaunch
import ServiceLifecycle
import UnixSignals

/// Takes calls from Asterisk.
@main
struct HotlineAGI: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hotline-agi",
        abstract: "Take calls from Asterisk and keep an appeal for each.",
        discussion: """
            Without a word it takes the one call Asterisk started it for by AGI(hotline-agi).
            With "serve" it takes all calls that come by AGI(agi://host/call).
            """,
        version: "hotline-agi \(Release.version)",
        subcommands: [Take.self, Serve.self],
        defaultSubcommand: Take.self
    )
}

/// Where the settings are.
struct ConfigOption: ParsableArguments {
    @Option(help: "The settings file; else $HOTLINE_CONFIG, config/hotline.json, /etc/hotline/hotline.json.")
    var config: String?
}

/// Takes one call over standard input and output.
struct Take: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Take the one call Asterisk started this program for.")

    @OptionGroup var options: ConfigOption

    func run() async throws {
        try await options.ending { file in
            let logger = Log.quiet("hotline-agi")
            let door = file.storeDoor(patience: CallService.patience, logger: logger)
            try await CallService.takeOneCall(file, door: door, logger: logger)
        }
    }
}

/// Takes all calls over TCP.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Take all calls that come over TCP.")

    @OptionGroup var options: ConfigOption

    func run() async throws {
        let manager = ServiceManager.ofThisProcess()
        try await options.ending { file in
            let logger = Log.logger("hotline-agi")
            CallService.makeRecordingsFolder(file, logger: logger)
            let door = file.storeDoor(patience: CallService.patience, logger: logger)
            let intake = SpoolIntake(file, logger: logger)
            await SpoolService.prepare(door, intake, logger: logger)
            let server = CallService.server(file, door: door, manager: manager, logger: logger) { _ in
                manager.tell(.ready)
            }
            let spool = SpoolService(door: door, intake: intake, logger: logger)
            try await ServiceGroup(
                services: [server, spool, Farewell(manager)],
                gracefulShutdownSignals: [.sigterm, .sigint],
                logger: logger
            ).run()
        }
    }
}

extension ConfigOption {
    /// Runs `body` with the settings; an error becomes its line on standard error and its exit status.
    fileprivate func ending(_ body: (SettingsFile) async throws -> Void) async throws {
        CrashReport.forbid()
        OpenFiles.raiseLimit()
        do {
            try await body(try SettingsFile.find(option: config))
        } catch {
            let failure = LaunchFailure(error)
            failure.print(program: "hotline-agi")
            throw ExitCode(failure.status.rawValue)
        }
    }
}
