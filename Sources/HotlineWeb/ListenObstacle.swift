internal import HotlineCore
internal import NIOCore

#if canImport(Glibc)
internal import Glibc
#endif

/// What keeps a program from listening.
public enum ListenObstacle: Hashable, Sendable {
    /// Another one does.
    case inUse
    /// The address is none of this machine's.
    case notOurs
    /// The account may not: a port below 1024.
    case forbidden
    /// Something else, in the system's words.
    case other(String)

    init(_ error: any Error) {
        switch (error as? IOError)?.errnoCode {
        case EADDRINUSE: self = .inUse
        case EADDRNOTAVAIL: self = .notOurs
        case EACCES: self = .forbidden
        default: self = .other(error.listeningReason)
        }
    }

    /// One line for the log.
    func words(for address: ListenAddress) -> String {
        switch self {
        case .inUse: "another program listens on \(address)"
        case .notOurs: "cannot listen on \(address): \(String(cString: strerror(EADDRNOTAVAIL)))"
        case .forbidden: "cannot listen on \(address): \(String(cString: strerror(EACCES)))"
        case .other(let reason): "cannot listen on \(address): \(reason)"
        }
    }
}
