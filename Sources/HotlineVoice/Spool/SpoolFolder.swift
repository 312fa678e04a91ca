internal import CFiles
internal import HotlineCore

#if canImport(Glibc)
internal import Glibc
#endif

/// The folder that holds the spool's files.
struct SpoolFolder: Hashable, Sendable {
    /// How long to wait for a lock.
    ///
    /// It is only held over a write or two; whoever holds it for longer was stopped, or has a sick disk.
    private static let patience: Duration = .seconds(10)
    /// How long to wait before a lock is tried again, in microseconds.
    private static let pause: UInt32 = 1000

    /// Where it is.
    let path: String

    /// The path of a file in it.
    func path(of name: String) -> String { "\(path)/\(name)" }

    /// Makes the folder where there is none.
    func make() throws(SpoolError) {
        if access(path, F_OK) == 0 { return }
        guard mkdir(path, 0o770) == 0 else {
            if errno == EEXIST { return }
            throw SpoolError(errno, path: path)
        }
        var status = stat()
        // The umask is not asked; a group handed down from the folder above is kept.
        if lstat(path, &status) == 0 { chmod(path, status.st_mode & 0o7000 | 0o770) }
        try SpoolFolder(path: "\(path)/..").sync()
    }

    /// Waits until which files there are is on the disk.
    func sync() throws(SpoolError) {
        guard let folder = try SpoolFile(openingAt: path, O_RDONLY | O_DIRECTORY) else {
            throw .failed(path: path, errno: ENOENT)
        }
        try folder.sync()
    }

    /// Does `body` while no other program and no other thread holds the lock of this name.
    func locked<Value: ~Copyable>(
        by name: String,
        _ body: () throws(SpoolError) -> Value
    ) throws(SpoolError) -> Value {
        // To hold a lock, one need not be able to write its file.
        let lock = try SpoolFile(makingAt: path(of: name), O_RDONLY)
        var tries = Self.patience.milliseconds
        while try !lock.tryLock() {
            guard tries > 0 else { throw .locked(path: lock.path) }
            tries -= 1
            usleep(Self.pause)
        }
        return try body()
    }

    /// Gives a file another name, in this folder or one below.
    func rename(_ name: String, to other: String) throws(SpoolError) {
        guard Glibc.rename(path(of: name), path(of: other)) == 0 else { throw SpoolError(errno, path: path(of: name)) }
    }

    /// Puts a file in the place of another and, where there is another, that one in the place of the first.
    func exchange(_ name: String, with other: String) throws(SpoolError) {
        let (from, to) = (path(of: name), path(of: other))
        if renameat2(AT_FDCWD, from, AT_FDCWD, to, UInt32(RENAME_EXCHANGE)) == 0 { return }
        // Nothing is there yet, or the file system cannot.
        try rename(name, to: other)
    }

    /// Takes a file away; one that is away already is no error.
    func remove(_ name: String) throws(SpoolError) {
        guard unlink(path(of: name)) == 0 || errno == ENOENT else { throw SpoolError(errno, path: path(of: name)) }
    }

    /// The names of what is in the folder, in no order; none where there is no folder.
    func names() throws(SpoolError) -> [String] {
        guard let folder = opendir(path) else {
            if errno == ENOENT { return [] }
            throw SpoolError(errno, path: path)
        }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            // The name is read where it lies: the entry may be shorter than its type says.
            let name = UnsafeRawPointer(entry).advanced(by: MemoryLayout<dirent>.offset(of: \.d_name) ?? 0)
            names.append(String(cString: name.assumingMemoryBound(to: CChar.self)))
        }
        return names.filter { $0 != "." && $0 != ".." }
    }
}
