internal import Dispatch
internal import Foundation
internal import HotlineLaunch

/// A program of this machine that plays a sound file.
struct SoundPlayer {
    /// Whose file a sound is written to.
    enum Ownership {
        /// One that the person named; it may be there already.
        case mine
        /// One in a folder of everybody's; nobody may have put anything there.
        case everybodys
    }

    /// The programs that are looked for, the first found first.
    private static let known = ["play", "aplay", "ffplay", "mpv"]

    private let name: String
    private let path: String

    /// Finds the program of that name or path, or the first that is known.
    init(named name: String?) throws {
        let names = name.map { [$0] } ?? Self.known
        guard let (name, path) = names.lazy.compactMap({ name in Self.path(of: name).map { (name, $0) } }).first else {
            let words = name.map { "\($0): такой программы нет" } ?? "нет программы, которая играет звук"
            throw LaunchFailure("\(words); запишите звук в файл: --output ФАЙЛ", status: .failed)
        }
        self.name = URL(filePath: name).lastPathComponent
        self.path = path
    }

    /// Plays a sound to its end, and leaves nothing of it on the disk, also where it is interrupted.
    func play(_ sound: [UInt8]) throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "hotline-\(UUID().uuidString).wav").path()
        defer { unlink(file) }
        let process = Process()
        process.executableURL = URL(filePath: path)
        process.arguments = switches + [file]
        process.standardInput = FileHandle.nullDevice
        // The player has a process group of its own: what ends this program is passed on, and the file is taken away.
        let isInterrupted = DispatchSemaphore(value: 0)
        let signals = [SIGINT, SIGTERM, SIGHUP].map { signal in
            let source = DispatchSource.makeSignalSource(signal: signal, queue: .global())
            source.setEventHandler {
                isInterrupted.signal()
                if process.isRunning { process.terminate() }
            }
            source.resume()
            return source
        }
        defer { signals.forEach { $0.cancel() } }
        try Self.write(sound, to: file, as: .everybodys)
        try process.run()
        process.waitUntilExit()
        if isInterrupted.wait(timeout: .now()) == .success { throw LaunchFailure("прервано", status: .failed) }
        guard process.terminationReason == .exit, process.terminationStatus == 0 else {
            throw LaunchFailure("\(name) не сыграла; запишите звук в файл: --output ФАЙЛ", status: .failed)
        }
    }

    /// Writes a sound to a file that only its owner may read.
    static func write(_ sound: [UInt8], to path: String, as ownership: Ownership) throws {
        let flags: Int32 =
            switch ownership {
            case .mine: O_TRUNC
            case .everybodys: O_EXCL | O_NOFOLLOW
            }
        let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | flags, 0o600)
        let code = errno
        guard descriptor >= 0 else {
            throw LaunchFailure("\(path): не записать: \(SystemFault.words(code))", status: .failed)
        }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            try file.write(contentsOf: Data(sound))
            try file.close()
        } catch {
            throw LaunchFailure("\(path): не записать до конца", status: .failed)
        }
    }

    /// What the program needs to play without a window and without words.
    private var switches: [String] {
        switch name {
        case "play", "aplay": ["-q"]
        case "ffplay": ["-nodisp", "-autoexit", "-loglevel", "error"]
        case "mpv": ["--no-video", "--no-terminal"]
        case _: []
        }
    }

    private static func path(of program: String) -> String? {
        if program.contains("/") { return FileManager.default.isExecutableFile(atPath: program) ? program : nil }
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        return folders.map { "\($0)/\(program)" }.first(where: FileManager.default.isExecutableFile(atPath:))
    }
}
