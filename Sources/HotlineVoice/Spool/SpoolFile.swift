internal import CFiles
internal import HotlineCore

#if canImport(Glibc)
internal import Glibc
#endif

/// An open file of the spool, or an open folder; closed when it is let go.
struct SpoolFile: ~Copyable {
    /// Where it is.
    let path: String
    private let descriptor: Int32

    /// Opens what is at `path` and no link there; `nil` where nothing is.
    init?(openingAt path: String, _ flags: Int32 = O_RDONLY) throws(SpoolError) {
        let descriptor = open(path, flags | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            let code = errno
            if code == ENOENT { return nil }
            throw SpoolError(code, path: path)
        }
        self.path = path
        self.descriptor = descriptor
    }

    /// Opens a file, and makes it where there is none, for our programs of every account in its group.
    init(makingAt path: String, _ flags: Int32) throws(SpoolError) {
        // Made by hand and not by `O_CREAT` alone, so that the mode is the promised one whatever the umask.
        var descriptor = open(path, flags | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o660)
        if descriptor >= 0 {
            fchmod(descriptor, 0o660)
        } else if errno == EEXIST {
            descriptor = open(path, flags | O_NOFOLLOW | O_CLOEXEC)
        }
        guard descriptor >= 0 else { throw SpoolError(errno, path: path) }
        self.path = path
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    /// Appends bytes in one write; where the system takes only some of them, the error of writing the rest is thrown.
    func write(_ bytes: [UInt8]) throws(SpoolError) {
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.write(descriptor, $0.baseAddress?.advanced(by: written), $0.count - written)
            }
            if count > 0 {
                written += count
            } else if count < 0, errno != EINTR {
                throw SpoolError(errno, path: path)
            }
        }
    }

    /// Waits until what was written is on the disk.
    func sync() throws(SpoolError) {
        guard fsync(descriptor) == 0 else { throw SpoolError(errno, path: path) }
    }

    /// Sees to it that bytes can be appended up to `size` though the disk is full then; how long the file is stays as it is.
    ///
    /// Nothing is done where the file system cannot.
    func reserve(upTo size: Int) throws(SpoolError) {
        while fallocate(descriptor, FALLOC_FL_KEEP_SIZE, 0, off_t(size)) != 0 {
            switch errno {
            case EINTR: continue
            case EOPNOTSUPP, ENOSYS: return
            default: throw SpoolError(errno, path: path)
            }
        }
    }

    /// Cuts off what is beyond `size`, as well as that can be done.
    func cut(to size: Int) {
        _ = ftruncate(descriptor, off_t(size))
    }

    /// How many bytes it has.
    func size() throws(SpoolError) -> Int {
        try Int(status().st_size)
    }

    /// What the system knows of it.
    func status() throws(SpoolError) -> stat {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw SpoolError(errno, path: path) }
        return status
    }

    /// The bytes in a range, or fewer where the file ends before.
    func read(_ range: Range<Int>) throws(SpoolError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: range.count)
        var got = 0
        while got < bytes.count {
            let count = bytes.withUnsafeMutableBytes {
                pread(descriptor, $0.baseAddress?.advanced(by: got), $0.count - got, off_t(range.lowerBound + got))
            }
            if count == 0 { break }
            if count > 0 {
                got += count
            } else if errno != EINTR {
                throw SpoolError(errno, path: path)
            }
        }
        return Array(bytes.prefix(got))
    }

    /// Takes the lock that goes with the file, unless another one holds it.
    ///
    /// - Returns: Whether it is ours; it is until the file is closed.
    func tryLock() throws(SpoolError) -> Bool {
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            switch errno {
            case EINTR: continue
            case EWOULDBLOCK: return false
            default: throw SpoolError(errno, path: path)
            }
        }
        return true
    }
}
