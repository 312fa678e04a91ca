import NIOCore
import NIOPosix

/// A manager interface that does as a test says: it listens on the loopback and takes one connection after the other.
struct ScriptedExchange {
    typealias Connection = NIOAsyncChannel<ByteBuffer, ByteBuffer>

    let port: Int
    private var connections: NIOAsyncChannelInboundStream<Connection>.AsyncIterator

    /// Listens, on a free port where none is given, does something, and listens no more.
    static func listen<T>(on port: Int = 0, _ body: (inout ScriptedExchange) async throws -> T) async throws -> T {
        let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .bind(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try Connection(wrappingChannelSynchronously: channel)
                }
            }
        return try await server.executeThenClose { inbound in
            var exchange = ScriptedExchange(
                port: server.channel.localAddress?.port ?? 0,
                connections: inbound.makeAsyncIterator()
            )
            return try await body(&exchange)
        }
    }

    /// Takes the next connection, does something with it, and closes it.
    mutating func accept<T>(_ body: (inout ManagerPeer) async throws -> T) async throws -> T {
        guard let connection = try await connections.next(isolation: #isolation) else { throw ChannelError.eof }
        return try await connection.executeThenClose { inbound, outbound in
            var peer = ManagerPeer(inbound: inbound.makeAsyncIterator(), outbound: outbound)
            return try await body(&peer)
        }
    }
}
