#if canImport(Glibc)
internal import Glibc
#endif

/// The database as a file among others.
enum DatabaseFile {
    /// Makes an empty one where there is none, for the account and its group: Asterisk's account writes it too.
    ///
    /// SQLite makes its own readable for the group only, and its other files as this one is. What keeps it from being made is told
    /// by whoever opens it.
    static func make(at path: String) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o660)
        if descriptor >= 0 { close(descriptor) }
    }

    /// Gives a file the owner, the group and the mode of another.
    ///
    /// - Throws: ``StoreError/cannotOpen(path:reason:)`` where that may not be.
    static func give(_ path: String, theRightsOf other: String) throws(StoreError) {
        var facts = stat()
        guard stat(other, &facts) == 0 else { throw fault(other) }
        // Who may not give it away keeps it in their own name: the group and the mode are what others need.
        if chown(path, facts.st_uid, facts.st_gid) != 0 { _ = chown(path, uid_t.max, facts.st_gid) }
        guard chmod(path, facts.st_mode & 0o7777) == 0 else { throw fault(path) }
    }

    /// Puts a file in another's place in one step, and keeps that one under a third name; the disk has all of it afterwards.
    ///
    /// - Throws: ``StoreError/cannotOpen(path:reason:)``; the file is then in its place still.
    static func exchange(_ fresh: String, for path: String, keeping kept: String) throws(StoreError) {
        try settle(fresh)
        guard link(path, kept) == 0 else { throw fault(kept) }
        guard rename(fresh, path) == 0 else {
            let fault = fault(path)
            unlink(kept)
            throw fault
        }
        try settle(folder(of: path))
    }

    /// A name beside a file that nothing has yet.
    static func freeName(_ name: String) -> String {
        var (free, more) = (name, 1)
        while access(free, F_OK) == 0 {
            more += 1
            free = "\(name)-\(more)"
        }
        return free
    }

    private static func settle(_ path: String) throws(StoreError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw fault(path) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw fault(path) }
    }

    private static func folder(of path: String) -> String {
        guard let end = path.lastIndex(of: "/") else { return "." }
        return end == path.startIndex ? "/" : String(path[..<end])
    }

    private static func fault(_ path: String) -> StoreError {
        .cannotOpen(path: path, reason: String(cString: strerror(errno)))
    }
}
