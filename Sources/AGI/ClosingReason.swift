/// Why a connection ended without the dialogue wanting it.
public enum ClosingReason: Hashable, Sendable {
    /// Asterisk closed the connection, or it broke.
    case peerClosed
    /// Asterisk took longer than it may.
    case timedOut
    /// What was sent or was to be sent is not AGI.
    case fault(AGIError)
    /// This program is ending and the time for calls to finish is over.
    case shuttingDown
}

extension ClosingReason: CustomStringConvertible {
    /// One line for the log.
    public var description: String {
        switch self {
        case .peerClosed: "The peer closed the connection."
        case .timedOut: "The peer took too long."
        case .fault(let error): error.description
        case .shuttingDown: "The server is shutting down."
        }
    }
}
