internal import Foundation

/// A listener on 127.0.0.1 that takes any request without a body, answers 200 and keeps what was asked.
public final class HTTPSink: Sendable {
    /// Where it listens.
    public let port: Int
    private let targets = Watched<[String]>([])
    private let socket: Int32

    /// Begins to listen.
    public init() throws(WorldError) {
        let socket = try Loopback.listening(port: 0)
        self.socket = socket
        port = Loopback.port(of: socket)
        Thread.detachNewThread { [targets] in
            while case let connection = accept(socket, nil, nil), connection >= 0 {
                Thread.detachNewThread { Self.serve(connection, targets) }
            }
            close(socket)
        }
    }

    deinit {
        shutdown(socket, Int32(SHUT_RDWR))
    }

    /// Waits for a request, also one that has come already.
    ///
    /// - Parameters:
    ///   - limit: How long to wait.
    ///   - isMeant: Which request, by its path and query.
    /// - Returns: The path and query of the first such request.
    /// - Throws: ``WorldError/timedOut(awaiting:seen:)``.
    public func request(
        within limit: Duration = .seconds(20),
        where isMeant: @escaping @Sendable (String) -> Bool
    ) async throws(WorldError) -> String {
        guard let found = await targets.first(within: limit, where: { $0.first(where: isMeant) }) else {
            throw .timedOut(awaiting: "a request", seen: "\(targets.value.count) others")
        }
        return found
    }

    private static func serve(_ connection: Int32, _ targets: Watched<[String]>) {
        defer { close(connection) }
        var bytes: [UInt8] = []
        while !String(decoding: bytes, as: UTF8.self).contains("\r\n\r\n") {
            guard let more = Loopback.read(connection), !more.isEmpty else { return }
            bytes += more
        }
        let words = String(decoding: bytes, as: UTF8.self).split(separator: " ", maxSplits: 2)
        // Answered first: whoever waits for the request may end everything at once.
        let answer = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        Loopback.write(Array(answer.utf8), to: connection)
        if words.count > 1 { targets.change { $0.append(String(words[1])) } }
    }
}
