import Foundation
import HotlineClient
import HotlineCore
import HotlineWeb
import ServiceLifecycle
import Synchronization
import Testing

#if canImport(Glibc)
import Glibc
#endif

/// Servers that end while connections still come, which must not end the program.
@Suite(.timeLimit(.minutes(2)))
struct ServerEndTests {
    /// Connects as often as it can until it is told to stop.
    private static func connect(to address: sockaddr_un, until isOver: () -> Bool) {
        var address = address
        var open: [Int32] = []
        while !isOver() {
            let peer = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
            _ = withUnsafeBytes(of: &address) { bytes in
                Glibc.connect(peer, bytes.assumingMemoryBound(to: sockaddr.self).baseAddress, socklen_t(bytes.count))
            }
            open.append(peer)
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
        for _ in 0..<20 { try await round(isGraceful) }
    }

    private func round(_ isGraceful: Bool) async throws {
        let office = try StaffOffice()
        office.become("hlp")
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: office.path.utf8) }
        let end = End()
        let place = address
        await withTaskGroup(of: Void.self) { tasks in
            tasks.addTask {
                await Self.serve(office, isGraceful)
                end.isReached.withLock { $0 = true }
            }
            tasks.addTask {
                await withCheckedContinuation { continuation in
                    Thread.detachNewThread {
                        Self.connect(to: place) { end.isReached.withLock(\.self) }
                        continuation.resume()
                    }
                }
            }
        }
    }

    /// Serves until an answer came, and ends as a program that is told to, or as one that is broken off.
    private static func serve(_ office: StaffOffice, _ isGraceful: Bool) async {
        let (listening, signal) = AsyncStream<Void>.makeStream()
        let services = ServiceGroup(services: [office.server { signal.finish() }], logger: office.logger)
        await withTaskGroup(of: Void.self) { group in
            group.addTask { try? await services.run() }
            for await _ in listening {}
            _ = try? await office.client.whoami()
            if isGraceful { await services.triggerGracefulShutdown() } else { group.cancelAll() }
            await group.waitForAll()
        }
    }
}
