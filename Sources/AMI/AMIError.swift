/// What can go wrong between a client and Asterisk's manager interface.
///
/// Cases carry sizes, limits and names of actions and their headers, never a value: that may be a secret or a caller's.
public enum AMIError: Error, Hashable, Sendable {
    /// Nobody is logged in at the moment; it may be tried again later.
    case notConnected
    /// The address cannot be reached.
    case cannotConnect(host: String, port: Int, reason: String)
    /// The peer's first line is not that of a manager interface.
    case noGreeting(length: Int)
    /// The peer began a message with a line that is no header.
    case malformedLine(length: Int)
    /// A line grew past the limit before it ended.
    case lineTooLong(limit: Int)
    /// A message has more headers than the limit.
    case tooManyHeaders(limit: Int)
    /// A message is larger than the limit.
    case messageTooLong(limit: Int)
    /// Asterisk does not let the account in: a wrong name or secret, or an address it does not allow.
    case loginRefused
    /// The secret cannot be hashed, since this machine's libcrypto has no MD5.
    case noMD5
    /// The peer took longer than it may.
    case timedOut
    /// The peer closed the connection, or it broke.
    case peerClosed
    /// This client is ending.
    case shuttingDown
    /// An action's name or a header's name is not made of printable ASCII without colon and blank, or is the client's to give.
    case badName(action: String)
    /// A value holds a line feed, a carriage return or a NUL, which the protocol cannot carry.
    case forbiddenByte(action: String, header: String)
    /// A header's line is longer than the line Asterisk reads.
    case headerTooLong(action: String, header: String, length: Int, limit: Int)
    /// An action has more headers than Asterisk reads.
    case tooManyActionHeaders(action: String, count: Int, limit: Int)
}

extension AMIError: CustomStringConvertible {
    /// One line for the log, without any value that was sent or received.
    public var description: String {
        switch self {
        case .notConnected: "Not logged in at the manager interface."
        case .cannotConnect(let host, let port, let reason): "Cannot connect to \(host):\(port): \(reason)"
        case .noGreeting(let length): "The peer's first line of \(length) bytes is not that of a manager interface."
        case .malformedLine(let length): "The peer began a message with a line of \(length) bytes that is no header."
        case .lineTooLong(let limit): "The peer sent a line longer than \(limit) bytes."
        case .tooManyHeaders(let limit): "The peer sent a message of more than \(limit) headers."
        case .messageTooLong(let limit): "The peer sent a message of more than \(limit) bytes."
        case .loginRefused: "Asterisk refused the login."
        case .noMD5: "This machine's libcrypto has no MD5."
        case .timedOut: "The peer took too long."
        case .peerClosed: "The peer closed the connection."
        case .shuttingDown: "The client is shutting down."
        case .badName: "The name of an action or of one of its headers cannot be sent."
        case .forbiddenByte(let action, let header):
            "The header \(header) of \(action) holds a line break or a NUL; the manager interface cannot carry one."
        case .headerTooLong(let action, let header, let length, let limit):
            "The header \(header) of \(action) is a line of \(length) bytes; Asterisk reads at most \(limit)."
        case .tooManyActionHeaders(let action, let count, let limit):
            "\(action) has \(count) headers; Asterisk reads at most \(limit)."
        }
    }
}
