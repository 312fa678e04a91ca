public import Foundation
internal import Synchronization

/// A real Kannel, its two programs bearerbox and smsbox, with a configuration, ports and a folder of its own.
///
/// It does not go on after it was let go of.
public final class Kannel: Sendable {
    /// Where the parts of a Kannel listen.
    public struct Ports: Hashable, Sendable {
        /// The admin interface, over HTTP.
        public let admin: Int
        /// Where bearerbox waits for smsbox.
        public let box: Int
        /// Where a text to be sent is taken, over HTTP.
        public let sending: Int
        /// Where the centre of kind `fake` waits for its telephone network.
        public let centre: Int
    }

    /// The user that may send.
    public static let username = "hotline"
    /// The password of that user.
    public static let password = "s3cret"
    /// The password of the admin interface.
    public static let adminPassword = "admin"

    /// Where it listens.
    public let ports: Ports
    /// Where all its files are.
    public let folder: URL

    private struct Boxes {
        let bearerbox: ChildProcess
        let smsbox: ChildProcess
    }

    private let root: UnpackedRoot
    private let boxes = Mutex<Boxes?>(nil)

    /// Writes the configuration into a folder; nothing runs yet.
    ///
    /// - Parameters:
    ///   - folder: A folder of its own.
    ///   - incomingURL: What is fetched for a text from a telephone, with Kannel's escapes (`%p` sender, `%b` text, `%I` id
    ///     and so on); `nil` drops such texts.
    /// - Throws: ``WorldError/notInstalled(program:folder:)`` before `make deps`; whatever writing files throws.
    public init(in folder: URL, incomingURL: String? = nil) throws {
        root = try UnpackedRoot("kannel")
        self.folder = folder
        ports = Ports(
            admin: try FreePort.tcp(),
            box: try FreePort.tcp(),
            sending: try FreePort.tcp(),
            centre: try FreePort.tcp()
        )
        let spool = folder.appending(path: "spool")
        try FileManager.default.createDirectory(at: spool, withIntermediateDirectories: true)
        let path = folder.path().hasSuffix("/") ? String(folder.path().dropLast()) : folder.path()
        let configuration = KannelConfiguration(folder: path, ports: ports, incomingURL: incomingURL)
        try Data(configuration.text.utf8).write(to: configurationFile)
    }

    /// Where a text to be sent is posted.
    public var sendingURL: String { "http://127.0.0.1:\(ports.sending)/cgi-bin/sendsms" }

    /// What both programs have written to their logs.
    public var log: String {
        ["bearerbox.log", "smsbox.log"].map { name in
            let text = try? Data(contentsOf: folder.appending(path: name))
            return "== \(name)\n" + String(decoding: text ?? Data(), as: UTF8.self)
        }.joined()
    }

    private var configurationFile: URL { folder.appending(path: "kannel.conf") }
}

extension Kannel {
    /// Starts both programs and waits until texts can be sent.
    ///
    /// - Parameter limit: How long to wait.
    /// - Throws: ``WorldError/timedOut(awaiting:seen:)`` with the end of the logs.
    public func start(within limit: Duration = .seconds(30)) async throws {
        let end = ContinuousClock.now + limit
        let bearerbox = try ChildProcess(
            root.program("bearerbox"),
            ["-v", "4", configurationFile.path()],
            folder: folder
        )
        try await waitForPort(ports.box, until: end)
        let smsbox = try ChildProcess(root.program("smsbox"), ["-v", "4", configurationFile.path()], folder: folder)
        boxes.withLock { $0 = Boxes(bearerbox: bearerbox, smsbox: smsbox) }
        try await waitForPort(ports.sending, until: end)
        while try await !status().contains("smsbox:") {
            try await pause(until: end, awaiting: "smsbox at bearerbox")
        }
    }

    /// What its status page says.
    public func status() async throws(WorldError) -> String {
        try await HTTPGet(port: ports.admin, target: "/status.txt?password=\(Self.adminPassword)").answer().body
    }

    /// Asks both programs to end, and kills what is left of them.
    public func stop() async {
        guard let boxes = boxes.withLock({ $0.take() }) else { return }
        boxes.smsbox.signal(SIGTERM)
        _ = await boxes.smsbox.terminate(within: .seconds(5))
        _ = await boxes.bearerbox.terminate(within: .seconds(5))
        await end(boxes)
    }

    /// Kills both programs at once, as a failure of power would.
    public func kill() async {
        guard let boxes = boxes.withLock({ $0.take() }) else { return }
        await end(boxes)
    }

    /// Kills both and starts them again, with the same ports and what is in the spool.
    public func restart() async throws {
        await kill()
        try await start()
    }

    /// Both groups, since smsbox starts itself again under another number when bearerbox goes.
    private func end(_ boxes: Boxes) async {
        boxes.smsbox.signal(SIGKILL)
        boxes.bearerbox.signal(SIGKILL)
        _ = await boxes.smsbox.kill()
        _ = await boxes.bearerbox.kill()
    }

    private func waitForPort(_ port: Int, until end: ContinuousClock.Instant) async throws {
        while true {
            if let socket = try? Loopback.connected(port: port) {
                close(socket)
                return
            }
            try await pause(until: end, awaiting: "Kannel at port \(port)")
        }
    }

    private func pause(until end: ContinuousClock.Instant, awaiting: String) async throws {
        guard ContinuousClock.now < end else {
            throw WorldError.timedOut(awaiting: awaiting, seen: String(log.suffix(2_000)))
        }
        try await Task.sleep(for: .milliseconds(20))
    }
}
