/// What a stub does with a connection once it has read the request.
enum ProviderAnswer: Sendable {
    /// Answers.
    case reply(status: Int, body: String)
    /// Sends the asker to another path of the same server.
    case redirect
    /// Answers one byte after the other.
    indirect case trickle(ProviderAnswer)
    /// Closes without a word.
    case hangUp
    /// Breaks the connection off.
    case reset
    /// Says nothing until the other side closes.
    case hold
}

extension ProviderAnswer {
    /// The bytes of an answer; none where there are none.
    var bytes: [UInt8] {
        switch self {
        case .reply(let status, let body):
            Array(
                ("HTTP/1.1 \(status) Stub\r\nContent-Type: application/json; charset=utf-8\r\n"
                    + "Content-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n\(body)").utf8
            )
        case .redirect:
            Array(
                ("HTTP/1.1 307 Stub\r\nLocation: \(ProviderServer.elsewhere)\r\nContent-Length: 0\r\n"
                    + "Connection: close\r\n\r\n").utf8
            )
        case .trickle, .hangUp, .reset, .hold: []
        }
    }
}
