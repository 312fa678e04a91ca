import Foundation
import HotlineTesting
import Testing

@testable import HotlineArchive

/// A file of a backup comes out as it went in, or it is told what is wrong with it.
@Suite struct ArchivedFileTests {
    private let folder: URL
    private let key = ArchiveKey(bytes: Array(0..<32))

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "hotline-archive-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    private func path(_ name: String) -> String { folder.appending(path: name).path }

    private func bytes(_ count: Int) -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) } }

    private func put(_ count: Int, _ key: ArchiveKey?) throws -> FileDigest {
        try Data(bytes(count)).write(to: folder.appending(path: "plain"))
        return try ArchivedFile.put(path("plain"), at: path("kept"), key: key)
    }

    @Test(arguments: [0, 1, 65_535, 65_536, 65_537, 131_072, 1_000_003], [true, false])
    func `it comes out as it went in`(count: Int, isEncrypted: Bool) throws {
        let key = isEncrypted ? key : nil
        let digest = try put(count, key)
        #expect(digest.size == Int64(count))
        try ArchivedFile.take(path("kept"), to: path("out"), key: key, expecting: digest)
        #expect(try Data(contentsOf: URL(filePath: path("out"))) == Data(bytes(count)))
        let mode = try FileManager.default.attributesOfItem(atPath: path("kept"))[.posixPermissions] as? Int
        #expect(mode == 0o600)
        if isEncrypted, count > 100 {
            let kept = try Data(contentsOf: URL(filePath: path("kept")))
            #expect(kept.range(of: Data(bytes(count).prefix(64))) == nil)
        }
        try FileManager.default.removeItem(at: folder)
    }

    @Test(arguments: [true, false]) func `a byte changed anywhere is noticed`(isEncrypted: Bool) throws {
        let key = isEncrypted ? key : nil
        let digest = try put(300, key)
        let whole = try Data(contentsOf: URL(filePath: path("kept")))
        for place in whole.indices {
            var broken = whole
            broken[place] ^= 1
            try broken.write(to: URL(filePath: path("kept")))
            #expect(throws: ArchiveError.self) {
                try ArchivedFile.take(path("kept"), to: path("out"), key: key, expecting: digest)
            }
            #expect(!FileManager.default.fileExists(atPath: path("out")))
        }
        try FileManager.default.removeItem(at: folder)
    }

    @Test(arguments: [true, false]) func `a file that ends too soon is called cut, wherever it ends`(isEncrypted: Bool)
        throws
    {
        let key = isEncrypted ? key : nil
        let digest = try put(200_000, key)
        let whole = try Data(contentsOf: URL(filePath: path("kept")))
        let piece = 65_536 + 17
        for end in [0, 4, 31, 32, 32 + piece - 1, 32 + piece, 32 + piece + 5, 32 + 2 * piece, whole.count - 1] {
            try whole.prefix(end).write(to: URL(filePath: path("kept")))
            #expect(throws: ArchiveError.self, "\(end)") {
                try ArchivedFile.take(path("kept"), to: nil, key: key, expecting: digest)
            }
        }
        try whole.prefix(32 + piece).write(to: URL(filePath: path("kept")))
        #expect(throws: ArchiveError.cut(path: path("kept"))) {
            try ArchivedFile.take(path("kept"), to: nil, key: key, expecting: digest)
        }
        try (whole + Data([0])).write(to: URL(filePath: path("kept")))
        #expect(throws: ArchiveError.self) {
            try ArchivedFile.take(path("kept"), to: nil, key: key, expecting: digest)
        }
        try FileManager.default.removeItem(at: folder)
    }

    @Test func `another key is told as another key`() throws {
        let digest = try put(1000, key)
        #expect(throws: ArchiveError.wrongKey(path: path("kept"))) {
            try ArchivedFile.take(
                path("kept"),
                to: nil,
                key: ArchiveKey(bytes: Array(repeating: 7, count: 32)),
                expecting: digest
            )
        }
        try FileManager.default.removeItem(at: folder)
    }

    @Test func `a key is made once, for its owner only, and read back`() throws {
        try ArchiveKey.make(at: path("key"))
        let made = try ArchiveKey(file: path("key"))
        #expect(try ArchiveKey(file: path("key")) == made && "\(made)" == "(key)")
        #expect(throws: ArchiveError.self) { try ArchiveKey.make(at: path("key")) }
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path("key"))
        #expect(throws: ArchiveError.openKey(path: path("key"), mode: "644")) { try ArchiveKey(file: path("key")) }
        try Data("short".utf8).write(to: URL(filePath: path("other")))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path("other"))
        #expect(throws: ArchiveError.noKey(path: path("other"))) { try ArchiveKey(file: path("other")) }
        #expect(throws: ArchiveError.missing(path: path("none"))) { try ArchiveKey(file: path("none")) }
        try FileManager.default.removeItem(at: folder)
    }
}
