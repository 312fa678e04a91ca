import Foundation
import HotlineCore
import HotlineTesting
import Testing

@testable import HotlineArchive

/// A backup is whole or it is none; an interrupted one goes on, and what did not change is not copied again.
@Suite struct BackupWriterTests {
    private let root: URL
    private let key = ArchiveKey(bytes: Array(0..<32))

    init() throws {
        root = FileManager.default.temporaryDirectory.appending(path: "hotline-backups-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
        for name in ["a.wav", "b.wav", "database"] {
            try Data(repeating: UInt8(name.utf8.first ?? 0), count: 100_000).write(to: root.appending(path: name))
            // Older than any backup.
            try FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSince1970: 1_000_000_000)],
                ofItemAtPath: root.appending(path: name).path
            )
        }
    }

    private var folder: BackupFolder { BackupFolder(path: root.appending(path: "backups").path) }

    private func path(_ name: String) -> String { root.appending(path: name).path }

    private func back(
        up names: [String] = ["a.wav", "b.wav"],
        key: ArchiveKey? = nil,
        at now: Instant = Fixtures.now
    ) throws -> BackupFolder.Kept {
        let writer = try BackupWriter(in: folder, key: key, at: now)
        try writer.put(path("database"), as: "database", isFinal: false)
        for name in names { try writer.put(path(name), as: "recordings/\(name)", isFinal: true) }
        return try writer.finish(at: now, appeals: 3, events: 9, seal: "9:ab")
    }

    private func verify(_ kept: BackupFolder.Kept, _ key: ArchiveKey? = nil) throws {
        for file in kept.manifest.files {
            try ArchivedFile.take("\(kept.path)/\(file.name)", to: nil, key: key, expecting: file.digest)
        }
    }

    private func inode(_ path: String) throws -> Int {
        try #require(FileManager.default.attributesOfItem(atPath: path)[.systemFileNumber] as? Int)
    }

    @Test(arguments: [true, false]) func `a whole one is listed, verified and told to be what it is`(isEncrypted: Bool)
        throws
    {
        let key = isEncrypted ? key : nil
        let kept = try back(key: key)
        #expect(kept.name == "hotline-20260312T110500Z")
        #expect(folder.kept == [kept])
        #expect(kept.manifest.files.map(\.name) == ["database", "recordings/a.wav", "recordings/b.wav"])
        #expect(kept.manifest.size == 300_000 && kept.manifest.seal == "9:ab" && kept.manifest.at == Fixtures.now)
        try verify(kept, key)
        try FileManager.default.removeItem(atPath: "\(kept.path)/recordings/a.wav")
        #expect(throws: ArchiveError.missing(path: "\(kept.path)/recordings/a.wav")) {
            try verify(kept, key)
        }
        try FileManager.default.removeItem(at: root)
    }

    @Test func `an interrupted one is none, and the next goes on with what it has`() throws {
        do {
            let writer = try BackupWriter(in: folder, key: nil, at: Fixtures.now)
            try writer.put(path("a.wav"), as: "recordings/a.wav", isFinal: true)
            #expect(throws: ArchiveError.busy(path: folder.path)) {
                _ = try BackupWriter(in: folder, key: nil, at: Fixtures.now)
            }
        }
        #expect(folder.kept.isEmpty)
        let partial = "\(folder.path)/hotline-20260312T110500Z.partial/recordings/a.wav"
        let before = try inode(partial)
        let kept = try back(at: Fixtures.now + .seconds(60))
        #expect(try inode("\(kept.path)/recordings/a.wav") == before)
        try verify(kept)
        #expect(kept.manifest.files.count == 3)
        try FileManager.default.removeItem(at: root)
    }

    @Test(arguments: [false, true]) func `an interrupted one goes on with another key, and holds nothing of the old`(
        isEncrypted: Bool
    ) throws {
        let other: ArchiveKey? = isEncrypted ? ArchiveKey(bytes: Array(1..<33)) : nil
        do {
            let writer = try BackupWriter(in: folder, key: key, at: Fixtures.now)
            try writer.put(path("a.wav"), as: "recordings/a.wav", isFinal: true)
        }
        let kept = try back(key: other)
        try verify(kept, other)
        try FileManager.default.removeItem(at: root)
    }

    @Test func `a file that an earlier try copied is copied again where it is damaged`() throws {
        let writer = try BackupWriter(in: folder, key: nil, at: Fixtures.now)
        try writer.put(path("a.wav"), as: "recordings/a.wav", isFinal: true)
        try Data(repeating: 0, count: 100_000).write(to: URL(filePath: "\(writer.path)/recordings/a.wav"))
        try writer.put(path("a.wav"), as: "recordings/a.wav", isFinal: true)
        let place = "\(writer.path)/recordings/a.wav"
        #expect(FileManager.default.contentsEqual(atPath: place, andPath: path("a.wav")))
        try FileManager.default.removeItem(at: root)
    }

    @Test func `what is not in the manifest is not in the backup`() throws {
        do {
            let writer = try BackupWriter(in: folder, key: key, at: Fixtures.now)
            try writer.put(path("b.wav"), as: "spool/b.journal", isFinal: false)
            // As the copy of the database is, before it is encrypted.
            try Data("plain".utf8).write(to: URL(filePath: "\(writer.path)/database.plain"))
        }
        let kept = try back(key: key)
        let files = try FileManager.default.subpathsOfDirectory(atPath: kept.path)
            .filter { !["spool", "recordings"].contains($0) }
        #expect(Set(files) == Set(kept.manifest.files.map(\.name) + [BackupManifest.name]))
        try FileManager.default.removeItem(at: root)
    }

    @Test func `what did not change is linked, what did is copied, and the oldest go`() throws {
        let first = try back()
        try Data(repeating: 1, count: 100_000).write(to: root.appending(path: "b.wav"))
        let second = try back(at: Fixtures.now + .seconds(86_400))
        #expect(try inode("\(first.path)/recordings/a.wav") == inode("\(second.path)/recordings/a.wav"))
        #expect(try inode("\(first.path)/recordings/b.wav") != inode("\(second.path)/recordings/b.wav"))
        #expect(try inode("\(first.path)/database") != inode("\(second.path)/database"))
        let third = try back(key: key, at: Fixtures.now + .seconds(2 * 86_400))
        #expect(try inode("\(third.path)/recordings/a.wav") != inode("\(second.path)/recordings/a.wav"))
        #expect(try folder.prune(keeping: 2) == [first.name])
        #expect(folder.kept.map(\.name) == [third.name, second.name])
        try verify(second)
        #expect(try folder.prune(keeping: 0) == [second.name])
        #expect(folder.kept.map(\.name) == [third.name])
        try FileManager.default.removeItem(at: root)
    }

    @Test func `two in one second are two`() throws {
        let first = try back()
        let second = try back()
        #expect(second.name == "\(first.name)-2" && Set(folder.kept.map(\.name)) == [first.name, second.name])
        try verify(first)
        try FileManager.default.removeItem(at: root)
    }

    @Test(arguments: [
        ("{}", false), ("no json", false), (#"{"format": 2}"#, true),
        (
            #"{"format":1,"at":"","atMilliseconds":1,"encrypted":false,"appeals":1,"events":1,"files":[{"name":"../x","size":1,"sha256":""}]}"#,
            false
        ),
    ]) func `a manifest that says nonsense, or leads out of the backup, is none`(text: String, isNewer: Bool) throws {
        try Data(text.utf8).write(to: root.appending(path: "manifest.json"))
        let error: ArchiveError = isNewer ? .newerFormat(path: root.path, format: 2) : .noManifest(path: root.path)
        #expect(throws: error) { _ = try BackupFolder.manifest(at: root.path) }
        try FileManager.default.removeItem(at: root)
    }
}
