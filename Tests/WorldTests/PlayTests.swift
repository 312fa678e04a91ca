import Foundation
import HotlineCore
import HotlineStore
import HotlineTesting
import Testing

/// What was recorded in a call, heard again.
@Suite(.timeLimit(.minutes(3)))
struct PlayTests {
    /// Somebody chooses by keys, says as much as the greeting and hangs up; gives what was recorded.
    private func message(_ hotline: Hotline, _ number: String, _ keys: String, calls: Int) async throws -> CallRecording
    {
        let caller = try await hotline.rings(number)
        try await caller.hears("type-menu")
        try await caller.press(keys)
        try await caller.hears("message")
        try await caller.saysSomething()
        await caller.hangUp()
        return try #require(try await hotline.endedCall(calls).recordings.first)
    }

    /// A folder with a player of ours: it says which bytes it was given, and where.
    private func player(in hotline: Hotline) throws -> URL {
        let folder = hotline.folder.appending(path: "tools")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let file = folder.appending(path: "play")
        try Data("#!/bin/sh\nfor file; do :; done\nexec sha256sum \"$file\"\n".utf8).write(to: file)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path())
        return folder
    }

    private func listenings(_ hotline: Hotline, of appeal: Int64) async throws -> Int {
        try await hotline.store.events(of: AppealNumber(appeal)).filter { $0.kind == "played" }.count
    }

    @Test func `what a caller said is what the player gets, byte for byte, and what was changed since is not played`()
        async throws
    {
        let hotline = try await Hotline([.asterisk, .companion], Hotline.Wishes(consent: "assumed"))
        let tools = try player(in: hotline)
        let recording = try await message(hotline, "+79000000042", "2", calls: 1)
        let kept = hotline.folder.appending(path: "recordings/\(recording.file)")
        let said = Array(try WAVFile.samples(of: Hotline.sound("greeting")).prefix(8_000))
        #expect(AudioMatch.best(of: said, in: try WAVFile.samples(of: kept)).value > 0.9)

        let played = try await hotline.command(["play", "1"], tools: tools)
        #expect(played.status == .exited(0), "\(played.words)")
        let words = played.output.split(whereSeparator: \.isWhitespace).map(String.init)
        try #require(words.count == 2)
        #expect(words[0] == recording.sha256)
        // Nothing of it is left on the disk.
        #expect(!FileManager.default.fileExists(atPath: words[1]))
        let copy = hotline.folder.appending(path: "copy.wav")
        #expect(try await hotline.command("play", "1", "--output", copy.path()).status == .exited(0))
        #expect(try Data(contentsOf: copy) == Data(contentsOf: kept))
        #expect(try await listenings(hotline, of: 1) == 2)
        // What cannot be played is not asked for.
        let unplayed = try await hotline.command("play", "1", "--player", "no-such-player")
        #expect(unplayed.status == .exited(1) && unplayed.words.contains("такой программы нет"), "\(unplayed.words)")
        #expect(try await listenings(hotline, of: 1) == 2)

        var bytes = try Data(contentsOf: kept)
        bytes[bytes.count - 1] ^= 1
        try bytes.write(to: kept)
        let changed = try await hotline.command(["play", "1"], tools: tools)
        #expect(changed.status == .exited(1))
        #expect(changed.output.isEmpty)
        #expect(try await listenings(hotline, of: 1) == 2)
        await hotline.end()
    }

    @Test func `that there is nothing to hear is told before a player is looked for`() async throws {
        let hotline = try await Hotline(.companion)
        let number = try await hotline.takeCall("p.1", from: "+79000000042", route: .technical, at: .now())
        for (appeal, words) in [
            ("\(number)", "у обращения №\(number) нет такой записи"), ("999", "обращения №999 нет"),
        ] {
            let refused = try await hotline.command("play", appeal, "--player", "no-such-player")
            #expect(refused.status == .exited(1) && refused.words.contains(words), "\(refused.words)")
            #expect(!refused.words.contains("no-such-player"), "\(refused.words)")
        }
        #expect(try await listenings(hotline, of: number.value) == 0)
        await hotline.end()
    }

    @Test(.enabled(if: Hotline.canBeOthers, "other accounts are for root only"))
    func `who has no right to a call's sound does not get it, and a private call's is the psychologist's alone`()
        async throws
    {
        let hotline = try await Hotline(
            [.asterisk, .companion],
            Hotline.Wishes(consent: "assumed", accounts: ["dusha": "nobody", "glavny": "daemon", "ivanova": "bin"])
        )
        let tools = try player(in: hotline)
        _ = try await message(hotline, "+79000000042", "2", calls: 1)
        let recording = try await message(hotline, "+79000000043", "42", calls: 2)
        #expect(try await hotline.appeal(AppealNumber(2), .distributed).assignee == "nobody")

        // The director may not listen at all; to the first the psychologist may not, to the second nobody else.
        for (appeal, account) in [("1", "daemon"), ("1", "nobody"), ("2", "daemon"), ("2", "bin"), ("2", nil)] {
            let refused = try await hotline.command(["play", appeal], as: account, tools: tools)
            #expect(refused.status == .exited(77), "\(appeal) \(account ?? "the service's own")")
            #expect(refused.output.isEmpty && !refused.words.isEmpty)
        }
        #expect(try await listenings(hotline, of: 2) == 0)
        let played = try await hotline.command(["play", "2"], as: "nobody", tools: tools)
        #expect(played.status == .exited(0), "\(played.words)")
        #expect(played.output.hasPrefix(recording.sha256))
        #expect(try await hotline.command(["play", "1"], as: "bin", tools: tools).status == .exited(0))
        let listened = try await hotline.store.events(of: AppealNumber(2)).filter { $0.kind == "played" }
        #expect(listened.map(\.actor) == ["nobody"])

        // To the others the private one is a number and its times.
        let seen = try await hotline.answer(Told.self, "show", "2", as: "bin")
        #expect(seen.isPrivate && seen.type == nil && seen.route == nil && seen.phone == nil && seen.assignee == nil)
        #expect(try await hotline.answer(Told.self, "show", "2", as: "nobody").type == "psychologist")
        await hotline.end()
    }
}
