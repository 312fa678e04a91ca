internal import Foundation

/// A server on loopback that takes one HTTP request a connection and answers as a stub says.
final class ProviderServer: Sendable {
    /// Where a redirect leads; whoever follows one is seen there.
    static let elsewhere = "/elsewhere"

    /// The port it listens on.
    let port: Int
    private let socket: Int32

    /// Begins to listen.
    ///
    /// - Parameter answer: Decides what to do with one request, on a thread of its own.
    /// - Throws: ``WorldError`` where no port can be had.
    init(_ answer: @escaping @Sendable (ProviderRequest) -> ProviderAnswer) throws(WorldError) {
        let socket = try Loopback.listening(port: 0)
        self.socket = socket
        port = Loopback.port(of: socket)
        Thread.detachNewThread {
            while case let connection = accept(socket, nil, nil), connection >= 0 {
                Thread.detachNewThread {
                    if let request = Self.request(from: connection) {
                        Self.give(answer(request), to: connection)
                    }
                    close(connection)
                }
            }
            // Only who accepts may close, or the next server might be given the number while this one still accepts.
            close(socket)
        }
    }

    deinit { shutdown(socket, Int32(SHUT_RDWR)) }

    /// Its address, without a path.
    var url: String { "http://127.0.0.1:\(port)" }

    private static func request(from connection: Int32) -> ProviderRequest? {
        let end = Array("\r\n\r\n".utf8)
        var bytes: [UInt8] = []
        while true {
            guard let more = Loopback.read(connection), !more.isEmpty else { return nil }
            bytes += more
            guard let found = bytes.firstRange(of: end) else { continue }
            let head = String(decoding: bytes[..<found.lowerBound], as: UTF8.self)
            let body = Array(bytes[found.upperBound...])
            let request = ProviderRequest(head: head, body: body)
            if body.count >= request.headers["content-length"].flatMap({ Int($0) }) ?? 0 { return request }
        }
    }

    private static func give(_ answer: ProviderAnswer, to connection: Int32) {
        switch answer {
        case .reply, .redirect: Loopback.write(answer.bytes, to: connection)
        case .trickle(let whole):
            for byte in whole.bytes { Loopback.write([byte], to: connection) }
        case .hangUp: break
        case .reset:
            var option = linger(l_onoff: 1, l_linger: 0)
            setsockopt(connection, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
        case .hold:
            while let more = Loopback.read(connection), !more.isEmpty {}
        }
    }
}
