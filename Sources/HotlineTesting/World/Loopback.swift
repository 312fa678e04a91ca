internal import Foundation

/// Sockets on 127.0.0.1, as the kernel knows them: by a number.
enum Loopback {
    enum Kind {
        case stream
        case datagram

        var type: Int32 {
            switch self {
            case .stream: Int32(SOCK_STREAM.rawValue)
            case .datagram: Int32(SOCK_DGRAM.rawValue)
            }
        }
    }

    /// Whether a socket of this kind can have the port.
    static func canBind(port: Int, kind: Kind) -> Bool {
        guard let socket = try? bound(port: port, kind: kind) else { return false }
        close(socket)
        return true
    }

    /// A socket bound to the port; 0 lets the kernel choose.
    static func bound(port: Int, kind: Kind) throws(WorldError) -> Int32 {
        let socket = try new(kind)
        if kind == .stream {
            var yes: Int32 = 1
            setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        }
        guard withAddress(port: port, { bind(socket, $0, $1) }) == 0 else {
            let reason = errno
            close(socket)
            throw .socket(operation: "bind", errno: reason)
        }
        return socket
    }

    /// A socket that listens on the port.
    static func listening(port: Int) throws(WorldError) -> Int32 {
        let socket = try bound(port: port, kind: .stream)
        guard listen(socket, 64) == 0 else {
            let reason = errno
            close(socket)
            throw .socket(operation: "listen", errno: reason)
        }
        return socket
    }

    /// A TCP connection to the port.
    static func connected(port: Int) throws(WorldError) -> Int32 {
        let socket = try new(.stream)
        guard withAddress(port: port, { connect(socket, $0, $1) }) == 0 else {
            let reason = errno
            close(socket)
            throw .socket(operation: "connect", errno: reason)
        }
        return socket
    }

    /// The port a socket is bound to.
    static func port(of socket: Int32) -> Int {
        var address = sockaddr_in()
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { _ = getsockname(socket, $0, &size) }
        }
        return Int(UInt16(bigEndian: address.sin_port))
    }

    /// Sends one datagram; one that cannot be sent is lost, as datagrams are.
    static func send(_ bytes: [UInt8], from socket: Int32, to port: Int) {
        _ = withAddress(port: port) { sendto(socket, bytes, bytes.count, Int32(MSG_NOSIGNAL), $0, $1) }
    }

    /// Writes all bytes to a connection.
    ///
    /// - Returns: Whether the other side still takes them.
    @discardableResult
    static func write(_ bytes: [UInt8], to socket: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Foundation.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    /// What has come on a descriptor.
    ///
    /// - Returns: The bytes of one read, none at the end, or `nil` where nothing is there or the descriptor is broken.
    static func read(_ descriptor: Int32) -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = Foundation.read(descriptor, &buffer, buffer.count)
        return count < 0 ? nil : Array(buffer.prefix(count))
    }

    /// Waits until one of the descriptors can be read.
    ///
    /// - Returns: For each, whether it can.
    static func poll(_ descriptors: [Int32], milliseconds: Int) -> [Bool] {
        var entries = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        _ = Foundation.poll(&entries, nfds_t(entries.count), Int32(max(0, milliseconds)))
        return entries.map { $0.revents != 0 }
    }

    private static func new(_ kind: Kind) throws(WorldError) -> Int32 {
        let socket = socket(AF_INET, kind.type | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard socket >= 0 else { throw .socket(operation: "socket", errno: errno) }
        return socket
    }

    private static func withAddress<Answer>(
        port: Int,
        _ body: (UnsafePointer<sockaddr>, socklen_t) -> Answer
    ) -> Answer {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(truncatingIfNeeded: port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }
}
