/// What a peer of the outside world throws.
public enum WorldError: Error, Hashable {
    /// The unpacked Asterisk or Kannel is not in the cache folder.
    case notInstalled(program: String, folder: String)
    /// Something awaited did not happen in time; `seen` is what did.
    case timedOut(awaiting: String, seen: String)
    /// A program could not be started.
    case cannotStart(program: String, errno: Int32)
    /// A program ended that should have gone on; `output` is the end of what it said.
    case ended(program: String, output: String)
    /// A socket could not be had.
    case socket(operation: String, errno: Int32)
    /// The call was refused, or ended before it was answered.
    case notAnswered(status: Int)
    /// The call is over, so nothing more can be done or heard in it.
    case callOver
    /// A sound file is not what it should be.
    case unreadableSound(path: String, reason: String)
}

extension WorldError: CustomStringConvertible {
    /// One line for a failed test, which says what to do where something can be done.
    public var description: String {
        switch self {
        case .notInstalled(let program, let folder):
            "\(program) is not in \(folder): run `make deps`"
        case .timedOut(let awaited, let seen):
            "waited in vain for \(awaited); seen: \(seen)"
        case .cannotStart(let program, let errno):
            "\(program) cannot be started (errno \(errno))"
        case .ended(let program, let output):
            "\(program) ended: \(output)"
        case .socket(let operation, let errno):
            "\(operation) failed (errno \(errno))"
        case .notAnswered(let status):
            "the call was not answered (status \(status))"
        case .callOver:
            "the call is over"
        case .unreadableSound(let path, let reason):
            "\(path) cannot be read: \(reason)"
        }
    }
}
