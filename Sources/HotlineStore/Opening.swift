#if canImport(Glibc)
internal import Glibc
#endif

/// Keeps programs that start at the same moment from making the schema twice.
///
/// A lock on a file beside the store, held while it is opened. Turning on write-ahead logging does not wait for others, so the
/// lock is there even where the schema is already made.
enum Opening {
    /// Does `body` while no other program opens the store at `path`.
    static func alone<Value>(besideStore path: String, _ body: () throws -> Value) throws -> Value {
        let descriptor = open("\(path).lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o640)
        guard descriptor >= 0 else { throw StoreError.cannotOpen(path: path, reason: String(cString: strerror(errno))) }
        defer { close(descriptor) }
        while flock(descriptor, LOCK_EX) != 0, errno == EINTR {}
        return try body()
    }
}
