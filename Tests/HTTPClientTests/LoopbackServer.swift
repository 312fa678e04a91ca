import Foundation
import Glibc
import Synchronization

/// A server on loopback that does to each connection what a script says.
///
/// Scripts block, so each connection has a thread of its own.
final class LoopbackServer: Sendable {
    /// Where it listens.
    enum Place {
        case tcp
        case unix(String)
    }

    let port: UInt16
    private let listener: Int32
    private let isServed: Bool
    private let log = RequestLog()

    var url: String { "http://127.0.0.1:\(port)/path" }

    /// The requests read so far, each whole.
    var requests: [String] { log.requests }

    /// Creates a server; with `backlog` `nil` its port is taken, but nobody listens.
    init(_ place: Place = .tcp, backlog: Int32? = 128, script: (@Sendable (LoopbackConnection) -> Void)? = nil) throws {
        switch place {
        case .tcp: (listener, port) = try Self.bindTCP()
        case .unix(let path): (listener, port) = (try Self.bindUnix(path), 0)
        }
        isServed = backlog != nil && script != nil
        guard let backlog else { return }
        guard listen(listener, backlog) == 0 else { throw SystemFault(errno) }
        guard let script else { return }
        Thread.detachNewThread { [listener, log] in
            while case let peer = accept(listener, nil, nil), peer >= 0 {
                Thread.detachNewThread {
                    let connection = LoopbackConnection(descriptor: peer, log: log)
                    script(connection)
                    connection.close()
                }
            }
            // Only who accepts may close, or the next server might be given the number while this one still accepts.
            close(listener)
        }
    }

    deinit {
        if isServed { shutdown(listener, Int32(SHUT_RDWR)) } else { close(listener) }
    }

    /// Connects and never says a word, to fill the queue of those nobody has accepted.
    func occupy() throws {
        let peer = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
        guard peer >= 0 else { throw SystemFault(errno) }
        var address = Self.loopback(port: port)
        _ = withUnsafeBytes(of: &address) { bytes in
            connect(peer, bytes.assumingMemoryBound(to: sockaddr.self).baseAddress, socklen_t(bytes.count))
        }
    }

    private static func bindTCP() throws -> (Int32, UInt16) {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = loopback(port: 0)
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutableBytes(of: &address) { bytes in
            let address = bytes.assumingMemoryBound(to: sockaddr.self).baseAddress
            return bind(listener, address, size) == 0 && getsockname(listener, address, &size) == 0
        }
        guard isBound else { throw SystemFault(errno) }
        return (listener, UInt16(bigEndian: address.sin_port))
    }

    private static func bindUnix(_ path: String) throws -> Int32 {
        let listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix($0.count - 1)) }
        let isBound = withUnsafeBytes(of: &address) { bytes in
            bind(listener, bytes.assumingMemoryBound(to: sockaddr.self).baseAddress, socklen_t(bytes.count)) == 0
        }
        guard isBound else { throw SystemFault(errno) }
        return listener
    }

    private static func loopback(port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return address
    }
}

/// The requests a server has read.
final class RequestLog: Sendable {
    private let entries = Mutex<[String]>([])

    var requests: [String] { entries.withLock(\.self) }

    func append(_ request: String) {
        entries.withLock { $0.append(request) }
    }
}

/// One connection in the hands of a script.
struct LoopbackConnection: Sendable {
    let descriptor: Int32
    let log: RequestLog

    /// Reads a request to its end.
    @discardableResult
    func readRequest() -> String {
        var text = ""
        while let part = read() {
            text += part
            guard let end = text.range(of: "\r\n\r\n") else { continue }
            let length = text[..<end.lowerBound].split(separator: "\r\n")
                .first { $0.lowercased().hasPrefix("content-length:") }
                .flatMap { Int($0.dropFirst(15).trimmingCharacters(in: .whitespaces)) }
            if text[end.upperBound...].utf8.count >= length ?? 0 { break }
        }
        log.append(text)
        return text
    }

    /// Writes a text, and returns whether the other side still takes it.
    @discardableResult
    func write(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
    }

    /// Waits until the other side closes.
    func waitForEnd() {
        while read() != nil {}
    }

    func close() {
        Glibc.close(descriptor)
    }

    private func read() -> String? {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        return count > 0 ? String(decoding: buffer[..<count], as: UTF8.self) : nil
    }
}

struct SystemFault: Error {
    let number: Int32

    init(_ number: Int32) {
        self.number = number
    }
}
