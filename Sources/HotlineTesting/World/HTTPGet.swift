internal import Foundation

/// One GET of something on 127.0.0.1.
public struct HTTPGet: Sendable {
    /// What came back.
    public struct Answer: Hashable, Sendable {
        /// The status code.
        public let status: Int
        /// The body as text.
        public let body: String
    }

    /// Where to ask.
    public var port: Int
    /// The path and the query, encoded.
    public var target: String

    /// - Parameters:
    ///   - port: Where to ask.
    ///   - target: The path and the query, encoded.
    public init(port: Int, target: String) {
        self.port = port
        self.target = target
    }

    /// - Parameters:
    ///   - port: Where to ask.
    ///   - path: The path.
    ///   - query: The query's keys and values, not encoded.
    public init(port: Int, path: String, query: [(key: String, value: String)]) {
        let pairs = query.map { "\($0.key)=\(PercentCoding.encode($0.value.utf8))" }
        self.init(port: port, target: path + "?" + pairs.joined(separator: "&"))
    }

    /// Asks, and reads until the other side closes.
    public func answer() async throws(WorldError) -> Answer {
        let result: Result<Answer, WorldError> = await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(returning: Result { () throws(WorldError) in try blockingAnswer() })
            }
        }
        return try result.get()
    }

    private func blockingAnswer() throws(WorldError) -> Answer {
        let socket = try Loopback.connected(port: port)
        defer { close(socket) }
        let request = "GET \(target) HTTP/1.0\r\nHost: 127.0.0.1:\(port)\r\nConnection: close\r\n\r\n"
        Loopback.write(Array(request.utf8), to: socket)
        var bytes: [UInt8] = []
        while Loopback.poll([socket], milliseconds: 10_000)[0], let more = Loopback.read(socket), !more.isEmpty {
            bytes += more
        }
        let text = String(decoding: bytes, as: UTF8.self)
        let status = text.split(separator: " ").dropFirst().first.flatMap { Int($0) }
        guard let status else { throw .timedOut(awaiting: "an answer from port \(port)", seen: text) }
        let body = text.firstRange(of: "\r\n\r\n").map { String(text[$0.upperBound...]) } ?? ""
        return Answer(status: status, body: body)
    }
}
