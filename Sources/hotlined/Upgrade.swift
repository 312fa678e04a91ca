import ArgumentParser
import HotlineLaunch
import HotlineStore

/// Brings the database up to date by itself, so that it can be seen whether that went well.
struct Upgrade: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Bring the database up to date, keeping the old one beside it.",
        discussion: """
            The service does this too when it starts. A copy is brought up to date and looked through before it takes the \
            database's place; where that fails, the database is as it was. Calls that come meanwhile are kept in the spool. \
            Stop the services first.
            """
    )

    /// How long a program that ends may still hold the database.
    private static let patience = Duration.seconds(60)

    @OptionGroup var options: ConfigOption

    func run() async throws {
        try await options.ending { file in
            switch try file.upgradeStore(patience: Self.patience) {
            case .done(let kept): print("The database is brought up to date. The old one is kept: \(kept)")
            case .notNeeded: print("The database is up to date.")
            case .notMade: print("There is no database yet; the service makes it.")
            }
        }
    }
}
