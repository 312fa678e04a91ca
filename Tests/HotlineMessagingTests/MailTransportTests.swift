import Foundation
import HotlineTesting
import InMemoryLogging
import Logging
import Testing

@testable import HotlineMessaging

/// Real programs in the place of sendmail.
@Suite(.timeLimit(.minutes(1))) struct MailTransportTests {
    private let folder: MailFolder
    private let mail: MailMessage
    private let log = InMemoryLogHandler()

    init() throws {
        folder = try MailFolder()
        mail = try MailMessage(.fixture(), from: .fixture())
    }

    private func send(_ script: String, limit: Duration = .seconds(30)) async throws(MailError) {
        try await send(["/bin/sh", "-c", script, "sendmail", folder.url.path()], limit: limit)
    }

    private func send(_ command: [String], limit: Duration = .seconds(30)) async throws(MailError) {
        let log = log
        let logger = Logger(label: "test") { _ in log }
        try await SendmailTransport(command, limit: limit, patience: .milliseconds(200), logger: logger).send(mail)
    }

    private func file(_ name: String) throws -> String {
        try String(contentsOf: folder.url.appending(path: name), encoding: .utf8)
    }

    @Test func `the program gets the mail on its input, and nothing of it elsewhere`() async throws {
        try await send(#"cat > "$1/mail"; echo "$@" > "$1/arguments"; env > "$1/environment""#)
        #expect(try Array(file("mail").utf8) == mail.encoded())
        #expect(try !file("arguments").contains("@"))
        let names = Set(
            try file("environment").split(separator: "\n").compactMap {
                $0.split(separator: "=").first.map(String.init)
            }
        )
        let allowed: Set = ["PATH", "HOME", "USER", "LOGNAME", "TMPDIR", "LC_ALL", "PWD", "SHLVL", "_", "OLDPWD"]
        #expect(names.isSubset(of: allowed) && names.contains("PATH"))
    }

    @Test(arguments: [
        ("exit 64", MailError.permanent(.usage)), ("exit 65", .permanent(.refused)),
        ("exit 67", .permanent(.recipient)),
        ("exit 68", .temporary(.unavailable)), ("exit 69", .temporary(.unavailable)),
        ("exit 70", .temporary(.unavailable)), ("exit 71", .temporary(.unavailable)),
        ("exit 75", .temporary(.unavailable)), ("exit 66", .temporary(.settings)), ("exit 72", .temporary(.settings)),
        ("exit 73", .temporary(.settings)), ("exit 77", .temporary(.settings)), ("exit 78", .temporary(.settings)),
        ("exit 74", .temporary(.interrupted)), ("exit 76", .temporary(.interrupted)),
        ("cat > /dev/null; exit 74", .unanswered), ("cat > /dev/null; exit 76", .unanswered),
        ("exit 1", .temporary(.unexpectedStatus)), ("exit 127", .temporary(.unexpectedStatus)),
        ("kill -9 $$", .temporary(.interrupted)), ("cat > /dev/null; kill -9 $$", .unanswered),
        ("cat > /dev/null; exit 75", .temporary(.unavailable)),
    ]) func `a status is what sysexits.h says, unless the mail may have gone`(script: String, error: MailError) async {
        await #expect(throws: error) { try await send(script) }
    }

    @Test(arguments: [["/nowhere/sendmail"], ["no-such-sendmail"], [], [""]])
    func `a program that is not there is waited for`(command: [String]) async {
        await #expect(throws: MailError.temporary(.notStarted)) { try await send(command) }
    }

    @Test func `one that takes too long is ended with all it started`() async throws {
        let script = #"trap '' TERM; sleep 600 & echo $$ $! > "$1/part"; mv "$1/part" "$1/pids"; wait"#
        await #expect(throws: MailError.temporary(.tookTooLong)) { try await send(script, limit: .seconds(2)) }
        let pids = try file("pids").split(whereSeparator: \.isWhitespace).compactMap { Int32($0) }
        #expect(pids.count == 2)
        for pid in pids { try await gone(pid) }
    }

    @Test func `one that has the mail and says nothing may have sent it`() async {
        await #expect(throws: MailError.unanswered) {
            try await send("cat > /dev/null; sleep 600", limit: .seconds(2))
        }
    }

    @Test func `what a program leaves running is not waited for`() async throws {
        try await send(#"cat > /dev/null; sleep 60 & echo $! > "$1/pid""#, limit: .seconds(20))
        let pid = try #require(Int32(try file("pid").dropLast()))
        #expect(kill(pid, SIGKILL) == 0)
    }

    @Test func `a program that says too much does no harm`() async {
        await #expect(throws: MailError.temporary(.unavailable)) {
            try await send("head -c 10000000 /dev/zero; head -c 1000000 /dev/zero >&2; exit 75")
        }
    }

    @Test func `the log has the program's words, but no address and no number`() async throws {
        let script = """
            echo 'sendmail: 550 5.1.1 <parent@family.example>: user PARENT unknown, call +79000000042' >&2
            echo 'to: parent@family.example'; exit 67
            """
        await #expect(throws: MailError.permanent(.recipient)) { try await send(script) }
        let words = log.entries.map { "\($0.message) \($0.metadata)" }.joined()
        #expect(words.contains("550 5.1.1 … user … unknown, call …"))
        #expect(!words.lowercased().contains("parent") && !words.contains("family") && !words.contains("7900"))
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
