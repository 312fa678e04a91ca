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

    /// What brings texts to telephones and back.
    public enum Link: Hashable, Sendable {
        /// Kannel's own protocol for tests, at ``Ports/centre``: see ``FakeSMSC``.
        case fake
        /// SMPP 3.4, towards a centre at this port: see ``SMPPCentre``.
        ///
        /// `writesNumbersTwoWays` says that the centre's answers have the numbers of texts in hexadecimal, its reports in decimal
        /// figures.
        case smpp(port: Int, password: String = SMPPCentre.password, writesNumbersTwoWays: Bool = false)
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
    ///   - incomingPostURL: What is posted to instead, the text as the body.
    ///   - link: What brings texts to telephones.
    /// - Throws: ``WorldError/notInstalled(program:folder:)`` before `make deps`; whatever writing files throws.
    public convenience init(
        in folder: URL,
        incomingURL: String? = nil,
        incomingPostURL: String? = nil,
        link: Link = .fake
    ) throws {
        try self.init(in: folder) { ports in
            var configuration = KannelConfiguration(folder: folder.plainPath, ports: ports, link: link)
            configuration.service =
                incomingURL.map { "get-url = \"\($0)\"" } ?? incomingPostURL.map { "post-url = \"\($0)\"" }
                ?? "text = \"\""
            return configuration.text
        }
    }

    /// Writes a configuration of one's own into a folder; nothing runs yet.
    ///
    /// - Parameters:
    ///   - folder: A folder of its own, in which there is a folder `spool`.
    ///   - configuration: The configuration, with these ports, ``adminPassword``, and logs in the folder by the programs' names.
    /// - Throws: ``WorldError/notInstalled(program:folder:)`` before `make deps`; whatever writing files throws.
    public init(in folder: URL, configuration: (Ports) throws -> String) throws {
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
        try Data(configuration(ports).utf8).write(to: configurationFile)
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
        try await waitForSmsbox(until: end)
    }

    /// Kills smsbox alone; texts that come in wait at bearerbox.
    public func killSmsbox() async {
        guard let smsbox = boxes.withLock({ $0?.smsbox }) else { return }
        smsbox.signal(SIGKILL)
        _ = await smsbox.kill()
    }

    /// Starts smsbox again and waits until texts can be sent.
    public func startSmsbox(within limit: Duration = .seconds(30)) async throws {
        let smsbox = try ChildProcess(root.program("smsbox"), ["-v", "4", configurationFile.path()], folder: folder)
        boxes.withLock { boxes in
            boxes = boxes.map { Boxes(bearerbox: $0.bearerbox, smsbox: smsbox) }
        }
        try await waitForSmsbox(until: ContinuousClock.now + limit)
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

    private func waitForSmsbox(until end: ContinuousClock.Instant) async throws {
        try await waitForPort(ports.sending, until: end)
        while try await !status().contains("smsbox:") {
            try await pause(until: end, awaiting: "smsbox at bearerbox")
        }
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

extension URL {
    /// The path of a folder, without a slash at its end.
    fileprivate var plainPath: String { path().hasSuffix("/") ? String(path().dropLast()) : path() }
}
