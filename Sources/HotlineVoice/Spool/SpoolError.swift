#if canImport(Glibc)
internal import Glibc
#endif

/// What can go wrong with the spool, by what can be done about it.
public enum SpoolError: Error, Hashable, Sendable {
    /// The disk, or what we may use of it, is full.
    case full(path: String)
    /// Another program held the lock for longer than we wait.
    case locked(path: String)
    /// The file with the numbers held ready could not be understood and was put aside; none is held any more.
    case damaged(path: String)
    /// Something else that the system said, as its `errno`.
    case failed(path: String, errno: Int32)

    /// Takes up what the system said of a file or folder.
    init(_ code: Int32, path: String) {
        self = [ENOSPC, EDQUOT].contains(code) ? .full(path: path) : .failed(path: path, errno: code)
    }
}

extension SpoolError: CustomStringConvertible {
    /// One line for the log: what and where, and nothing of what is kept.
    public var description: String {
        switch self {
        case .full(let path): "\(path): the disk is full"
        case .locked(let path): "\(path): another program holds the lock"
        case .damaged(let path): "\(path): this could not be understood and was put aside; no numbers are held ready"
        case .failed(let path, let code): "\(path): \(String(cString: strerror(code))) (\(code))"
        }
    }
}
