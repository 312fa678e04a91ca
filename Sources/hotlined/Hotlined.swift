import ArgumentParser
import HotlineLaunch

/// The companion service, and what is done with its database while it does not run.
@main
struct Hotlined: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hotlined",
        abstract: "Hand appeals over, text, and answer the staff.",
        discussion: """
            It needs no call to work, and calls need no hotlined to be kept: they meet in the database.
            Without a word it runs the service.
            """,
        version: "hotlined \(Release.version)",
        subcommands: [Run.self, Upgrade.self],
        defaultSubcommand: Run.self
    )
}

/// Where the settings are.
struct ConfigOption: ParsableArguments {
    @Option(help: "The settings file; else $HOTLINE_CONFIG, config/hotline.json, /etc/hotline/hotline.json.")
    var config: String?

    /// Runs `body` with the settings; an error becomes its line on standard error and its exit status.
    func ending(_ body: (SettingsFile) async throws -> Void) async throws {
        CrashReport.forbid()
        OpenFiles.raiseLimit()
        do {
            try await body(try SettingsFile.find(option: config))
        } catch {
            let failure = LaunchFailure(error)
            failure.print(program: "hotlined")
            throw ExitCode(failure.status.rawValue)
        }
    }
}
