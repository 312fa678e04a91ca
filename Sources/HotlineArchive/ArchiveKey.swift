internal import CSodium
internal import Foundation

/// The key backups are encrypted with, which no program prints.
public struct ArchiveKey: Hashable, Sendable {
    let bytes: [UInt8]

    /// Reads a key: 32 bytes in base64 on one line, in a file that only its owner and group may read.
    ///
    /// - Throws: ``ArchiveError``.
    public init(file path: String) throws(ArchiveError) {
        var facts = stat()
        guard stat(path, &facts) == 0 else { throw ArchiveError(path) }
        guard facts.st_mode & 0o037 == 0 else {
            throw .openKey(path: path, mode: String(facts.st_mode & 0o777, radix: 8))
        }
        guard let text = try? String(contentsOfFile: path, encoding: .utf8),
            let data = Data(base64Encoded: text.trimmingCharacters(in: .whitespacesAndNewlines)),
            data.count == Int(secretstream_key_length)
        else { throw .noKey(path: path) }
        bytes = Array(data)
    }

    /// Wraps a key of 32 bytes.
    init(bytes: [UInt8]) {
        precondition(bytes.count == Int(secretstream_key_length))
        self.bytes = bytes
    }

    /// Makes a new key in a file that is not there yet, for its owner only.
    ///
    /// - Throws: ``ArchiveError`` where the file is there, or cannot be made.
    public static func make(at path: String) throws(ArchiveError) {
        var bytes = [UInt8](repeating: 0, count: Int(secretstream_key_length))
        guard sodium_init() >= 0 else { throw .system(path: path, reason: "libsodium не запускается") }
        randombytes_buf(&bytes, bytes.count)
        let file = try DiskFile(path, O_WRONLY | O_CREAT | O_EXCL)
        try file.write(Array((Data(bytes).base64EncodedString() + "\n").utf8))
        try file.sync()
    }
}

extension ArchiveKey: CustomStringConvertible, CustomReflectable {
    /// A stub.
    public var description: String { "(key)" }

    /// A stub.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
