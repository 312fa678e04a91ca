internal import CCrypto
internal import CSodium
internal import Foundation

/// What is known of a file's bytes, before they are encrypted.
public struct FileDigest: Hashable, Sendable {
    /// How many there are.
    public var size: Int64
    /// SHA-256 of them, 64 hexadecimal digits.
    public var sha256: String

    /// Creates a digest.
    public init(size: Int64, sha256: String) {
        self.size = size
        self.sha256 = sha256
    }
}

/// A file as a backup holds it: as it is, or encrypted by libsodium's secretstream in pieces.
///
/// Encrypted it begins with eight bytes that name the format, then the stream's header; each piece is `piece` bytes of the file
/// and 17 more, and the last one says that it is the last, so that a file cut between two pieces is known as one.
public enum ArchivedFile {
    private static let magic = Array("HOTLINE1".utf8)
    /// How many bytes are dealt with at a time.
    static let piece = 65_536

    /// Copies a file into a backup, through a name of its own until it is on the disk.
    ///
    /// - Parameters:
    ///   - source: The file.
    ///   - target: Where it stands in the backup.
    ///   - key: What it is encrypted with; `nil` for as it is.
    ///   - progress: Told how many more bytes are done.
    /// - Returns: What was copied.
    /// - Throws: ``ArchiveError``; what stood at `target` is as it was then.
    public static func put(
        _ source: String,
        at target: String,
        key: ArchiveKey?,
        progress: (Int) -> Void = { _ in }
    ) throws(ArchiveError) -> FileDigest {
        let part = "\(target).part"
        let input = try DiskFile(source, O_RDONLY | O_NOFOLLOW)
        let output = try DiskFile(part, O_WRONLY | O_CREAT | O_TRUNC)
        var hash = Hash()
        var size: Int64 = 0
        var sealer = try key.map { key throws(ArchiveError) in try Sealer(key, path: target) }
        if let sealer { try output.write(magic + sealer.header) }
        var bytes = try input.read(piece)
        while true {
            let next = bytes.count < piece ? [] : try input.read(piece)
            hash.add(bytes)
            size += Int64(bytes.count)
            if sealer != nil {
                try output.write(sealer?.seal(bytes, isLast: next.isEmpty) ?? [])
            } else {
                try output.write(bytes)
            }
            progress(bytes.count)
            if next.isEmpty { break }
            bytes = next
        }
        try output.sync()
        try DiskFile.rename(part, to: target)
        return FileDigest(size: size, sha256: hash.finished())
    }

    /// Takes a file out of a backup, or only looks whether it is whole.
    ///
    /// - Parameters:
    ///   - source: Where it stands in the backup.
    ///   - target: Where to write it; `nil` to look only.
    ///   - key: What it was encrypted with; `nil` for nothing.
    ///   - expected: What it must be.
    ///   - progress: Told how many more bytes are done.
    /// - Throws: ``ArchiveError``; nothing is left at `target` then.
    public static func take(
        _ source: String,
        to target: String?,
        key: ArchiveKey?,
        expecting expected: FileDigest,
        progress: (Int) -> Void = { _ in }
    ) throws(ArchiveError) {
        do throws(ArchiveError) {
            let found = try read(source, to: target, key: key, progress: progress)
            guard found.size >= expected.size else { throw .cut(path: source) }
            guard found == expected else { throw .changed(path: source) }
        } catch {
            if let target { unlink(target) }
            throw error
        }
    }

    /// What a file holds, in memory.
    ///
    /// - Parameters:
    ///   - source: The file.
    ///   - key: What it was encrypted with.
    /// - Returns: The bytes, and their digest.
    /// - Throws: ``ArchiveError``.
    public static func contents(
        of source: String,
        key: ArchiveKey
    ) throws(ArchiveError) -> (bytes: [UInt8], digest: FileDigest) {
        var all: [UInt8] = []
        let digest = try read(source, to: nil, key: key, progress: { _ in }, also: { all += $0 })
        return (all, digest)
    }

    /// Whether a file, as it is, holds these bytes and no others.
    ///
    /// - Parameters:
    ///   - path: The file, which is no link.
    ///   - expected: What it must hold.
    /// - Returns: Whether it does; not where it cannot be read either.
    public static func holds(_ path: String, _ expected: FileDigest) -> Bool {
        var facts = stat()
        // A size is known without reading, and bytes that are too many or too few need not be read.
        guard lstat(path, &facts) == 0, Int64(facts.st_size) == expected.size else { return false }
        return (try? read(path, to: nil, key: nil, progress: { _ in })) == expected
    }

