import Foundation
import HotlineCore
import HotlineTesting
import Testing

/// Completion in real shells, each in a real terminal, against a real service.
@Suite(.timeLimit(.minutes(2)))
struct CompletionTests {
    /// A shell, and how it learns to complete.
    struct Shell: CustomTestStringConvertible {
        var words: [String]
        var lesson: String
        var testDescription: String { words[0] }
    }

    private static let shells = [
        Shell(words: ["bash", "--norc", "-i"], lesson: "source <(hotline completion bash)"),
        Shell(words: ["fish", "--no-config", "-i"], lesson: "hotline completion fish | source"),
        Shell(
            words: ["zsh", "-f", "-i"],
            lesson:
                "mkdir zf; hotline completion zsh > zf/_hotline; fpath=($PWD/zf $fpath); autoload -Uz compinit; compinit -u -D"
        ),
    ]

    @Test(arguments: shells) func `verbs, numbers and accounts are completed, and nothing without the service`(
        shell: Shell
    ) async throws {
        let hotline = try await Hotline(.companion, Hotline.Wishes(accounts: ["golova": NSUserName()]))
        for place in 0..<2 {
            let number = try await hotline.takeCall(
                "c.\(place)",
                from: "+7900000001\(place)",
                route: .ejournal,
                at: .now()
            )
            _ = try await hotline.appeal(number, .distributed)
        }
        let programs = BuiltProducts.program("hotline").deletingLastPathComponent().path()
        let terminal = try await TerminalSession(
            ["sh", "-c", #"cd "$1"; shift; exec "$@""#, "sh", hotline.folder.path()] + shell.words,
            environment: [
                "PATH": "\(programs):\(ProcessInfo.processInfo.environment["PATH"] ?? "")", "PS1": "ready> ",
                "HOTLINE_CONFIG": hotline.folder.appending(path: "hotline.json").path(),
                "HOME": hotline.folder.path(),
            ]
        )
        try await terminal.type("\(shell.lesson); echo les''son")
        try await terminal.press("Enter")
        try await terminal.wait(forText: "lesson")
        try await terminal.press("C-l")
        try await terminal.type("hotline sho")
        try await terminal.press("Tab")
        try await terminal.wait(forText: "hotline show")
        try await terminal.press("Tab")
        try await terminal.press("Tab")
        try await terminal.wait(for: "the numbers") { screen in
            screen.split(separator: "\n").contains { line in
                let words = line.split(separator: " ").map(String.init)
                return words.contains("1") && words.contains("2")
            }
        }
        try await terminal.press("C-u")
        try await terminal.type("hotline assign 1 petr")
        try await terminal.press("Tab")
        try await terminal.wait(forText: "hotline assign 1 petrov")
        // Behind help the verbs are offered, and what is closed to who opens it again.
        try await terminal.press("C-u")
        try await terminal.type("hotline help reop")
        try await terminal.press("Tab")
        try await terminal.wait(forText: "hotline help reopen")
        let closed = try await hotline.takeCall("c.9", from: "+79000000019", route: .ejournal, at: .now())
        _ = try await hotline.appeal(closed, .distributed)
        #expect(try await hotline.command("mark", "\(closed)", "test").status == .exited(0))
        try await terminal.press("C-u")
        try await terminal.type("hotline reopen ")
        try await terminal.press("Tab")
        try await terminal.wait(forText: "hotline reopen \(closed)")
        #expect(try await hotline.command("token", "new").status == .exited(0))
        try await terminal.press("C-u")
        try await terminal.type("hotline token revoke ")
        try await terminal.press("Tab")
        try await terminal.wait(forText: "hotline token revoke 1")
        // Without the service nothing is offered, and nothing said.
        await hotline.companion.terminate()
        try await terminal.press("C-u")
        try await terminal.press("C-l")
        try await terminal.type("hotline show ")
        try await terminal.press("Tab")
        try await terminal.type("77")
        let screen = try await terminal.wait(forText: "hotline show 77")
        #expect(!screen.contains("hotline:") && !screen.contains("hotlined"), "\(screen)")
        try await terminal.end()
        await hotline.end()
    }
}
