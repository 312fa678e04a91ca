internal import Foundation

/// A real terminal with a program in it: tmux, on a server of its own.
public final class TerminalSession: Sendable {
    private let socket: String
    private let folder: URL

    /// Starts a program in a terminal.
    ///
    /// - Parameters:
    ///   - program: The program and its arguments.
    ///   - environment: Further variables of its environment.
    ///   - columns: How wide the terminal is.
    ///   - rows: How high it is.
    /// - Throws: ``WorldError``.
    public init(
        _ program: [String],
        environment: [String: String] = [:],
        columns: Int = 80,
        rows: Int = 24
    ) async throws {
        folder = FileManager.default.temporaryDirectory.appending(
            path: "hotline-terminal-\(UUID().uuidString.prefix(8))"
        )
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        socket = folder.appending(path: "tmux").path
        // What is run, in a file: tmux hands a line to a shell.
        let words = program.map { "'\($0.replacing("'", with: "'\\''"))'" }.joined(separator: " ")
        let variables = environment.map { "export \($0.key)='\($0.value)'\n" }.joined()
        let script = folder.appending(path: "run.sh")
        // A shell stays when the program has ended, so that its last words can be read.
        try Data("trap : INT\n\(variables)\(words)\necho \"[ended $?]\"\nexec sleep 600\n".utf8).write(to: script)
        try await tmux([
            "-f", "/dev/null", "new-session", "-d", "-s", "t", "-x", "\(columns)", "-y", "\(rows)", "sh \(script.path)",
        ])
        try await tmux(["set-option", "-g", "escape-time", "0"])
    }

    deinit {
        _ = try? ChildProcess("/usr/bin/env", ["tmux", "-S", socket, "kill-server"])
    }

    /// What is to be seen, line by line; with the sequences of its styles where they are wanted.
    public func screen(isStyled: Bool = false) async throws -> String {
        try await tmux(["capture-pane", "-p"] + (isStyled ? ["-e"] : []) + ["-t", "t"])
    }

    /// Types text as it stands.
    public func type(_ text: String) async throws { try await tmux(["send-keys", "-t", "t", "-l", text]) }

    /// Presses a key by tmux's name for it: `Enter`, `Escape`, `Up`, `C-c`.
    public func press(_ key: String) async throws { try await tmux(["send-keys", "-t", "t", key]) }

    /// Gives the terminal another size.
    public func resize(columns: Int, rows: Int) async throws {
        try await tmux(["resize-window", "-t", "t", "-x", "\(columns)", "-y", "\(rows)"])
    }

    /// Waits until the screen is as `isReady` wants it.
    ///
    /// - Returns: The screen then.
    @discardableResult
    public func wait(
        for what: String,
        within limit: Duration = .seconds(20),
        _ isReady: (String) -> Bool
    ) async throws -> String {
        let end = ContinuousClock.now + limit
        var seen = ""
        while ContinuousClock.now < end {
            seen = try await screen()
            if isReady(seen) { return seen }
            try await Task.sleep(for: .milliseconds(20))
        }
        throw WorldError.timedOut(awaiting: what, seen: seen)
    }

    /// Waits until a text is to be seen.
    ///
    /// - Returns: The screen then.
    @discardableResult
    public func wait(forText text: String, within limit: Duration = .seconds(20)) async throws -> String {
        try await wait(for: "«\(text)»", within: limit) { $0.contains(text) }
    }

    /// Ends the program and the terminal.
    public func end() async throws {
        try await tmux(["kill-server"])
        try? FileManager.default.removeItem(at: folder)
    }

    @discardableResult
    private func tmux(_ arguments: [String]) async throws -> String {
        let environment = ProcessInfo.processInfo.environment.merging(["LC_ALL": "C.UTF-8", "TERM": "xterm-256color"]) {
            $1
        }
        let program = try ChildProcess(
            "/usr/bin/env",
            ["tmux", "-u", "-S", socket] + arguments,
            environment: environment
        )
        guard try await program.waitForExit(within: .seconds(20)) == .exited(0) else {
            throw WorldError.timedOut(awaiting: "tmux \(arguments.first ?? "")", seen: program.standardError)
        }
        return program.standardOutput
    }
}
