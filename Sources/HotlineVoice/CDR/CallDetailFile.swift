#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// Asterisk's own account of its calls, `Master.csv`, as it grows.
///
/// It keeps nothing itself: whoever reads keeps the position. A file that is another one, or is shorter than what
/// was read, is read from its beginning. Of one that was moved to `Master.csv.1` the rest is read first.
public struct CallDetailFile: Sendable {
    /// The most bytes read in one go.
    public static let chunk = 1 << 20

    private let path: String
    private let chunk: Int

    /// Names a file; nothing is opened yet.
    ///
    /// - Parameters:
    ///   - path: Where it is.
    ///   - chunk: The most bytes to read in one go.
    public init(path: String, chunk: Int = CallDetailFile.chunk) {
        self.path = path
        self.chunk = max(chunk, 1)
    }

    /// Reads what has come since a position.
    ///
    /// - Parameter position: Where the last reading ended, or `nil` for the beginning.
    /// - Returns: What was read, or `nil` where there is no file: Asterisk makes it with the first call.
    /// - Throws: ``CallDetailFileError`` where it is there and cannot be read.
    public func read(from position: CallDetailPosition?) throws(CallDetailFileError) -> CallDetailReading? {
        if let position, let rest = try restOfRotated(position) { return rest }
        guard let file = try OpenFile(path) else { return nil }
        return try read(file, from: place(of: position, in: file))
    }

    /// What is left of a file that was moved aside since; `nil` where there is none or it is read to its end.
    private func restOfRotated(_ position: CallDetailPosition) throws(CallDetailFileError) -> CallDetailReading? {
        if let current = try OpenFile(path), current.inode == position.inode { return nil }
        guard let file = try OpenFile(path + ".1"), file.inode == position.inode, file.size > position.offset else {
            return nil
        }
        var reading = try read(file, from: position)
        guard reading.position.offset > position.offset else { return nil }
        reading.isMore = true
        return reading
    }

    private func place(of position: CallDetailPosition?, in file: borrowing OpenFile) -> CallDetailPosition {
        guard let position, position.inode == file.inode, (0...file.size).contains(position.offset) else {
            return CallDetailPosition(inode: file.inode, offset: 0)
        }
        return position
    }

    private func read(
        _ file: borrowing OpenFile,
        from position: CallDetailPosition
    ) throws(CallDetailFileError) -> CallDetailReading {
        let bytes = try file.read(chunk, at: position.offset)
        var reading = CallDetailReading(bytes, at: position, isFull: bytes.count == chunk)
        reading.isMore = bytes.count == chunk
        return reading
    }
}

/// The account of calls is there and cannot be read.
public enum CallDetailFileError: Error, Hashable, Sendable {
    /// What the system said, as its error number.
    case system(errno: Int32)
}

/// A file open for reading, closed when it is let go.
private struct OpenFile: ~Copyable {
    let inode: UInt64
    let size: Int64
    private let descriptor: Int32

    /// Opens a file; `nil` where there is none.
    init?(_ path: String) throws(CallDetailFileError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            guard errno == ENOENT else { throw CallDetailFileError.system(errno: errno) }
            return nil
        }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            let reason = errno
            close(descriptor)
            throw CallDetailFileError.system(errno: reason)
        }
        inode = UInt64(status.st_ino)
        size = Int64(status.st_size)
        self.descriptor = descriptor
    }

    deinit {
        close(descriptor)
    }

    /// Reads as many bytes as there are, up to `count`.
    func read(_ count: Int, at offset: Int64) throws(CallDetailFileError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: min(count, max(Int(size - offset), 0)))
        var filled = 0
        while filled < bytes.count {
            let (place, rest) = (offset + Int64(filled), bytes.count - filled)
            let got = bytes.withUnsafeMutableBytes {
                pread(descriptor, $0.baseAddress?.advanced(by: filled), rest, off_t(place))
            }
            if got < 0, errno == EINTR { continue }
            guard got >= 0 else { throw CallDetailFileError.system(errno: errno) }
            guard got > 0 else { break }
            filled += got
        }
        return Array(bytes.prefix(filled))
    }
}
