internal import Foundation
internal import Glibc

/// A server on loopback that speaks as Kannel's `sendsms` does, and answers as a test says.
///
/// What it reads it decodes the way Kannel does, so that a test sees what Kannel would.
public final class KannelPeer: Sendable {
    /// What it does with one request.
    public enum Answer: Hashable, Sendable {
        /// Answers.
        case reply(status: Int, body: String)
        /// Takes the request and closes without a word.
        case silence
        /// Takes the request and says nothing until the other side closes.
        case delay

        /// What Kannel says when it took a message.
        public static let accepted = reply(status: 202, body: "0: Accepted for delivery")
    }

    private struct State: Sendable {
        var script: [Answer]
        var submissions: [KannelSubmission] = []
    }

    private let listener: Int32
    private let port: UInt16
    private let state: Watched<State>

    /// Starts a server.
    ///
    /// - Parameter script: What it does with one request after another; those that come later are accepted.
    /// - Throws: ``NeverHappened`` where no port can be had.
    public init(_ script: [Answer] = []) throws {
        state = Watched(State(script: script))
        (listener, port) = try Self.listenOnLoopback()
        Thread.detachNewThread { [listener, state] in
            while case let peer = accept(listener, nil, nil), peer >= 0 {
                Thread.detachNewThread {
                    Self.serve(peer, state)
                    close(peer)
                }
            }
            // Only who accepts may close, or the next server might be given the number while this one still accepts.
            close(listener)
        }
    }

    deinit { shutdown(listener, Int32(SHUT_RDWR)) }

    /// The address of its `sendsms`.
    public var url: String { "http://127.0.0.1:\(port)/cgi-bin/sendsms" }

    /// The submissions so far, in the order they came.
    public var submissions: [KannelSubmission] { state.value.submissions }

    private static func serve(_ peer: Int32, _ state: Watched<State>) {
        guard let request = readRequest(peer) else { return }
        let answer = state.change { state in
            state.submissions.append(KannelSubmission(request: request))
            return state.script.isEmpty ? .accepted : state.script.removeFirst()
        }
        switch answer {
        case .reply(let status, let body): write(status, body, to: peer)
        case .silence: break
        case .delay: while receive(peer) != nil {}
        }
    }

    private static func write(_ status: Int, _ body: String, to peer: Int32) {
        let head = "HTTP/1.1 \(status) Kannel\r\nContent-Type: text/html\r\nContent-Length: \(body.utf8.count)\r\n\r\n"
        let bytes = Array((head + body).utf8)
        _ = send(peer, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    }

    private static func readRequest(_ peer: Int32) -> String? {
        var text = ""
        while !text.contains("\r\n\r\n") {
            guard let more = receive(peer) else { return nil }
            text += more
        }
        return text
    }

    private static func receive(_ peer: Int32) -> String? {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(peer, &buffer, buffer.count, 0)
        return count > 0 ? String(decoding: buffer[..<count], as: UTF8.self) : nil
    }

    private static func listenOnLoopback() throws -> (Int32, UInt16) {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isListening = withUnsafeMutableBytes(of: &address) { bytes in
            let address = bytes.assumingMemoryBound(to: sockaddr.self).baseAddress
            return bind(listener, address, size) == 0 && getsockname(listener, address, &size) == 0
                && listen(listener, 64) == 0
        }
        guard isListening else { throw NeverHappened("a port on loopback") }
        return (listener, UInt16(bigEndian: address.sin_port))
    }
}
