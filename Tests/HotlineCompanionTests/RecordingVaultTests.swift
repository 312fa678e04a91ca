import Foundation
import HotlineArchive
import HotlineCore
import HotlineStore
import HotlineTesting
import HotlineVoice
import Logging
import Testing

@testable import HotlineCompanion

/// Recordings at rest, where the settings name a key.
@Suite(.timeLimit(.minutes(1))) struct RecordingVaultTests {
    private let folder: Folder
    private let store: Store
    private let vault: RecordingVault
    private let sound = Data("RIFF and a child's own voice, told to nobody".utf8) + Data(repeating: 7, count: 200_000)
    private var open: URL { folder.url.appending(path: "call-1-message.wav") }
    private var sealed: URL { folder.url.appending(path: "call-1-message.wav.sealed") }

    init() async throws {
        folder = try Folder()
        store = try .inMemory()
        let key = folder.url.appending(path: "recordings.key").path
        try ArchiveKey.make(at: key)
        vault = RecordingVault(folder: folder.url.path, key: try ArchiveKey(file: key))
    }

    /// Keeps the sound as a call's, with a file of it.
    private func recorded() async throws -> CallRecording {
        let call = try await store.begun()
        try sound.write(to: open)
        let sum = try ChildProcess("/usr/bin/sha256sum", [open.path])
        try await sum.waitForExit()
        let recording = CallRecording(
            kind: .message,
            file: open.lastPathComponent,
            length: .seconds(1),
            sha256: String(sum.standardOutput.prefix(64)),
            isSilent: false
        )
        #expect(try await store.adopt(recording, ofCall: call.id, at: Fixtures.now))
        return recording
    }

    private func service(isWrittenDown: Bool = false) -> SealingService {
        SealingService(
            vault: vault,
            store: store,
            isWrittenDown: isWrittenDown,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
    }

    private func isThere(_ file: URL) -> Bool { FileManager.default.fileExists(atPath: file.path) }

    @Test func `what is recorded is sealed, says nothing on the disk, and is heard as it was`() async throws {
        let recording = try await recorded()
        try await service().look(at: Fixtures.now)
        #expect(!isThere(open) && isThere(sealed))
        let bytes = try Data(contentsOf: sealed)
        #expect(bytes.range(of: Data("child's own voice".utf8)) == nil && bytes.range(of: Data("RIFF".utf8)) == nil)
        #expect(try FileManager.default.attributesOfItem(atPath: sealed.path)[.posixPermissions] as? Int == 0o600)
        #expect(try vault.contents(of: recording).map { Data($0) } == sound)
        // Nothing is there to be done twice.
        try await service().look(at: Fixtures.now)
        #expect(try Data(contentsOf: sealed) == bytes)
    }

    @Test func `a file that no record names, or that is not the one recorded, stays as it is`() async throws {
        let stranger = folder.url.appending(path: "call-9-talk.wav")
        try sound.write(to: stranger)
        _ = try await recorded()
        try Data("another".utf8).write(to: open)
        try await service().look(at: Fixtures.now)
        #expect(isThere(stranger) && isThere(open) && !isThere(sealed))
    }

    @Test func `a message that waits for its words is sealed once they are there`() async throws {
        _ = try await recorded()
        try await service(isWrittenDown: true).look(at: Fixtures.now)
        #expect(isThere(open))
        let order = try #require(try await store.claimTranscript(at: Fixtures.now, heldFor: .seconds(60)))
        #expect(try await store.keep(CallTranscript(written: "да"), of: order.id, at: Fixtures.now))
        try await service(isWrittenDown: true).look(at: Fixtures.now)
        #expect(!isThere(open) && isThere(sealed))
    }

    @Test func `a sealed file that was changed, cut or sealed with another key is not played`() async throws {
        let recording = try await recorded()
        try await service().look(at: Fixtures.now)
        let bytes = try Data(contentsOf: sealed)
        let other = folder.url.appending(path: "other.key").path
        try ArchiveKey.make(at: other)
        let stranger = RecordingVault(folder: folder.url.path, key: try ArchiveKey(file: other))
        #expect(throws: SoundFileError.self) { try stranger.contents(of: recording) }
        #expect(throws: SoundFileError.missing) {
            try RecordingVault(folder: folder.url.path, key: nil).contents(of: recording)
        }
        var changed = bytes
        changed[changed.count - 5] ^= 1
        for wrong in [changed, bytes.prefix(bytes.count - 100), bytes + Data([0])] {
            try wrong.write(to: sealed)
            #expect(try vault.contents(of: recording) == nil)
        }
    }

    @Test func `sound whose time is over is erased, sealed or not`() async throws {
        _ = try await recorded()
        try await service().look(at: Fixtures.now)
        let watch = RetentionWatch(
            settings: RetentionSettings(),
            regulation: Fixtures.regulation(),
            folder: folder.url.path,
            store: store,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        try await watch.look(at: Fixtures.now + .seconds(91 * 86_400))
        #expect(!isThere(open) && !isThere(sealed))
    }
}
