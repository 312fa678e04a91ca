internal import Foundation

/// A server that takes every connection and never says a word, as one does that has stopped.
///
/// One that is let go of hangs up on all.
public final class SilentServer: Sendable {
    private let connections = Watched<[Int32]>([])
    private let socket: Int32

    /// Begins to listen.
    ///
    /// - Parameter port: Where.
    /// - Throws: ``WorldError/socket(operation:errno:)``.
    public init(port: Int) throws(WorldError) {
        let socket = try Loopback.listening(port: port)
        self.socket = socket
        Thread.detachNewThread { [connections] in
            while case let connection = accept(socket, nil, nil), connection >= 0 {
                connections.change { $0.append(connection) }
            }
            close(socket)
        }
    }

    deinit {
        shutdown(socket, Int32(SHUT_RDWR))
        for connection in connections.value { close(connection) }
    }

    /// How many have come.
    public var callers: Int { connections.value.count }

    /// Waits until so many have come.
    public func waitForCallers(_ count: Int, within limit: Duration = .seconds(10)) async throws(WorldError) {
        guard await connections.holds(within: limit, { $0.count >= count }) else {
            throw .timedOut(awaiting: "\(count) connections", seen: "\(callers)")
        }
    }
}
