import NIOCore

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The server could not listen at its address.
public struct ListeningError: Error, Hashable, CustomStringConvertible {
    /// The host the server was to listen at.
    public let host: String
    /// The port the server was to listen at.
    public let port: Int
    /// What the system said.
    public let reason: String

    /// One line for the log or the terminal.
    public var description: String { "Cannot listen at \(host):\(port): \(reason)" }

    /// What the system said, without the name of the function that failed.
    static func reason(for error: any Error) -> String {
        guard let error = error as? IOError else { return "\(error)" }
        return String(cString: strerror(error.errnoCode))
    }
}
