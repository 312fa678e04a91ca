import ArgumentParser

/// What the hotline is measured beside, and parts of it by themselves.
@main
struct Peers: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "peers",
        abstract: "Answer calls, or keep them, in one way or another.",
        subcommands: [Bare.self, Flow.self, Keep.self, Ask.self, Audit.self, Warn.self]
    )
}
