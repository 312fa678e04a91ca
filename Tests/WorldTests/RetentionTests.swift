import Foundation
import HotlineCore
import HotlineStore
import HotlineTesting
import Testing

/// What is old goes by itself, with its sound.
@Suite(.timeLimit(.minutes(2)))
struct RetentionTests {
    @Test func `after ninety days the sound is gone, and after a year what is personal`() async throws {
        let now = Instant(seconds: 1_767_593_100)
        let clock = try VirtualClock(showing: now)
        var wishes = Hotline.Wishes()
        wishes.clock = clock
        let hotline = try await Hotline([], wishes)
        let number = try await hotline.takeCall("old", from: "+79000000042", route: .ejournal, at: now)
        let call = try #require(try await hotline.store.call(uniqueID: "old"))
        let folder = hotline.folder.appending(path: "recordings")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let sound = folder.appending(path: "call-\(call.id)-message.wav")
        try Data("sound".utf8).write(to: sound)
        let recording = CallRecording(
            kind: .message,
            file: sound.lastPathComponent,
            length: .seconds(5),
            sha256: String(repeating: "0", count: 64),
            isSilent: false
        )
        #expect(try await hotline.store.adopt(recording, ofCall: call.id, at: now))
        let petrov = Person(login: "petrov", name: "", roles: [.ejournal])
        _ = try await hotline.store.handOver(at: now, limit: 10, by: Hotline.regulation)
        _ = try await hotline.store.perform(
            .close(result: "Готово."),
            on: number,
            by: petrov,
            through: .cli,
            at: now,
            under: Hotline.regulation
        )

        try clock.set(now + .seconds(89 * 86_400))
        try await hotline.startCompanion()
        #expect(FileManager.default.fileExists(atPath: sound.path()))
        await hotline.companion.kill()

        try clock.set(now + .seconds(91 * 86_400))
        try await hotline.startCompanion()
        _ = try await hotline.event("soundErased", of: number)
        #expect(!FileManager.default.fileExists(atPath: sound.path()))
        #expect(try await hotline.store.appeal(number)?.form.phone != nil)
        await hotline.companion.kill()

        try clock.set(now + .seconds(366 * 86_400))
        try await hotline.startCompanion()
        let bare = try await hotline.appeal(number) { $0.anonymisedAt != nil }
        #expect(bare.form.phone == nil && bare.result == nil && bare.closedAt == now)
        #expect(try await hotline.store.call(uniqueID: "old")?.caller == nil)
        #expect(try await hotline.store.audit().isEmpty)
        await hotline.end()
    }
}
