internal import Hummingbird
internal import HummingbirdCore
internal import Logging
internal import NIOCore

/// Makes a connection what it is to be only once a task serves it; until then it is a plain channel that reads nothing.
///
/// A connection that is accepted while the server ends is served by nobody, and what NIO makes for serving one crashes the
/// program if it goes unused (apple/swift-nio#2637, #3481).
struct LateChildChannel<Base: ServerChildChannel>: ServerChildChannel {
    /// A connection that nobody serves yet.
    struct Value: ServerChildChannelValue {
        let channel: any Channel
    }

    private let base: Base

    init(_ base: Base) {
        self.base = base
    }

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        channel.eventLoop.makeCompletedFuture {
            try channel.syncOptions?.setOption(.autoRead, value: false)
            try channel.pipeline.syncOperations.addHandler(WaitingHandler())
            return Value(channel: channel)
        }
    }

    func handle(value: Value, logger: Logger) async {
        let (channel, base) = (value.channel, base)
        let made = channel.eventLoop.flatSubmit {
            (try? channel.pipeline.syncOperations.handler(type: WaitingHandler.self))?.isServed = true
            return base.setup(channel: channel, logger: logger).map { made in
                // One that is closed already tells that to who reads it.
                try? channel.syncOptions?.setOption(.autoRead, value: true)
                return made
            }
        }
        do {
            await base.handle(value: try await made.get(), logger: logger)
        } catch {
            channel.close(promise: nil)
        }
    }
}

/// Closes a connection that nobody serves when the server is told to end, which waits for all of them.
private final class WaitingHandler: ChannelInboundHandler {
    typealias InboundIn = NIOAny

    var isServed = false

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is ChannelShouldQuiesceEvent, !isServed {
            context.close(promise: nil)
        } else {
            context.fireUserInboundEventTriggered(event)
        }
    }
}

extension HTTPServerBuilder {
    /// HTTP/1.1 for connections of which nobody has too many, and that are let go of when they do nothing or take too long.
    ///
    /// - Parameters:
    ///   - limits: How much is too much.
    ///   - proxies: The addresses that speak for many.
    /// - Returns: What makes such a server.
    static func limitedHTTP(_ limits: NetworkLimits, proxies: [String] = []) -> HTTPServerBuilder {
        let peers = PeerConnections(most: limits.connectionsOfOne, exempt: Set(proxies))
        return HTTPServerBuilder { responder in
            LateChildChannel(PeerLimitedChannel(HTTP1Channel(responder, within: limits), peers))
        }
    }
}

extension HTTP1Channel {
    /// HTTP/1.1 for connections that are let go of when they do nothing or take too long.
    ///
    /// - Parameters:
    ///   - responder: Answers.
    ///   - limits: How long is too long.
    ///   - more: Makes what else stands between a connection and who answers.
    init(
        _ responder: @escaping HTTPChannelHandler.Responder,
        within limits: NetworkLimits,
        _ more: @escaping @Sendable () -> [any RemovableChannelHandler] = { [] }
    ) {
        self.init(
            responder: responder,
            configuration: .init(
                // Made anew for each connection: it counts one's time.
                additionalChannelHandlers: [
                    RequestDeadline(sending: TimeAmount(limits.sending), answering: TimeAmount(limits.answering))
                ] + more(),
                idleTimeout: TimeAmount(limits.idle)
            )
        )
    }
}
