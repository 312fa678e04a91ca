internal import HotlineCore

#if canImport(Glibc)
internal import Glibc
#endif

/// Keeps programs that start at the same moment from making the schema twice.
///
/// A lock on a file beside the store, held while it is opened. Turning on write-ahead logging does not wait for others, so the
/// lock is there even where the schema is already made.
enum Opening {
    /// How long to wait before the lock is tried again, in microseconds.
    private static let pause: UInt32 = 1000

    /// Does `body` while no other program opens the store at `path`.
    ///
    /// - Throws: ``StoreError/locked(path:)`` where another one is still opening it when `patience` runs out, and what `body` throws.
    static func alone<Value>(
        besideStore path: String,
        waiting patience: Duration,
        _ body: () throws -> Value
    ) throws -> Value {
        // Programs of several accounts share the lock: to hold it, one need not be able to write the file.
        let descriptor = open("\(path).lock", O_RDONLY | O_CREAT | O_CLOEXEC, 0o660)
        guard descriptor >= 0 else { throw StoreError.cannotOpen(path: path, reason: String(cString: strerror(errno))) }
        defer { close(descriptor) }
        var tries = patience.milliseconds
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            guard tries > 0 else { throw StoreError.locked(path: path) }
            tries -= 1
            usleep(pause)
        }
        return try body()
    }
}
