import Foundation
import HotlineClient
import HotlineCore
import HotlineTesting
import HotlineWeb
import NIOCore
import ServiceLifecycle
import Synchronization
import Testing

#if canImport(Glibc)
import Glibc
#endif

/// Servers that end while connections still come, which must not end the program.
@Suite(.timeLimit(.minutes(2)))
struct ServerEndTests {
    /// The most connections of a round: so many come within a moment, and a server that hangs is not helped by more.
    private static let most = 5000

    /// Where a server listens.
    private enum Place: Sendable {
        case path(String)
        case port(Int)

        /// Connects once, without waiting for it.
        func connect() -> Int32 {
            switch self {
            case .path(let path): connect(AF_UNIX, try? SocketAddress(unixDomainSocketPath: path))
            case .port(let port): connect(AF_INET, try? SocketAddress(ipAddress: "127.0.0.1", port: port))
            }
        }

        private func connect(_ family: Int32, _ address: SocketAddress?) -> Int32 {
            let peer = socket(family, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
            _ = address?.withSockAddr { bytes, size in Glibc.connect(peer, bytes, socklen_t(size)) }
            return peer
        }
    }

    /// Connects as often as it can until it is told to stop, or has done it often enough.
    private static func connect(to place: Place, until isOver: () -> Bool) {
        var open: [Int32] = []
        for _ in 0..<most where !isOver() {
            open.append(place.connect())
            if open.count > 64 { close(open.removeFirst()) }
        }
        for peer in open { close(peer) }
    }

    /// Whether the server has ended.
    private final class End: Sendable {
        let isReached = Mutex(false)
    }

    @Test(arguments: [true, false]) func `a server that ends among new connections lets go of them, round after round`(
        isGraceful: Bool
    ) async throws {
        for _ in 0..<20 {
            let office = try StaffOffice()
            office.become("hlp")
            await round(office, isGraceful) { announce in
                (office.server { announce(.path(office.path)) }, { _ = try await office.client.whoami() })
            }
        }
    }

    @Test(arguments: [true, false]) func `so does the one for machines elsewhere`(isGraceful: Bool) async throws {
        let authority = try await CertificateAuthority()
        defer { authority.remove() }
        let identity = try await authority.identity()
        let current = try CurrentIdentity(
            TLSIdentity.Files(certificate: identity.certificate.path(), key: identity.key.path())
        )
        for _ in 0..<10 {
            let office = try StaffOffice()
            await round(office, isGraceful) { announce in
                let server = NetworkServer(
                    address: ListenAddress(host: "127.0.0.1", port: 0),
                    identity: current,
                    routes: office.routes,
                    logger: office.logger
                ) { announce(.port($0)) }
                return (server, {})
            }
        }
    }

    /// Serves among connections until an answer came, and ends as a program that is told to, or as one that is broken off.
    private func round(
        _ office: StaffOffice,
        _ isGraceful: Bool,
        _ make: (_ announce: @escaping @Sendable (Place) -> Void) -> (
            server: any Service, ask: @Sendable () async throws -> Void
        )
    ) async {
        let (places, signal) = AsyncStream<Place>.makeStream()
        let (server, ask) = make { place in
            signal.yield(place)
            signal.finish()
        }
        let services = ServiceGroup(services: [server], logger: office.logger)
        let end = End()
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                try? await services.run()
                signal.finish()
                end.isReached.withLock { $0 = true }
            }
            guard let place = await places.first(where: { _ in true }) else {
                Issue.record("nothing listens")
                return
            }
            group.addTask {
                await withCheckedContinuation { continuation in
                    Thread.detachNewThread {
                        Self.connect(to: place) { end.isReached.withLock(\.self) }
                        continuation.resume()
                    }
                }
            }
            try? await ask()
            if isGraceful { await services.triggerGracefulShutdown() } else { group.cancelAll() }
            await group.waitForAll()
        }
    }
}
