import Foundation
import HotlineCore
import HotlineStore
import HotlineTesting
import Testing

/// Backups of a running hotline, and a hotline made of one.
@Suite(.timeLimit(.minutes(3)))
struct BackupTests {
    private struct Kept: Decodable {
        var name: String
        var path: String
        var appeals: Int
        var encrypted: Bool
    }

    private func settings(_ more: String = "") -> Hotline.Wishes {
        Hotline.Wishes(settings: #""backup": {"folder": "backups", "keep": 2\#(more)},"#)
    }

    private func simulate(_ hotline: Hotline, _ last: Int) async throws {
        let played = try await hotline.command(
            "simulate",
            "--from",
            "+790000000\(10 + last)",
            "--keys",
            "2,1",
            "--commit"
        )
        #expect(played.status == .exited(0), "\(played.words)")
    }

    @Test(arguments: [false, true])
    func `a hotline that was lost comes back with its appeals, its recordings and its numbers`(isEncrypted: Bool)
        async throws
    {
        let hotline = try await Hotline(.companion, settings(isEncrypted ? #", "keyFile": "backup.key""# : ""))
        let key = hotline.folder.appending(path: "backup.key").path()
        if isEncrypted { #expect(try await hotline.command("backup", "new-key", key).status == .exited(64)) }
        if isEncrypted {
            let made = try ChildProcess(BuiltProducts.program("hotline").path(), ["backup", "new-key", key])
            try await made.waitForExit(within: .seconds(10))
            #expect(made.exitStatus == .exited(0))
        }
        for last in 0..<3 {
            try await simulate(hotline, last)
            // What waits for nothing any more is the same after the backup.
            _ = try await hotline.messages(of: AppealNumber(Int64(last + 1)), 2, .delivered)
        }
        let recordings = hotline.folder.appending(path: "recordings")
        try FileManager.default.createDirectory(at: recordings, withIntermediateDirectories: true)
        try Data(repeating: 7, count: 200_000).write(to: recordings.appending(path: "call-1.wav"))
        var chance = SystemRandomNumberGenerator()
        _ = try await hotline.store.makeToken(
            label: nil,
            secret: TokenSecret(using: &chance),
            life: .seconds(3600),
            by: Person(login: "golova", name: "", roles: []),
            at: .now()
        )
        let kept = try await hotline.answer(Kept.self, "backup")
        #expect(kept.appeals == 3 && kept.encrypted == isEncrypted)
        // No copy of the database that anybody could read is left beside the encrypted one.
        let files = try FileManager.default.contentsOfDirectory(atPath: kept.path)
        #expect(Set(files).isDisjoint(with: ["database.plain", "files.journal"]), "\(files)")
        let before = try await hotline.command("list", "--all", "--json").output
        // What came after the backup is lost with the database, but its number is not given again.
        try await simulate(hotline, 3)
        let lateNumber = try await hotline.store.appeals(AppealFilter(isOpen: false)).map(\.number.value).max()

        let refused = try await hotline.command("restore", kept.path, "--yes")
        #expect(refused.status == .exited(1) && refused.words.contains("hotlined работает"), "\(refused.words)")
        await hotline.companion.terminate()
        let held = try await hotline.command("restore", kept.path, "--yes")
        #expect(held.status == .exited(1) && held.words.contains("держит другая программа"), "\(held.words)")
        try hotline.store.close()
        try FileManager.default.removeItem(at: recordings)
        let unsure = try await hotline.command("restore", kept.path, "--no-input")
        #expect(unsure.status == .exited(1) && unsure.words.contains("--yes"))

        let restored = try await hotline.command("restore", kept.path, "--yes")
        #expect(restored.status == .exited(0), "\(restored.words)")
        #expect(restored.output.contains("обращений 3"))
        #expect(restored.words.contains("Токены отозваны: 1."), "\(restored.words)")
        #expect(try Data(contentsOf: recordings.appending(path: "call-1.wav")).count == 200_000)
        try await hotline.startCompanion()
        #expect(try await hotline.command("list", "--all", "--json").output == before)
        #expect(try await hotline.command("audit", "verify").status == .exited(0))
        try await simulate(hotline, 4)
        let list = try await hotline.answer([Told].self, "list", "--all")
        #expect(list.map(\.number).max() ?? 0 > Int(lateNumber ?? 0))
        // Once more over what is there: nothing is in the way.
        await hotline.companion.terminate()
        let again = try await hotline.command("restore", kept.path, "--yes")
        #expect(again.status == .exited(0), "\(again.words)")
        await hotline.end()
    }

    @Test func `where nobody knows which numbers were given out, they go on with a reserve`() async throws {
        let hotline = try await Hotline(.companion, settings())
        for last in 0..<2 { try await simulate(hotline, last) }
        let recordings = hotline.folder.appending(path: "recordings")
        try FileManager.default.createDirectory(at: recordings, withIntermediateDirectories: true)
        try Data(repeating: 7, count: 5000).write(to: recordings.appending(path: "call-1.wav"))
        for last in 0..<2 { _ = try await hotline.messages(of: AppealNumber(Int64(last + 1)), 2, .delivered) }
        let before = try await hotline.command("list", "--all", "--json").output
        let kept = try await hotline.answer(Kept.self, "backup")
        await hotline.companion.terminate()
        try hotline.store.close()
        let database = hotline.folder.appending(path: "hotline.sqlite")
        try FileManager.default.removeItem(at: recordings)

        // A recording of the copy that is not what was copied: nothing is put in place, not the database either.
        let copied = URL(filePath: "\(kept.path)/recordings/call-1.wav")
        let whole = try Data(contentsOf: copied)
        try whole.dropLast().write(to: copied)
        let refused = try await hotline.command("restore", kept.path, "--yes")
        #expect(refused.status == .exited(1) && refused.words.contains("call-1.wav"), "\(refused.words)")
        let rest = try FileManager.default.subpathsOfDirectory(atPath: hotline.folder.path())
        #expect(
            !rest.contains { $0.contains(".restoring") || $0.contains(".before-") || $0 == "recordings/call-1.wav" }
        )

        try await hotline.startCompanion()
        #expect(try await hotline.command("list", "--all", "--json").output == before)
        await hotline.companion.terminate()

        // The database is gone, and so is the folder of the recordings.
        try whole.write(to: copied)
        for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: database.path() + end) }
        let restored = try await hotline.command("restore", kept.path, "--yes")
        #expect(restored.status == .exited(0) && restored.words.contains("с запасом в 1000"), "\(restored.words)")
        #expect(try Data(contentsOf: recordings.appending(path: "call-1.wav")).count == 5000)
        try await hotline.startCompanion()
        try await simulate(hotline, 2)
        #expect(try await hotline.answer([Told].self, "list", "--all").map(\.number).max() ?? 0 >= 1003)
        await hotline.end()
    }

    @Test(arguments: [false, true])
    func `a recording of the same size is not the same recording, in place or in the copy`(isEncrypted: Bool)
        async throws
    {
        let hotline = try await Hotline(.companion, settings(isEncrypted ? #", "keyFile": "backup.key""# : ""))
        if isEncrypted {
            let key = hotline.folder.appending(path: "backup.key").path()
            let made = try ChildProcess(BuiltProducts.program("hotline").path(), ["backup", "new-key", key])
            try await made.waitForExit(within: .seconds(10))
            #expect(made.exitStatus == .exited(0))
        }
        try await simulate(hotline, 0)
        _ = try await hotline.messages(of: AppealNumber(1), 2, .delivered)
        let recordings = hotline.folder.appending(path: "recordings")
        try FileManager.default.createDirectory(at: recordings, withIntermediateDirectories: true)
        let first = recordings.appending(path: "call-1.wav")
        let second = recordings.appending(path: "call-2.wav")
        let spoken = Data((0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 31) })
        let other = Data(repeating: 7, count: 5000)
        try spoken.write(to: first)
        try other.write(to: second)
        let kept = try await hotline.answer(Kept.self, "backup")
        await hotline.companion.terminate()
        try hotline.store.close()

        // A power cut left zeros as long as the recording. The other one is whole in place, and changed in the copy.
        let zeros = Data(repeating: 0, count: spoken.count)
        try zeros.write(to: first)
        let copied = URL(filePath: "\(kept.path)/recordings/call-2.wav")
        let whole = try Data(contentsOf: copied)
        var damaged = whole
        damaged[damaged.count / 2] ^= 1
        try damaged.write(to: copied)
        let refused = try await hotline.command("restore", kept.path, "--yes")
        #expect(refused.status == .exited(1) && refused.words.contains("call-2.wav"), "\(refused.words)")
        #expect(try Data(contentsOf: first) == zeros)
        #expect(try Data(contentsOf: second) == other)
        let rest = try FileManager.default.subpathsOfDirectory(atPath: hotline.folder.path())
        #expect(!rest.contains { $0.contains(".restoring") || $0.contains(".before-") }, "\(rest)")

        try whole.write(to: copied)
        let restored = try await hotline.command("restore", kept.path, "--yes")
        #expect(restored.status == .exited(0), "\(restored.words)")
        #expect(try Data(contentsOf: first) == spoken)
        #expect(try Data(contentsOf: second) == other)
        await hotline.end()
    }

    @Test func `copies are listed and verified, the oldest go, and a changed one is told`() async throws {
        let hotline = try await Hotline(.companion, settings())
        try await simulate(hotline, 0)
        var kept: [Kept] = []
        for _ in 0..<3 { kept.append(try await hotline.answer(Kept.self, "backup")) }
        let listed = try await hotline.answer([Kept].self, "backup", "list")
        #expect(listed.map(\.name) == [kept[2].name, kept[1].name])
        #expect(try await hotline.command("backup", "list").output.contains(kept[2].path))
        #expect(try await hotline.command("backup", "verify", kept[2].path).status == .exited(0))
        let database = URL(filePath: "\(kept[2].path)/database")
        var bytes = try Data(contentsOf: database)
        bytes[bytes.count / 2] ^= 1
        try bytes.write(to: database)
        let changed = try await hotline.command("backup", "verify", kept[2].path)
        #expect(changed.status == .exited(1) && changed.words.contains("файл изменён"), "\(changed.words)")
        let none = try await hotline.command("backup", "verify", "/nowhere")
        #expect(none.status == .exited(1) && none.words.contains("нет целой резервной копии"))
        // The doctor knows of them.
        let doctor = try await hotline.command("doctor")
        #expect(doctor.output.contains("резервные копии"))
        await hotline.end()
    }

    @Test func `a service killed while it copies leaves no half backup, and the next is whole`() async throws {
        let hotline = try await Hotline(.companion, settings())
        for last in 0..<3 { try await simulate(hotline, last) }
        let recordings = hotline.folder.appending(path: "recordings")
        try FileManager.default.createDirectory(at: recordings, withIntermediateDirectories: true)
        for number in 0..<40 {
            try Data(repeating: UInt8(number), count: 3_000_000).write(to: recordings.appending(path: "r\(number).wav"))
        }
        let backup = try hotline.start("hotline", ["backup", "--quiet"])
        let backups = hotline.folder.appending(path: "backups").path()
        _ = try await hotline.wait(for: "a copy under way") {
            let names = (try? FileManager.default.subpathsOfDirectory(atPath: backups)) ?? []
            return names.contains { $0.contains("recordings/r") } ? true : nil
        }
        await hotline.companion.kill()
        try await backup.waitForExit(within: .seconds(20))
        #expect(backup.exitStatus != .exited(0))
        try await hotline.startCompanion()
        let kept = try await hotline.answer(Kept.self, "backup")
        #expect(try await hotline.command("backup", "verify", kept.path).status == .exited(0))
        #expect(try FileManager.default.contentsOfDirectory(atPath: backups).allSatisfy { !$0.hasSuffix(".partial") })
        await hotline.end()
    }

    @Test(.enabled(if: Hotline.canBeOthers, "other accounts are for root only"))
    func `a copy that is not for this account to read is told apart from one that is not there`() async throws {
        let hotline = try await Hotline([])
        let copy = hotline.folder.appending(path: "hotline-20261126T020000Z")
        try FileManager.default.createDirectory(at: copy, withIntermediateDirectories: true)
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: copy.path())
        for (path, words) in [
            (copy.path(), "нет прав на чтение"), ("\(copy.path())-gone", "здесь нет целой резервной копии"),
        ] {
            // Without the right to read every file, which other tests give.
            let settings = hotline.folder.appending(path: "hotline.json").path()
            let asked = ["backup", "verify", path, "--config", settings]
            let told = try await hotline.command(asked, asNobodyBut: "bin")
            #expect(told.standardError.contains(words), "\(told.standardError)")
        }
        await hotline.end()
    }

    @Test func `without a place for them it is said in one line`() async throws {
        let hotline = try await Hotline(.companion)
        let backup = try await hotline.command("backup")
        #expect(backup.status == .exited(1) && backup.words.contains("backup.folder"), "\(backup.words)")
        await hotline.end()
    }
}
