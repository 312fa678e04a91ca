public import Foundation

/// A Debian system of its own with its systemd running, made from a clean root; gone with all that was done in it.
///
/// It needs root, or `sudo` without a password, and what `scripts/debian-machine` needs.
public final class DebianMachine: Sendable {
    /// What a command said, and how it ended.
    public struct Outcome: Sendable {
        /// How it ended.
        public let status: ChildProcess.ExitStatus
        /// What it wrote to its standard output, and behind that to its standard error.
        public let output: String
        /// Whether it ended well.
        public var isGood: Bool { status == .exited(0) }
    }

    private let keeper: ChildProcess
    private let processID: String

    /// Starts one.
    ///
    /// - Parameter seen: The folders of this machine that are seen in it, and where where that is another place.
    /// - Throws: ``WorldError`` where the root is not there (`make deps`), or the machine does not come up.
    public init(seeing seen: [(folder: URL, place: String?)]) async throws {
        let root = UnpackedRoot.cache.appending(path: "debian")
        guard FileManager.default.fileExists(atPath: root.appending(path: "complete").path()) else {
            throw WorldError.notInstalled(program: "debian", folder: root.path())
        }
        let script = AsteriskServer.projectFolder.deletingLastPathComponent().appending(path: "scripts/debian-machine")
        keeper = try ChildProcess(
            script.path(),
            [root.appending(path: "root").path()]
                + seen.map { seen in seen.folder.path() + (seen.place.map { ":\($0)" } ?? "") }
        )
        try await keeper.waitForOutput(containing: "running ", within: .seconds(60))
        processID = keeper.standardOutput.split(whereSeparator: \.isWhitespace).last.map(String.init) ?? ""
    }

    /// What stands before a command that is to be done in the machine.
    public var entrance: [String] {
        (geteuid() == 0 ? [] : ["sudo", "-n"])
            + ["nsenter", "--target", processID, "--mount", "--uts", "--ipc", "--net", "--pid", "--cgroup"]
    }

    /// Does something in it, by a shell.
    ///
    /// - Parameters:
    ///   - line: The line.
    ///   - limit: How long it may take.
    /// - Returns: What it said and how it ended.
    /// - Throws: ``WorldError`` where it takes longer.
    @discardableResult
    public func run(_ line: String, within limit: Duration = .seconds(60)) async throws -> Outcome {
        let words = ["PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C.UTF-8", "DEBIAN_FRONTEND=noninteractive"]
        let command = entrance + ["env", "-i"] + words + ["sh", "-c", line]
        let program = try ChildProcess("/usr/bin/env", command)
        let status = try await program.waitForExit(within: limit)
        return Outcome(status: status, output: program.standardOutput + program.standardError)
    }

    /// Does it again until what it says is as it should be.
    ///
    /// - Parameters:
    ///   - line: What is done.
    ///   - limit: How long to wait.
    ///   - isRight: Whether it is.
    /// - Returns: What it said at last.
    /// - Throws: ``WorldError/timedOut(awaiting:seen:)``.
    @discardableResult
    public func wait(
        for line: String,
        within limit: Duration = .seconds(20),
        until isRight: (Outcome) -> Bool
    ) async throws -> Outcome {
        let end = ContinuousClock.now + limit
        while true {
            let outcome = try await run(line)
            if isRight(outcome) { return outcome }
            guard ContinuousClock.now < end else { throw WorldError.timedOut(awaiting: line, seen: outcome.output) }
            try await Task.sleep(for: .milliseconds(100))
        }
    }

    /// Ends it.
    public func end() async {
        await keeper.terminate(within: .seconds(20))
    }
}
