import Foundation
import HotlineCore
import HotlineTesting
import Testing

@testable import HotlineCompanion

/// Real programs in the place of a recogniser.
@Suite(.timeLimit(.minutes(1))) struct TranscriberTests {
    private let folder: Folder

    init() throws { folder = try Folder() }

    private func shell(_ script: String, limit: Duration = .seconds(30)) -> Transcriber {
        Transcriber(["sh", "-c", script, "recogniser", "--flag"], limit: limit)
    }

    @Test func `the sound is the last argument, and the words are what is written`() async throws {
        let transcriber = shell(#"printf '%s\n' "$@""#)
        #expect(
            try await transcriber.transcript(of: "/var/call-7-message.wav").text == "--flag /var/call-7-message.wav"
        )
    }

    @Test func `it runs at the lowest priority, without our environment, input or terminal`() async throws {
        #expect(try await shell("nice").transcript(of: "x").text == "19")
        let environment = try await shell("env").transcript(of: "x").text.split(separator: " ")
        let names = Set(environment.compactMap { $0.split(separator: "=").first.map(String.init) })
        let allowed: Set = [
            "PATH", "HOME", "TMPDIR", "XDG_CACHE_HOME", "HOTLINE_CACHE", "LC_ALL", "PWD", "SHLVL", "_", "OLDPWD",
        ]
        #expect(names.subtracting(allowed).isEmpty && names.contains("PATH"))
        #expect(try await shell("cat").transcript(of: "x") == .nothing)
    }

    @Test(arguments: [
        ("exit 3", Transcriber.Failure.failed("exited(3)")),
        ("kill -9 $$", .failed("signaled(9)")),
        (#"printf '\377\376'"#, .notWords),
        ("yes", .notWords),
    ]) func `no words come of what failed, is no text, or is too much`(
        script: String,
        failure: Transcriber.Failure
    ) async throws {
        await #expect(throws: failure) { try await shell(script).transcript(of: "x") }
    }

    @Test func `a program that is not there is a failure like another`() async throws {
        let transcriber = Transcriber(["/nowhere/recogniser"], limit: .seconds(30))
        await #expect(throws: Transcriber.Failure.failed("exited(127)")) { try await transcriber.transcript(of: "x") }
    }

    @Test func `what takes too long is ended with all it started`() async throws {
        let file = folder.url.appending(path: "pids").path
        let script = "trap '' TERM; sleep 600 & echo $$ $! > \(file).part; mv \(file).part \(file); wait"
        await #expect(throws: Transcriber.Failure.tookTooLong) {
            try await shell(script, limit: .seconds(2)).transcript(of: "x")
        }
        let pids = try String(contentsOfFile: file, encoding: .utf8).split(whereSeparator: \.isWhitespace).compactMap {
            Int32($0)
        }
        #expect(pids.count == 2)
        for pid in pids { try await gone(pid) }
    }

    @Test func `a cancelled wait ends the program and is no failure`() async throws {
        let file = folder.url.appending(path: "pids").path
        let script = "echo $$ > \(file).part; mv \(file).part \(file); sleep 600"
        await #expect(throws: CancellationError.self) {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { _ = try await shell(script).transcript(of: "x") }
                while !FileManager.default.fileExists(atPath: file) { try await Task.sleep(for: .milliseconds(5)) }
                group.cancelAll()
                try await group.waitForAll()
            }
        }
        let pid = try #require(Int32(try String(contentsOfFile: file, encoding: .utf8).dropLast()))
        try await gone(pid)
    }

    /// Waits until a process is no more, or only its entry is, which its parent has yet to read.
    private func gone(_ pid: Int32) async throws {
        while kill(pid, 0) == 0 {
            let state = (try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8))?.split(separator: ") ").last
            if state?.first == "Z" { return }
            try await Task.sleep(for: .milliseconds(5))
        }
    }
}
