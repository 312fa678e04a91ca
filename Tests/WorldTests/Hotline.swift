import Foundation
import HTTPClient
import HotlineCore
import HotlineStore
import HotlineTesting
import Synchronization

/// The whole product on this machine: a real Asterisk, our built programs, and a real Kannel with a telephone network behind it.
final class Hotline: Sendable {
    /// What of the world a test needs.
    struct Cast: OptionSet {
        let rawValue: Int
        static let asterisk = Cast(rawValue: 1)
        static let companion = Cast(rawValue: 2)
        static let kannel = Cast(rawValue: 4)
        static let everybody: Cast = [.asterisk, .companion, .kannel]
    }

    let folder: URL
    let store: Store
    let ports: (agi: Int, callbacks: Int)
    private let cast: Cast
    private let running: Running
    private let asteriskServer: AsteriskServer?
    private let kannelServer: Kannel?
    private let network: FakeSMSC?
    private let clock: VirtualClock?

    /// Programs that a test may kill and start again.
    private final class Running: Sendable {
        let agi = Box<ChildProcess?>(nil)
        let companion = Box<ChildProcess?>(nil)
    }

    /// What of the settings and of Asterisk a test wants otherwise.
    struct Wishes {
        /// Whether texts need the author's word.
        var consent = "asked"
        /// Further keys of the settings file, as JSON text that ends with a comma.
        var settings = ""
        /// Further keys of its `sms`, as JSON text that ends with a comma.
        var sms = ""
        /// The program that writes down spoken messages.
        var transcriber: URL?
        /// The accounts of this machine that members of the staff have, by the login they have else.
        var accounts: [String: String] = [:]
        /// The addresses of members of the staff, by the login they have else.
        var emails: [String: String] = [:]
        /// The specialists' telephones, by login.
        var phones: [String: SIPPhone] = [:]
        /// Whose of these are in the psychologist's queue.
        var psychologists: Set<String> = []
        /// Further global variables of the dialplan, which win.
        var globals: [String: String] = [:]
        /// The disk the database is on; `nil` for that of everything else.
        var disk: SmallDisk?
        /// Whether the spool and the recordings are on that disk too.
        var isDiskShared = true
        /// The wall clock of `hotlined`; `nil` for the machine's.
        var clock: VirtualClock?
        /// Where a double of Kannel's takes texts; `nil` for the one of the cast, or else the console.
        var kannel: String?
        /// The gateways, as JSON text, in place of all these; the secrets `provider.password` and `provider.secret` are there.
        var gateways: String?
        /// How the staff call authors, as JSON text; `nil` where they do not.
        var call: String?
        /// How many calls can have sound at a time.
        var calls = 50
    }

    init(_ cast: Cast = .everybody, _ wishes: Wishes = Wishes()) async throws {
        self.cast = cast
        clock = wishes.clock
        folder = FileManager.default.temporaryDirectory.appending(path: "hotline-world-\(UUID().uuidString.prefix(8))")
        let database = (wishes.disk?.folder ?? folder).appending(path: "hotline.sqlite")
        let data = wishes.isDiskShared ? wishes.disk?.folder ?? folder : folder
        for needed in [folder, data.appending(path: "spool/dialplan")] {
            try FileManager.default.createDirectory(at: needed, withIntermediateDirectories: true)
        }
        ports = (try FreePort.tcp(), try FreePort.tcp())
        let incoming =
            "http://127.0.0.1:\(ports.callbacks)/sms/kannel/c4llback/incoming"
            + "?id=%I&from=%p&to=%P&ts=%T&charset=%C&coding=%c&text=%b"
        kannelServer =
            cast.contains(.kannel) ? try Kannel(in: folder.appending(path: "kannel"), incomingURL: incoming) : nil
        network = kannelServer.map { FakeSMSC(port: $0.ports.centre) }
        let file = folder.appending(path: "hotline.json")
        try Data("s3cret\n".utf8).write(to: folder.appending(path: "kannel.password"))
        try Data("c4llback\n".utf8).write(to: folder.appending(path: "kannel.secret"))
        try Data("\(SMSCStub.password)\n".utf8).write(to: folder.appending(path: "provider.password"))
        try Data("c4llback\n".utf8).write(to: folder.appending(path: "provider.secret"))
        store = try Store(path: database.path())
        running = Running()
        if cast.contains(.asterisk) {
            asteriskServer = try AsteriskServer(
                in: folder.appending(path: "pbx"),
                AsteriskServer.Settings(
                    globals: [
                        "HOTLINE_AGI": "127.0.0.1:\(ports.agi)",
                        "HOTLINE_PROGRAM": "\(BuiltProducts.program("hotline-agi").path()),--config,\(file.path())",
                        "HOTLINE_SPOOL": data.appending(path: "spool").path(),
                    ].merging(wishes.globals) { $1 },
                    calls: wishes.calls,
                    phones: wishes.phones.mapValues(\.port),
                    psychologists: wishes.psychologists
                )
            )
        } else {
            asteriskServer = nil
        }
        let settings = Self.settings(
            ports: ports,
            kannel: wishes.kannel ?? kannelServer?.sendingURL,
            asterisk: asteriskServer,
            wishes: wishes
        )
        try Data(settings.utf8).write(to: file)
        try Data("\(AsteriskServer.managerPassword)\n".utf8).write(to: folder.appending(path: "ami.password"))
        if asteriskServer != nil {
            try await startAGI()
            try await asterisk.start()
        }
        if cast.contains(.kannel) { try await kannel.start() }
        if cast.contains(.companion) { try await startCompanion() }
    }

