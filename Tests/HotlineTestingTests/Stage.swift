import Foundation
import Synchronization
import Testing

@testable import HotlineTesting

/// An Asterisk with the project's dialplan, two sounds of its own, and a spool.
struct Stage {
    static let message = Sounds.speech(seconds: 1, seed: 7)
    static let thanks = Sounds.speech(seconds: 0.8, seed: 8)
    /// A program that notes what it was told and says that the call is complete.
    static let workingProgram = """
        while read -r line && [ -n "$line" ]; do echo "$line" >> "$(dirname "$0")/seen"; done
        echo ANSWER
        read -r answer
        echo 'SET VARIABLE HOTLINE_RESULT completed'
        read -r answer
        """

    let folder: TemporaryFolder
    let asterisk: AsteriskServer

    var spool: URL { folder.url.appending(path: "spool") }

    /// - Parameters:
    ///   - server: Where the FastAGI server listens; by default nobody does.
    ///   - program: The path of the program for one call, or what a shell is to do in its place.
    /// - Throws: Whatever keeps Asterisk from booting.
    init(server: Int? = nil, program: String) async throws {
        folder = try TemporaryFolder()
        let sounds = folder.url.appending(path: "asterisk/sounds/ru_hotline/hotline")
        let manager = FileManager.default
        try manager.createDirectory(at: sounds, withIntermediateDirectories: true)
        try manager.createDirectory(
            at: folder.url.appending(path: "spool/dialplan"),
            withIntermediateDirectories: true
        )
        try WAVFile.write(Self.message, to: sounds.appending(path: "fallback-message.wav"))
        try WAVFile.write(Self.thanks, to: sounds.appending(path: "fallback-thanks.wav"))
        for name in ["extensions", "queues", "cdr"] {
            try manager.copyItem(
                at: AsteriskServer.projectFolder.appending(path: "\(name)_hotline.conf"),
                to: folder.url.appending(path: "asterisk/\(name)_hotline.conf")
            )
        }
        let script = folder.url.appending(path: "program")
        if !program.hasPrefix("/") {
            try Data("#!/bin/sh\n\(program)\n".utf8).write(to: script)
            try manager.setAttributes([.posixPermissions: 0o755], ofItemAtPath: script.path())
        }
        asterisk = try AsteriskServer(
            in: folder.url.appending(path: "pbx"),
            AsteriskServer.Settings(
                globals: [
                    "HOTLINE_AGI": "127.0.0.1:\(try server ?? FreePort.tcp())",
                    "HOTLINE_PROGRAM": program.hasPrefix("/") ? program : script.path(),
                    "HOTLINE_SPOOL": folder.url.appending(path: "spool").path(),
                ],
                project: folder.url.appending(path: "asterisk"),
                calls: 4
            )
        )
        try await asterisk.start()
    }

    /// Waits until the caller has heard all but the very end of a sound.
    func hear(_ sound: [Int16], _ caller: SIPCaller) async throws {
        try await caller.waitForSound()
        try await caller.waitForSilence(of: .milliseconds(200))
        #expect(AudioMatch.best(of: Array(sound.prefix(4_800)), in: caller.heard).value > 0.98)
        caller.forgetHeard()
    }

    /// The names of the notes in the spool.
    func notes() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: spool.appending(path: "dialplan").path())
            .filter { $0.hasSuffix(".txt") }
    }

    /// The keys and values of the one note in the spool.
    func onlyNote() throws -> [String: String] {
        let notes = try notes()
        try #require(notes.count == 1, "\(asterisk.log.suffix(4_000))")
        let text = try String(contentsOf: spool.appending(path: "dialplan/\(notes[0])"), encoding: .utf8)
        let pairs = text.split(separator: "\n").map { line in
            let parts = line.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
            return (parts[0], parts.count > 1 ? parts[1] : "")
        }
        return Dictionary(pairs) { first, _ in first }
    }
}

/// A FastAGI server that hears who is calling, begins a prompt, and then is gone.
final class DyingServer: Sendable {
    let port: Int
    private let count = Mutex(0)

    /// How many calls it has let down.
    var calls: Int { count.withLock(\.self) }

    init() throws {
        let socket = try Loopback.listening(port: 0)
        port = Loopback.port(of: socket)
        Thread.detachNewThread { [self] in
            let connection = accept(socket, nil, nil)
            _ = Loopback.read(connection)
            Loopback.write(Array("STREAM FILE hotline/fallback-message \"\"\n".utf8), to: connection)
            count.withLock { $0 += 1 }
            close(connection)
            close(socket)
        }
    }
}
