internal import NIOCore
internal import NIOHTTPTypes

/// Closes a connection whose other side takes too long over one request, or over taking the answer.
///
/// Whoever sends a byte now and then is never idle, and would keep a connection for ever.
final class RequestDeadline: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let sending: TimeAmount
    private let answering: TimeAmount
    private var deadline: Scheduled<Void>?
    /// How many requests began, came whole, and were answered; an answer may come before the whole of its request.
    private var (begun, come, answered) = (0, 0, 0)

    /// Creates a handler.
    ///
    /// - Parameters:
    ///   - sending: How long a request may take from its head to its end.
    ///   - answering: How long it may take from there until the answer is taken, what is done for it included.
    init(sending: TimeAmount, answering: TimeAmount) {
        self.sending = sending
        self.answering = answering
    }

    func handlerRemoved(context: ChannelHandlerContext) { deadline?.cancel() }

    func channelInactive(context: ChannelHandlerContext) {
        deadline?.cancel()
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head:
            begun += 1
            expect(within: sending, context)
        case .body: break
        case .end:
            come += 1
            if answered < begun { expect(within: answering, context) } else { relax() }
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard case .end = unwrapOutboundIn(data) else { return context.write(data, promise: promise) }
        let taken = promise ?? context.eventLoop.makePromise(of: Void.self)
        let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
        taken.futureResult.whenComplete { _ in
            let this = bound.value
            this.answered += 1
            if this.answered == this.begun, this.come == this.begun { this.relax() }
        }
        context.write(data, promise: taken)
    }

    private func expect(within time: TimeAmount, _ context: ChannelHandlerContext) {
        deadline?.cancel()
        let channel = context.channel
        deadline = context.eventLoop.scheduleTask(in: time) { channel.close(promise: nil) }
    }

    private func relax() {
        deadline?.cancel()
        deadline = nil
    }
}
