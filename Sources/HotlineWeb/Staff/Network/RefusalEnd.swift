internal import Hummingbird
internal import NIOCore
internal import NIOHTTPTypes

/// Ends a connection with the answer that nobody is let in: whoever has no token that lets in keeps none open.
final class RefusalEnd: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private var isRefused = false
    private var isTaken = false
    private var isRequestWhole = false

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head: isRequestWhole = false
        case .body: break
        case .end: isRequestWhole = true
        }
        // Whatever else is sent along gets no answer.
        guard !isRefused else { return endIfDone(context.channel) }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(var head):
            guard [.unauthorized, .tooManyRequests].contains(head.status) else { break }
            isRefused = true
            head.headerFields[.connection] = "close"
            return context.write(wrapOutboundOut(.head(head)), promise: promise)
        case .body: break
        case .end where isRefused:
            let taken = promise ?? context.eventLoop.makePromise(of: Void.self)
            let (bound, channel) = (NIOLoopBound(self, eventLoop: context.eventLoop), context.channel)
            taken.futureResult.whenComplete { _ in
                bound.value.isTaken = true
                bound.value.endIfDone(channel)
            }
            return context.write(data, promise: taken)
        case .end: break
        }
        context.write(data, promise: promise)
    }

    /// Closes once both are done: what is still being sent would meet a reset, which takes the answer with it.
    private func endIfDone(_ channel: any Channel) {
        if isTaken, isRequestWhole { channel.close(promise: nil) }
    }
}
