import Foundation
import Testing

@testable import HotlineTesting

@Suite(.timeLimit(.minutes(1)))
struct ChildProcessTests {
    @Test func `what a program says and how it ends is kept`() async throws {
        let child = try ChildProcess("/bin/sh", ["-c", "echo said; echo complained >&2; exit 3"])
        #expect(try await child.waitForExit() == .exited(3))
        #expect(child.standardOutput == "said\n")
        #expect(child.standardError == "complained\n")
    }

    @Test func `a program has the environment and the folder it was given, and nothing on its input`() async throws {
        let folder = try TemporaryFolder()
        let script = "cat; pwd; echo $GIVEN"
        let child = try ChildProcess("/bin/sh", ["-c", script], environment: ["GIVEN": "x"], folder: folder.url)
        try await child.waitForExit()
        #expect(child.standardOutput.hasSuffix("\(folder.url.lastPathComponent)\nx\n"))
    }

    @Test func `its output can be waited for while it runs`() async throws {
        let child = try ChildProcess("/bin/sh", ["-c", "echo ready; exec sleep 60"])
        try await child.waitForOutput(containing: "ready")
        #expect(child.isRunning)
        #expect(await child.terminate() == .signalled(SIGTERM))
    }

    @Test func `waiting for what a program will never say ends with the program`() async throws {
        let child = try ChildProcess("/bin/sh", ["-c", "echo other"])
        await #expect(throws: WorldError.ended(program: "/bin/sh", output: "other\n")) {
            try await child.waitForOutput(containing: "ready")
        }
    }

    @Test func `its children go with it, also when it is only let go of`() async throws {
        var child: ChildProcess? = try ChildProcess("/bin/sh", ["-c", "trap '' TERM HUP; sleep 60 & echo $!; wait"])
        try await child?.waitForOutput(containing: "\n")
        let words = child?.standardOutput.trimmingCharacters(in: .whitespacesAndNewlines)
        let grandchild = try #require(words.flatMap(Int32.init))
        #expect(isAlive(grandchild))
        child = nil
        while isAlive(grandchild) { await Task.yield() }
    }

    @Test func `a program is killed when the test process is gone`() async throws {
        let child = try ChildProcess("/bin/sh", ["-c", "sleep 60 & wait"])
        let guarding = try Guard(group: child.processID)
        // What the end of this process would do: close the pipe's end.
        let nowhere = open("/dev/null", O_RDONLY)
        dup2(nowhere, guarding.end)
        close(nowhere)
        #expect(try await child.waitForExit() == .signalled(SIGKILL))
    }

    @Test func `a program that is not there is an error, not a process`() {
        #expect(throws: WorldError.cannotStart(program: "/no/such", errno: ENOENT)) { try ChildProcess("/no/such") }
    }

    @Test func `free ports are never the same twice`() throws {
        let ports = try (0..<20).map { _ in try FreePort.tcp() }
        #expect(Set(ports).count == 20)
        #expect(try FreePort.udp(count: 40).lowerBound % 2 == 0)
    }

    @Test func `the folder of built programs holds this test run's bundle`() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: BuiltProducts.directory.path())
        #expect(names.contains { $0.hasSuffix(".xctest") })
    }

    /// Whether a process runs; one that ended and was not taken away yet does not.
    private func isAlive(_ process: Int32) -> Bool {
        guard let status = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8) else { return false }
        return !status.contains("State:\tZ")
    }
}
