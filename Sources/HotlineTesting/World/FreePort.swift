internal import Foundation
internal import Synchronization

/// Ports on 127.0.0.1 that nobody listens on.
///
/// They lie below those the kernel gives to outgoing connections, and no two calls in one process give the same one, so that
/// a port stays free between the asking and the listening.
public enum FreePort {
    private static let range = 10_000..<32_000
    /// How far the search has come; processes begin at different places.
    private static let next = Mutex(Int(ProcessInfo.processInfo.processIdentifier) &* 97)

    /// A port free for TCP.
    public static func tcp() throws(WorldError) -> Int {
        try first(of: 1) { Loopback.canBind(port: $0, kind: .stream) }
    }

    /// A port free for UDP.
    public static func udp() throws(WorldError) -> Int {
        try first(of: 1) { Loopback.canBind(port: $0, kind: .datagram) }
    }

    /// As many UDP ports in a row, the first of them even.
    public static func udp(count: Int) throws(WorldError) -> Range<Int> {
        let first = try first(of: count + 1) { Loopback.canBind(port: $0, kind: .datagram) }
        let even = first + first % 2
        return even..<(even + count)
    }

    /// The first of `count` ports in a row that are all free.
    private static func first(of count: Int, isFree: (Int) -> Bool) throws(WorldError) -> Int {
        for _ in range {
            let candidate = next.withLock { next in
                let offset = next % (range.count - count)
                next = offset + count
                return range.lowerBound + offset
            }
            if (candidate..<(candidate + count)).allSatisfy(isFree) { return candidate }
        }
        throw .socket(operation: "finding a free port", errno: EADDRINUSE)
    }
}
