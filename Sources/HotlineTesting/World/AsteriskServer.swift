public import Foundation
internal import Synchronization

/// A real Asterisk, with a configuration, ports and a folder of its own.
///
/// Any call to its SIP port comes in from the trunk: it reaches the project's dialplan, and what `dialplan` adds to the
/// context `from-trunk`. One that is let go of is killed.
public final class AsteriskServer: Sendable {
    /// What an Asterisk is to be told.
    public struct Settings: Sendable {
        /// The global variables of the dialplan, such as `HOTLINE_AGI`.
        public var globals: [String: String]
        /// Further lines of the context `from-trunk`, and after them further contexts.
        public var dialplan: String
        /// The project's `asterisk` folder: its dialplan is included, its sounds are linked.
        public var project: URL
        /// How many calls can have sound at a time.
        public var calls: Int
        /// The specialists' telephones: whose, by the staff's login, and where each hears signalling.
        public var phones: [String: Int]
        /// Whose of these telephones are in the psychologist's queue; the others are in the hotline's.
        public var psychologists: Set<String>

        /// - Parameters:
        ///   - globals: The global variables of the dialplan.
        ///   - dialplan: Further lines of the context `from-trunk`.
        ///   - project: The project's `asterisk` folder.
        ///   - calls: How many calls can have sound at a time.
        ///   - phones: Where the telephone of each login hears signalling.
        ///   - psychologists: Whose of these telephones are in the psychologist's queue.
        public init(
            globals: [String: String] = [:],
            dialplan: String = "",
            project: URL = AsteriskServer.projectFolder,
            calls: Int = 50,
            phones: [String: Int] = [:],
            psychologists: Set<String> = []
        ) {
            self.globals = globals
            self.dialplan = dialplan
            self.project = project
            self.calls = calls
            self.phones = phones
            self.psychologists = psychologists
        }
    }

    /// The name under which one may log in at the manager port.
    public static let managerUser = "test"
    /// The password for the manager port.
    public static let managerPassword = "test"

    /// Where it takes calls.
    public let sipPort: Int
    /// Where its manager interface listens.
    public let managerPort: Int
    /// Where all its files are.
    public let folder: URL

    private let program: String
    private let main: String
    private let process = Mutex<ChildProcess?>(nil)

    /// Writes the configuration into a folder; nothing runs yet.
    ///
    /// - Parameters:
    ///   - folder: A folder of its own.
    ///   - settings: What it is to be told.
    /// - Throws: ``WorldError/notInstalled(program:folder:)`` before `make deps`; whatever writing files throws.
    public init(in folder: URL, _ settings: Settings = Settings()) throws {
        let root = try UnpackedRoot("asterisk")
        self.folder = folder
        sipPort = try FreePort.udp()
        managerPort = try FreePort.tcp()
        program = root.program("asterisk")
        let configuration = AsteriskConfiguration(
            root: root,
            folder: folder,
            project: settings.project,
            sipPort: sipPort,
            managerPort: managerPort,
            soundPorts: try FreePort.udp(count: settings.calls * 4),
            globals: settings.globals,
            dialplan: settings.dialplan,
            phones: settings.phones,
            psychologists: settings.psychologists
        )
        try configuration.write()
        main = configuration.main
    }

    /// The `asterisk` folder of this checkout.
    public static var projectFolder: URL {
        var folder = URL(filePath: #filePath)
        for _ in 0..<4 { folder.deleteLastPathComponent() }
        return folder.appending(path: "asterisk")
    }

    /// What it has written to its log.
    public var log: String {
        let file = folder.appending(path: "log/full")
        let output = process.withLock { $0?.lastWords } ?? ""
        return ((try? Data(contentsOf: file)).map { String(decoding: $0, as: UTF8.self) } ?? "") + output
    }

    /// The lines of its log that are warnings or errors.
    public var complaints: [String] {
        log.split(whereSeparator: \.isNewline).map(String.init)
            .filter { $0.contains("WARNING[") || $0.contains("ERROR[") }
    }
}

extension AsteriskServer {
    /// Starts it and waits until it has booted.
    ///
    /// - Parameters:
    ///   - limit: How long to wait.
    ///   - entrance: What stands before the program, such as what starts it in another machine's place; the same files are seen there.
    /// - Throws: ``WorldError/ended(program:output:)`` where it does not live so long.
    public func start(within limit: Duration = .seconds(30), by entrance: [String] = []) async throws {
        // One that was killed leaves these behind.
        for name in ["asterisk.ctl", "asterisk.pid"] {
            try? FileManager.default.removeItem(at: folder.appending(path: "run").appending(path: name))
        }
        let child = try ChildProcess("/usr/bin/env", entrance + [program, "-C", main, "-f", "-mq"], folder: folder)
        process.withLock { $0 = child }
        let end = ContinuousClock.now + limit
        while true {
            guard child.isRunning else {
                throw WorldError.ended(program: "asterisk", output: String(log.suffix(2_000)))
            }
            if (try? await command("core waitfullybooted"))?.contains("fully booted") == true { return }
            guard ContinuousClock.now < end else {
                throw WorldError.timedOut(awaiting: "Asterisk to boot", seen: String(log.suffix(2_000)))
            }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    /// Runs a command of its console.
    ///
    /// - Parameter line: The command.
    /// - Returns: What it answers.
    /// - Throws: ``WorldError/timedOut(awaiting:seen:)``.
    @discardableResult
    public func command(_ line: String) async throws(WorldError) -> String {
        let console = try ChildProcess(program, ["-C", main, "-rx", line], folder: folder)
        try await console.waitForExit()
        return console.standardOutput
    }

    /// Stops it; calls going on are cut.
    public func stop() async {
        let child = process.withLock { $0.take() }
        guard let child, child.isRunning else { return }
        _ = try? await command("core stop now")
        if await !child.state.holds(within: .seconds(5), { $0.status != nil }) { await child.kill() }
        child.signal(SIGKILL)
    }

    /// Kills it, as a failure of power would.
    public func kill() async {
        _ = await process.withLock { $0.take() }?.kill()
    }

    /// Waits until no channel is left, so that all that follows a hang-up has been done.
    public func waitUntilIdle(within limit: Duration = .seconds(10)) async throws {
        let end = ContinuousClock.now + limit
        while true {
            let answer = try await command("core show channels count")
            if answer.contains("0 active channels") { return }
            guard ContinuousClock.now < end else { throw WorldError.timedOut(awaiting: "no channels", seen: answer) }
            try await Task.sleep(for: .milliseconds(20))
        }
    }
}