    deinit {
        try? FileManager.default.removeItem(at: folder)
    }

    var asterisk: AsteriskServer { required(asteriskServer) }
    var kannel: Kannel { required(kannelServer) }
    var phones: FakeSMSC { required(network) }
    var agi: ChildProcess { required(running.agi.value) }
    var companion: ChildProcess { required(running.companion.value) }

    /// Starts `hotline-agi serve` and waits until calls can come.
    func startAGI() async throws {
        let program = try start("hotline-agi", ["serve"])
        running.agi.value = program
        try await program.waitForOutput(containing: "Calls can come.", within: .seconds(30))
    }

    /// Starts `hotlined` and waits until it answers the staff.
    func startCompanion() async throws {
        let program = try start("hotlined")
        running.companion.value = program
        try await program.waitForOutput(containing: "The staff can ask.", within: .seconds(30))
    }

    /// Starts one of our programs with this hotline's settings, or with those of another file beside them.
    func start(
        _ program: String,
        _ arguments: [String] = [],
        settings: String = "hotline.json"
    ) throws -> ChildProcess {
        try ChildProcess(
            BuiltProducts.program(program).path(),
            arguments + ["--config", folder.appending(path: settings).path()],
            environment: program == "hotlined" ? clock?.environment : nil
        )
    }

    /// Runs the command line to its end.
    func command(_ arguments: String...) async throws -> (
        status: ChildProcess.ExitStatus, output: String, words: String
    ) {
        try await command(arguments)
    }

    /// Ends all, so that nothing is left behind.
    func end() async {
        await keepAnswers()
        await asteriskServer?.stop()
        await running.agi.value?.terminate()
        await running.companion.value?.terminate()
        await kannelServer?.stop()
        network?.disconnect()
    }

    /// Keeps what the service tells those who watch it, for `scripts/check-printed`.
    private func keepAnswers() async {
        guard Printed.isKept, let companion = running.companion.value, companion.isRunning else { return }
        let words = companion.standardError.split(separator: "web.port=").last
        let ports = ["\(self.ports.callbacks)", String((words ?? "").prefix(while: \.isNumber))]
        for port in Set(ports) where !port.isEmpty {
            for path in ["metrics", "healthz", "readyz"] {
                let request = HTTPRequest(.get, "http://127.0.0.1:\(port)/\(path)", timeout: .seconds(2))
                if let answer = try? await HTTPClient().send(request) { Printed.keep(answer.text, of: path) }
            }
        }
    }

    private func required<Part>(_ part: Part?) -> Part {
        guard let part else { preconditionFailure("this part is not in the cast") }
        return part
    }
}

/// A value that several may set.
final class Box<Value: Sendable>: Sendable {
    private let state: Mutex<Value>

    init(_ value: Value) {
        state = Mutex(value)
    }

    var value: Value {
        get { state.withLock(\.self) }
        set { state.withLock { $0 = newValue } }
    }
}
