internal import HotlineCore

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// Which file a path led to, so that one deleted or put in its place is noticed: SQLite goes on writing to a file that nobody
/// will ever find again.
struct FileIdentity: Hashable, Sendable {
    private let path: String
    private let device: UInt64
    private let inode: UInt64

    /// What the path leads to now, or `nil` where that is nothing.
    init?(path: String) {
        var facts = stat()
        guard stat(path, &facts) == 0 else { return nil }
        self.path = path
        device = UInt64(facts.st_dev)
        inode = UInt64(facts.st_ino)
    }

    /// Whether the path leads to the same file still.
    var isInPlace: Bool { FileIdentity(path: path) == self }
}

/// What the disk says of itself.
enum Disk {
    /// Whether the disk that `path` is or would be on has no room left.
    ///
    /// A full disk does not always tell SQLite so: memory that several programs share is then told as a failure to read or write.
    static func isFull(at path: String) -> Bool {
        let end = path.lastIndex(of: "/")
        let folder = end.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        var facts = statvfs()
        return statvfs(folder, &facts) == 0 && facts.f_bavail == 0
    }
}