    private static func read(
        _ source: String,
        to target: String?,
        key: ArchiveKey?,
        progress: (Int) -> Void,
        also receive: ([UInt8]) -> Void = { _ in }
    ) throws(ArchiveError) -> FileDigest {
        let input = try DiskFile(source, O_RDONLY | O_NOFOLLOW)
        let output = Output(
            try target.map { path throws(ArchiveError) in
                try OpenFile(path)
            }
        )
        var hash = Hash()
        var size: Int64 = 0
        func take(_ bytes: [UInt8]) throws(ArchiveError) {
            hash.add(bytes)
            size += Int64(bytes.count)
            try output.write(bytes)
            receive(bytes)
            progress(bytes.count)
        }
        if let key {
            let start = try input.read(magic.count + Int(secretstream_header_length))
            guard start.count == magic.count + Int(secretstream_header_length) else { throw .cut(path: source) }
            guard start.starts(with: magic) else { throw .changed(path: source) }
            var opener = try Opener(key, header: Array(start.dropFirst(magic.count)), path: source)
            while !opener.isAtEnd {
                let sealed = try input.read(piece + Int(secretstream_overhead))
                guard !sealed.isEmpty else { throw .cut(path: source) }
                try take(opener.open(sealed))
            }
            guard try input.read(1).isEmpty else { throw .changed(path: source) }
        } else {
            while case let bytes = try input.read(piece), !bytes.isEmpty { try take(bytes) }
        }
        try output.sync()
        return FileDigest(size: size, sha256: hash.finished())
    }

    /// A file that is written, or nothing.
    private struct Output {
        private let file: OpenFile?

        init(_ file: OpenFile?) { self.file = file }

        func write(_ bytes: [UInt8]) throws(ArchiveError) { try file?.file.write(bytes) }

        func sync() throws(ArchiveError) { try file?.file.sync() }
    }

    /// A file that is made, held by reference.
    private final class OpenFile {
        let file: DiskFile

        init(_ path: String) throws(ArchiveError) {
            file = try DiskFile(path, O_WRONLY | O_CREAT | O_TRUNC)
        }
    }
}

/// SHA-256 of what comes in pieces.
struct Hash: ~Copyable {
    private let context: OpaquePointer

    init() {
        guard let context = EVP_MD_CTX_new() else { preconditionFailure("Out of memory.") }
        EVP_DigestInit_ex(context, EVP_sha256(), nil)
        self.context = context
    }

    deinit { EVP_MD_CTX_free(context) }

    mutating func add(_ bytes: [UInt8]) { EVP_DigestUpdate(context, bytes, bytes.count) }

    /// The hash of all pieces; it is not added to afterwards.
    mutating func finished() -> String {
        var digest = [UInt8](repeating: 0, count: 32)
        EVP_DigestFinal_ex(context, &digest, nil)
        return digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}

/// Encrypts piece by piece.
struct Sealer {
    let header: [UInt8]
    private var state = crypto_secretstream_xchacha20poly1305_state()

    init(_ key: ArchiveKey, path: String) throws(ArchiveError) {
        var header = [UInt8](repeating: 0, count: Int(secretstream_header_length))
        guard sodium_init() >= 0,
            crypto_secretstream_xchacha20poly1305_init_push(&state, &header, key.bytes) == 0
        else { throw .system(path: path, reason: "шифрование не запускается") }
        self.header = header
    }

    mutating func seal(_ bytes: [UInt8], isLast: Bool) -> [UInt8] {
        var sealed = [UInt8](repeating: 0, count: bytes.count + Int(secretstream_overhead))
        let tag = isLast ? secretstream_tag_final() : secretstream_tag_message()
        crypto_secretstream_xchacha20poly1305_push(&state, &sealed, nil, bytes, UInt64(bytes.count), nil, 0, tag)
        return sealed
    }
}

/// Decrypts piece by piece.
struct Opener {
    private(set) var isAtEnd = false
    private var isFirst = true
    private let path: String
    private var state = crypto_secretstream_xchacha20poly1305_state()

    init(_ key: ArchiveKey, header: [UInt8], path: String) throws(ArchiveError) {
        self.path = path
        guard sodium_init() >= 0,
            crypto_secretstream_xchacha20poly1305_init_pull(&state, header, key.bytes) == 0
        else { throw .wrongKey(path: path) }
    }

    /// The bytes of a piece.
    mutating func open(_ sealed: [UInt8]) throws(ArchiveError) -> [UInt8] {
        guard sealed.count >= Int(secretstream_overhead) else { throw .cut(path: path) }
        var bytes = [UInt8](repeating: 0, count: sealed.count - Int(secretstream_overhead))
        var tag: UInt8 = 0
        let isGood =
            crypto_secretstream_xchacha20poly1305_pull(
                &state,
                &bytes,
                nil,
                &tag,
                sealed,
                UInt64(sealed.count),
                nil,
                0
            ) == 0
        guard isGood else {
            if isFirst { throw .wrongKey(path: path) }
            // A piece that was cut fails as a changed one does; only the last piece may be shorter.
            throw sealed.count < ArchivedFile.piece + Int(secretstream_overhead)
                ? .cut(path: path) : .changed(path: path)
        }
        isFirst = false
        isAtEnd = tag == secretstream_tag_final()
        return bytes
    }
}
