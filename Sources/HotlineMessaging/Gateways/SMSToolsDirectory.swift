internal import CFiles
internal import Glibc
internal import HotlineCore

/// A folder of the spool, and what can be done to the files in it.
struct SMSToolsDirectory: Hashable, Sendable {
    /// What there is to know of a file without opening it.
    struct Status: Hashable, Sendable {
        var size: Int
        var modifiedAt: Instant
    }

    /// The most of a file that is read: the longest joined text is a tenth of it.
    static let mostBytes = 1 << 20

    let folder: SMSToolsSpool.Folder
    let path: String

    /// The names in it in order; none where the folder is not there.
    func names() throws(SMSToolsFault) -> [String] {
        guard let stream = opendir(path) else {
            if errno == ENOENT { return [] }
            throw fault()
        }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// How a file is; `nil` where there is none, or something that is no file.
    func status(of name: String) throws(SMSToolsFault) -> Status? {
        var status = stat()
        guard lstat(file(name), &status) == 0 else {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw fault()
        }
        guard status.st_mode & S_IFMT == S_IFREG else { return nil }
        let milliseconds = Int64(status.st_mtim.tv_sec) * 1000 + Int64(status.st_mtim.tv_nsec) / 1_000_000
        return Status(size: Int(status.st_size), modifiedAt: Instant(milliseconds: milliseconds))
    }

    /// Whether smsd is at work on a file: what it writes under a name is whole once the lock is gone.
    func isLocked(_ name: String) -> Bool { access(file(name + ".LOCK"), F_OK) == 0 }

    /// What a file holds; `nil` where it is gone.
    func contents(of name: String) throws(SMSToolsFault) -> [UInt8]? {
        let descriptor = open(file(name), O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw fault()
        }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while bytes.count < Self.mostBytes {
            let count = read(descriptor, &buffer, buffer.count)
            if count == 0 { break }
            if count < 0 {
                if errno == EINTR { continue }
                throw fault()
            }
            bytes += buffer[..<count]
        }
        return bytes
    }

    /// Writes a new file that smsd's group may read and write.
    ///
    /// - Parameters:
    ///   - bytes: What it holds.
    ///   - start: How its name begins; what follows makes it one that nobody else has.
    /// - Returns: Its name.
    /// - Throws: ``SMSToolsFault``; then nothing is left of it.
    func write(_ bytes: [UInt8], underNameOf start: String) throws(SMSToolsFault) -> String {
        var template = Array("\(file(start)).XXXXXX".utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw fault() }
        defer { close(descriptor) }
        let name =
            String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
            .split(separator: "/").last.map(String.init) ?? start
        do throws(SMSToolsFault) {
            try fill(descriptor, with: bytes)
        } catch {
            _ = unlink(file(name))
            throw error
        }
        return name
    }

    private func fill(_ descriptor: Int32, with bytes: [UInt8]) throws(SMSToolsFault) {
        // The umask has no say: smsd's group must be able to write, and others must not even read.
        guard fchmod(descriptor, 0o660) == 0 else { throw fault() }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno != EINTR {
                throw fault()
            }
        }
        guard fsync(descriptor) == 0 else { throw fault() }
    }

    /// Gives a file a place in another folder of the same file system.
    ///
    /// - Returns: Whether it is there now; a file that already stands there is left, and so is this one.
    func move(_ name: String, to other: SMSToolsDirectory, as newName: String) throws(SMSToolsFault) -> Bool {
        let (from, to) = (file(name), other.file(newName))
        if renameat2(AT_FDCWD, from, AT_FDCWD, to, UInt32(RENAME_NOREPLACE)) == 0 { return true }
        if errno == EEXIST { return false }
        // Some file systems cannot look and rename in one.
        guard errno == EINVAL || errno == ENOSYS else { throw fault() }
        if access(to, F_OK) == 0 { return false }
        guard Glibc.rename(from, to) == 0 else { throw fault() }
        return true
    }

    /// Gives a file another name in the folder, whatever stood under it.
    func rename(_ name: String, to newName: String) throws(SMSToolsFault) {
        guard Glibc.rename(file(name), file(newName)) == 0 || errno == ENOENT else { throw fault() }
    }

    /// Removes a file, where there is one.
    func remove(_ name: String) throws(SMSToolsFault) {
        guard unlink(file(name)) == 0 || errno == ENOENT else { throw fault() }
    }

    /// Makes the folder, where it is not there.
    func make() throws(SMSToolsFault) {
        guard mkdir(path, 0o770) == 0 || errno == EEXIST else { throw fault() }
    }

    /// Waits until the names in it are on the disk.
    func sync() throws(SMSToolsFault) {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw fault() }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw fault() }
    }

    /// Whether we may list it and change what is in it.
    var isUsable: Bool { access(path, R_OK | W_OK | X_OK) == 0 }

    /// What went wrong just before.
    func fault() -> SMSToolsFault { SMSToolsFault(folder: folder, code: errno) }

    private func file(_ name: String) -> String { "\(path)/\(name)" }
}
