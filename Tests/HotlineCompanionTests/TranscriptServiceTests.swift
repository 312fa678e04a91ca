import Foundation
import HotlineCore
import HotlineLaunch
import HotlineStore
import HotlineTesting
import HotlineVoice
import InMemoryLogging
import Logging
import ServiceLifecycle
import ServiceLifecycleTestKit
import Testing

@testable import HotlineCompanion

/// A store with one spoken message, its file, and a program in the place of a recogniser.
@Suite(.timeLimit(.minutes(1))) struct TranscriptServiceTests {
    private static let file = "call-1-message.wav"

    private let folder: Folder
    private let store: Store
    private let log = InMemoryLogHandler()
    private let appeal: AppealNumber

    init() async throws {
        folder = try Folder()
        store = try .inMemory()
        let path = folder.url.appending(path: Self.file)
        try Self.tone.write(to: path)
        let store = store
        let call = try await store.begun()
        appeal = try #require(call.appeal)
        let sound = try SoundFile.examine(path.path)
        let recording = CallRecording(
            kind: .message,
            file: Self.file,
            length: sound.length,
            sha256: sound.sha256,
            isSilent: sound.isSilent
        )
        #expect(try await store.adopt(recording, ofCall: call.id, at: Fixtures.now))
    }

    /// A second of 440 Hz at 8 kHz, 16 bits.
    private static var tone: Data {
        let samples = (0..<8000).map { Int16(8000 * sin(2 * .pi * 440 * Double($0) / 8000)) }
        func bytes<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
            withUnsafeBytes(of: number.littleEndian) { [UInt8]($0) }
        }
        var file = Array("RIFF".utf8) + bytes(UInt32(36 + 16_000)) + Array("WAVEfmt ".utf8) + bytes(UInt32(16))
        file += bytes(UInt16(1)) + bytes(UInt16(1)) + bytes(UInt32(8000)) + bytes(UInt32(16_000)) + bytes(UInt16(2))
        file += bytes(UInt16(16)) + Array("data".utf8) + bytes(UInt32(16_000))
        return Data(file + samples.flatMap(bytes))
    }

    /// Runs the service with a shell script until a state is reached.
    private func serve(_ script: String, until isReached: @escaping @Sendable () async throws -> Bool) async throws {
        let service = TranscriptService(
            ["sh", "-c", script, "recogniser"],
            folder: folder.url.path,
            store: store,
            limit: .seconds(30),
            logger: Logger(label: "test") { _ in log }
        )
        try await testGracefulShutdown { shutdown in
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { await service.run() }
                while try await !isReached() { try await Task.sleep(for: .milliseconds(5)) }
                shutdown.triggerGracefulShutdown()
                try await group.waitForAll()
            }
        }
    }

    private func transcript() async throws -> CallTranscript? { try await store.recording(of: appeal)?.transcript }

    @Test func `a message's words stand with its recording`() async throws {
        try await serve(#"basename "$1"; echo 'журнал не  открывается'"#) { try await transcript() != nil }
        #expect(try await transcript()?.text == "\(Self.file) журнал не открывается")
        #expect(log.entries.isEmpty)
    }

    @Test func `a recogniser that fails is told of without what it said, and the message is left for later`()
        async throws
    {
        try await serve("echo слова; exit 1") { !log.entries.isEmpty }
        #expect(try await transcript() == nil)
        let entry = try #require(log.entries.first)
        #expect(entry.level == .warning && "\(entry.metadata)".contains("exited(1)"))
        #expect(!"\(entry)".contains("слова"))
        #expect(try await store.claimTranscript(at: .now(), heldFor: .seconds(1)) == nil)
    }

    @Test func `a file that is not the one that was recorded is given to nobody`() async throws {
        let path = folder.url.appending(path: Self.file)
        try (Self.tone + Data([0, 0])).write(to: path)
        try await serve("echo слова") { !log.entries.isEmpty }
        #expect(try await transcript() == nil)
    }

    @Test func `a shutdown ends the recogniser, and its message is due at the next start`() async throws {
        let file = folder.url.appending(path: "begun").path
        try await serve("touch \(file); sleep 600") { FileManager.default.fileExists(atPath: file) }
        #expect(log.entries.isEmpty)
        let order = try #require(try await store.claimTranscript(at: .now(), heldFor: .seconds(1)))
        #expect(order.attempt == 1)
    }
}
