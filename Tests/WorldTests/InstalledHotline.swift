import Foundation
import HotlineTesting
import Testing

/// The product as an administrator has it: its package, made of the programs of this build, in a clean Debian that runs.
final class InstalledHotline: Sendable {
    static let units = ["hotline-agi.socket", "hotlined.socket", "hotline-agi.service", "hotlined.service"]

    let machine: DebianMachine
    /// The folder that is seen in the machine too.
    let folder: URL
    private let files: Box<[String]> = Box([])

    init() async throws {
        folder = FileManager.default.temporaryDirectory.appending(
            path: "hotline-package-\(UUID().uuidString.prefix(8))"
        )
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let asterisk = try UnpackedRoot("asterisk").folder
        machine = try await DebianMachine(seeing: [
            (folder, nil), (asterisk, nil), (try Self.swiftRuntime(), "/usr/lib/swift-runtime"),
        ])
        // What a release build carries in itself, a debug build finds here.
        try await good("echo /usr/lib/swift-runtime > /etc/ld.so.conf.d/swift.conf && ldconfig")
        // Asterisk's account comes to where its program is, although that is in somebody's home.
        try await good(
            "d=\(asterisk.deletingLastPathComponent().path()); while [ $d != / ]; do chmod o+x $d; d=$(dirname $d); done"
        )
        files.value = try await listing()
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// Makes the package as `make package` does, but of the programs that the tests run with.
    func makePackage(version: String) async throws -> String {
        var environment = ProcessInfo.processInfo.environment
        environment["HOTLINE_PACKAGE_FROM"] = BuiltProducts.directory.path()
        environment["HOTLINE_PACKAGE_VERSION"] = version
        let script = AsteriskServer.projectFolder.deletingLastPathComponent().appending(path: "scripts/package")
        let program = try ChildProcess(script.path(), [folder.path()], environment: environment)
        let status = try await program.waitForExit(within: .seconds(120))
        try #require(status == .exited(0), "\(program.standardError.suffix(2_000))")
        return program.standardOutput.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Does something in the machine that has to end well, and returns what it said.
    @discardableResult
    func good(_ line: String, at place: SourceLocation = #_sourceLocation) async throws -> String {
        let outcome: DebianMachine.Outcome
        do {
            outcome = try await machine.run(line, within: .seconds(90))
        } catch {
            let journal = try await machine.run("systemctl list-jobs --no-pager; journalctl --no-pager -n 60").output
            Issue.record("\(line) takes too long: \(journal)", sourceLocation: place)
            throw error
        }
        #expect(outcome.isGood, "\(line): \(outcome.output.suffix(2_000))", sourceLocation: place)
        return outcome.output.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Waits until all four units are active.
    func isUp() async throws {
        try await machine.wait(for: "systemctl is-active \(Self.units.joined(separator: " "))") { $0.isGood }
    }

    /// All that is in the machine now and was not before anything was installed, but for what Debian itself notes of it.
    func leftovers() async throws -> [String] {
        let before = Set(files.value)
        return try await listing().filter { !before.contains($0) }
    }

    private func listing() async throws -> [String] {
        let noise = ["/var/lib/dpkg", "/var/log", "/var/cache", "/var/lib/systemd", "/tmp", "/var/tmp"]
        let line =
            "find / -xdev \(noise.map { "-path \($0) -prune -o" }.joined(separator: " ")) -print; ls -d /run/hotline"
        return try await machine.run(line).output.split(separator: "\n").map(String.init)
            .filter { !$0.hasPrefix("ls:") && !$0.hasSuffix("-") && !$0.contains(".lock") }
    }

    /// Where this process has the Swift runtime from.
    private static func swiftRuntime() throws -> URL {
        // A file of the kernel's has no size, so it is read to its end.
        let bytes = try FileHandle(forReadingFrom: URL(filePath: "/proc/self/maps")).readToEnd()
        let maps = String(decoding: bytes ?? Data(), as: UTF8.self)
        let line = try #require(maps.split(separator: "\n").first { $0.hasSuffix("/libswiftCore.so") })
        let path = try #require(line.split(separator: " ").last)
        return URL(filePath: String(path)).deletingLastPathComponent()
    }
}

extension InstalledHotline {
    /// Lets a real Asterisk of Debian's, in the machine and under its own account, call the hotline, and press keys.
    func calls(_ asterisk: AsteriskServer, keys: String) async throws {
        try await asterisk.command(
            "channel originate Local/74950000001@from-trunk application SendDTMF \(keys)"
        )
    }

    /// Waits until the staff see so many appeals; where that is in vain, says what Asterisk and the services said.
    func lists(_ count: Int, after asterisk: AsteriskServer, at place: SourceLocation = #_sourceLocation) async throws {
        let end = ContinuousClock.now + .seconds(60)
        while try await appeals(of: "petrov").count != count {
            guard ContinuousClock.now < end else {
                let journal = try await machine.run("journalctl --no-pager -n 30 -u hotlined -u hotline-agi").output
                Issue.record("not \(count): \(asterisk.log.suffix(4_000))\n\(journal)", sourceLocation: place)
                return
            }
            try await Task.sleep(for: .milliseconds(200))
        }
    }

    /// What the staff see of the appeals.
    func appeals(of login: String) async throws -> [String] {
        try await machine.run("runuser -u \(login) -- hotline list --all --csv").output
            .split(whereSeparator: \.isNewline).dropFirst().map(String.init)
    }
}
