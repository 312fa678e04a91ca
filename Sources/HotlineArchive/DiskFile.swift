internal import Foundation

#if canImport(Glibc)
internal import Glibc
#endif

/// An open file; closed when it is let go.
struct DiskFile: ~Copyable {
    let path: String
    private let descriptor: Int32

    /// Opens a file; one that is made is for its owner only.
    init(_ path: String, _ flags: Int32) throws(ArchiveError) {
        self.path = path
        descriptor = open(path, flags | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw ArchiveError(path) }
    }

    deinit { close(descriptor) }

    /// The next bytes, fewer than `count` only at the end.
    func read(_ count: Int) throws(ArchiveError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var length = 0
        while length < count {
            let got = bytes.withUnsafeMutableBytes { buffer in
                Glibc.read(descriptor, buffer.baseAddress?.advanced(by: length), count - length)
            }
            if got < 0, errno == EINTR { continue }
            guard got >= 0 else { throw ArchiveError(path) }
            guard got > 0 else { break }
            length += got
        }
        bytes.removeLast(count - length)
        return bytes
    }

    func write(_ bytes: [UInt8]) throws(ArchiveError) {
        var done = 0
        while done < bytes.count {
            let wrote = bytes.withUnsafeBytes { buffer in
                Glibc.write(descriptor, buffer.baseAddress?.advanced(by: done), bytes.count - done)
            }
            if wrote < 0, errno == EINTR { continue }
            guard wrote > 0 else { throw ArchiveError(path) }
            done += wrote
        }
    }

    func sync() throws(ArchiveError) {
        guard fsync(descriptor) == 0 else { throw ArchiveError(path) }
    }

    /// Keeps others from taking the same lock until this is let go.
    ///
    /// - Returns: Whether nobody else has it.
    func lock() -> Bool { flock(descriptor, LOCK_EX | LOCK_NB) == 0 }

    /// Makes the names in a folder outlive a power cut.
    static func syncFolder(_ path: String) throws(ArchiveError) {
        try DiskFile(path, O_RDONLY | O_DIRECTORY).sync()
    }

    /// Gives a file or folder another name, in place of what has it.
    static func rename(_ path: String, to other: String) throws(ArchiveError) {
        guard Glibc.rename(path, other) == 0 else { throw ArchiveError(other) }
    }

    /// Makes a folder for its owner only, where there is none.
    static func makeFolder(_ path: String) throws(ArchiveError) {
        do {
            try FileManager.default.createDirectory(
                atPath: path,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        } catch {
            throw .system(path: path, reason: "папку сделать нельзя")
        }
    }
}

extension ArchiveError {
    /// What the system said last, of a file.
    init(_ path: String) {
        switch errno {
        case ENOENT: self = .missing(path: path)
        case ENOSPC, EDQUOT: self = .system(path: path, reason: "диск полон")
        case EACCES, EPERM: self = .system(path: path, reason: "нет прав")
        case EEXIST: self = .system(path: path, reason: "файл уже есть, он не тронут")
        default: self = .system(path: path, reason: String(cString: strerror(errno)))
        }
    }
}
