import Foundation

/// Connections that say nothing.
final class SilentConnections: Sendable {
    private let descriptors: [Int32]

    /// Opens them, each from 127.0.0.`host`.
    init(_ count: Int, to port: Int, from host: UInt8) {
        descriptors = (0..<count).map { _ in
            let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_addr.s_addr = (UInt32(0x7F00_0000) + UInt32(host)).bigEndian
            _ = withUnsafeBytes(of: &address) { bytes in
                bind(descriptor, bytes.assumingMemoryBound(to: sockaddr.self).baseAddress, socklen_t(bytes.count))
            }
            address.sin_port = UInt16(port).bigEndian
            address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
            _ = withUnsafeBytes(of: &address) { bytes in
                connect(descriptor, bytes.assumingMemoryBound(to: sockaddr.self).baseAddress, socklen_t(bytes.count))
            }
            return descriptor
        }
    }

    /// Whether the other side has closed them all.
    var areClosed: Bool { closed == descriptors.count }

    /// How many the other side has closed.
    var closed: Int {
        descriptors.count { descriptor in
            var byte: UInt8 = 0
            let count = recv(descriptor, &byte, 1, 0)
            return count == 0 || (count < 0 && errno != EAGAIN)
        }
    }

    /// Sends a byte on each that is open.
    func drip() { for descriptor in descriptors { _ = send(descriptor, "a", 1, Int32(MSG_NOSIGNAL)) } }

    /// Sends words on each that is open.
    func say(_ words: String) {
        for descriptor in descriptors { _ = send(descriptor, words, words.utf8.count, Int32(MSG_NOSIGNAL)) }
    }

    func close() { for descriptor in descriptors { Foundation.close(descriptor) } }
}
