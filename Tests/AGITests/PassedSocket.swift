#if canImport(Glibc)
import Glibc
#endif

/// A socket that listens, as a service manager passes one; it goes on listening whatever becomes of its copies.
final class PassedSocket: Sendable {
    struct Failed: Error {}

    let port: Int
    private let descriptor: Int32

    init() throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        // struct sockaddr_in: the family, the port and the address, any free port of 127.0.0.1.
        var place: [UInt8] = [UInt8(AF_INET), 0, 0, 0, 127, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0]
        var length = socklen_t(place.count)
        let descriptor = descriptor
        let isListening = place.withUnsafeMutableBytes { bytes in
            guard let address = bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self) else { return false }
            return bind(descriptor, address, length) == 0 && listen(descriptor, 16) == 0
                && getsockname(descriptor, address, &length) == 0
        }
        guard isListening else { throw Failed() }
        port = Int(place[2]) << 8 | Int(place[3])
    }

    deinit { close(descriptor) }

    /// A descriptor of the same socket, for somebody to close.
    func copy() -> Int32 { dup(descriptor) }
}
