internal import NIOCore
internal import NIOPosix

/// Asks the server that takes calls for a word, as Asterisk would but without a call.
enum CallServerProbe {
    /// What came of it.
    enum Outcome: Hashable, Sendable {
        /// It said what it says to this question.
        case answers
        /// It took the connection and said nothing, or something else.
        case silent
        /// Nobody took the connection.
        case notThere
    }

    /// What follows the host in the address that asks for a word; the server answers with `NOOP`.
    private static let script = "health"
    private static let limit = TimeAmount.seconds(5)

    static func ask(host: String, port: Int) async -> Outcome {
        let loops = MultiThreadedEventLoopGroup.singleton
        let channel: NIOAsyncChannel<ByteBuffer, ByteBuffer>
        do {
            channel = try await ClientBootstrap(group: loops).connectTimeout(limit).connect(host: host, port: port) {
                channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(IdleStateHandler(readTimeout: limit))
                    try channel.pipeline.syncOperations.addHandler(Impatience())
                    return try NIOAsyncChannel(wrappingChannelSynchronously: channel)
                }
            }
        } catch {
            return .notThere
        }
        let question = "agi_network: yes\nagi_network_script: \(script)\n\n"
        let line = try? await channel.executeThenClose { inbound, outbound in
            try await outbound.write(ByteBuffer(string: question))
            var line = ""
            for try await bytes in inbound {
                line += String(buffer: bytes)
                guard !line.contains("\n"), line.utf8.count < 1024 else { break }
            }
            try? await outbound.write(ByteBuffer(string: "200 result=0\n"))
            return line
        }
        return line?.hasPrefix("NOOP") == true ? .answers : .silent
    }

    /// Closes a connection on which nothing comes.
    private final class Impatience: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer

        func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
            if event is IdleStateHandler.IdleStateEvent { context.close(promise: nil) }
            context.fireUserInboundEventTriggered(event)
        }
    }
}
