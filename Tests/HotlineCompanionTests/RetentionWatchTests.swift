import Foundation
import HotlineCore
import HotlineStore
import HotlineTesting
import Logging
import Testing

@testable import HotlineCompanion

/// What is old, at its age, by itself.
@Suite(.timeLimit(.minutes(1))) struct RetentionWatchTests {
    @Test func `sound that cannot be erased keeps no other waiting`() async throws {
        let (folder, store) = (try Folder(), try Store.inMemory())
        let call = try await store.begun()
        // More of them than one look deals with, and then one that goes.
        let files = (0..<120).map { ".kept-\($0).wav" } + ["old.wav"]
        for file in files {
            let recording = CallRecording(
                kind: .message,
                file: file,
                length: .seconds(1),
                sha256: String(repeating: "0", count: 64),
                isSilent: true
            )
            #expect(try await store.adopt(recording, ofCall: call.id, at: Fixtures.now))
        }
        let old = folder.url.appending(path: "old.wav")
        try Data("sound".utf8).write(to: old)
        let watch = RetentionWatch(
            settings: RetentionSettings(),
            regulation: Fixtures.regulation(),
            folder: folder.url.path,
            store: store,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        try await watch.look(at: Fixtures.now + .seconds(91 * 86_400))
        #expect(!FileManager.default.fileExists(atPath: old.path))
        let appeal = try #require(call.appeal)
        #expect(try await store.events(of: appeal).filter { $0.kind == "soundErased" }.count == 1)
    }
}
