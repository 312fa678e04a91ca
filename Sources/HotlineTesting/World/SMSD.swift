public import Foundation
internal import Synchronization

/// A real smsd of SMS Server Tools 3, with a configuration and a spool of its own.
///
/// It does not go on after it was let go of.
public final class SMSD: Sendable {
    /// Where all its files are.
    public let folder: URL
    private let root: UnpackedRoot
    private let process = Mutex<ChildProcess?>(nil)

    /// Writes the configuration into a folder and makes the spool; nothing runs yet.
    ///
    /// - Parameters:
    ///   - folder: A folder of its own.
    ///   - device: The modem's device.
    /// - Throws: ``WorldError/notInstalled(program:folder:)`` before `make deps`; whatever writing files throws.
    public init(in folder: URL, device: URL) throws {
        root = try UnpackedRoot("smstools")
        self.folder = folder
        for name in ["outgoing", "checked", "sent", "failed", "report", "incoming"] {
            try FileManager.default.createDirectory(at: spool.appending(path: name), withIntermediateDirectories: true)
        }
        let path = folder.path().hasSuffix("/") ? String(folder.path().dropLast()) : folder.path()
        let configuration = SMSDConfiguration(folder: path, device: device.path(percentEncoded: false))
        try Data(configuration.text.utf8).write(to: configurationFile)
    }

    /// The folder that holds those of the spool.
    public var spool: URL { folder.appending(path: "spool") }

    /// The names in one of the spool's folders, those of ours left out.
    public func names(in name: String) -> [String] {
        let names = try? FileManager.default.contentsOfDirectory(atPath: spool.appending(path: name).path())
        return (names ?? []).filter { !$0.hasPrefix(".") }.sorted()
    }

    /// Waits until a folder of the spool holds so many files, those of ours and locks left out.
    public func waitForFiles(_ count: Int, in name: String, within limit: Duration = .seconds(30)) async throws {
        let end = ContinuousClock.now + limit
        while names(in: name).count(where: { !$0.hasSuffix(".LOCK") }) != count {
            guard ContinuousClock.now < end else {
                throw WorldError.timedOut(awaiting: "\(count) files in \(name)", seen: String(log.suffix(2_000)))
            }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    /// What it has written to its log.
    public var log: String {
        let text = try? Data(contentsOf: folder.appending(path: "smsd.log"))
        return String(decoding: text ?? Data(), as: UTF8.self)
    }

    private var configurationFile: URL { folder.appending(path: "smsd.conf") }
}

extension SMSD {
    /// Starts it; what it finds in the spool it goes on with.
    public func start() throws {
        var environment = ProcessInfo.processInfo.environment
        environment["TMPDIR"] = folder.path()
        let arguments = ["-t", "-c\(configurationFile.path())"]
        let child = try ChildProcess(root.program("smsd"), arguments, environment: environment, folder: folder)
        process.withLock { $0 = child }
    }

    /// Asks it to end, and kills what is left of it.
    public func stop() async {
        guard let child = process.withLock({ $0.take() }) else { return }
        _ = await child.terminate(within: .seconds(8))
        child.signal(SIGKILL)
    }

    /// Kills it and its modem's process at once, as a failure of power would.
    public func kill() async {
        guard let child = process.withLock({ $0.take() }) else { return }
        _ = await child.kill()
    }
}
