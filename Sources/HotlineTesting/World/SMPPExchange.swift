internal import NIOCore

/// Joins the connections of a centre's clients to the desk that decides.
final class SMPPExchange: Sendable {
    struct State: Sendable {
        var desk: SMPPDesk
        var channels: [Int: any Channel] = [:]
        var lastSession = 0
    }

    let state: Watched<State>

    init(_ desk: SMPPDesk) {
        state = Watched(State(desk: desk))
    }

    /// Notes a client that came.
    ///
    /// - Returns: Its number.
    func enter(_ channel: any Channel) -> Int {
        state.change { state in
            state.lastSession += 1
            state.channels[state.lastSession] = channel
            return state.lastSession
        }
    }

    /// Notes that a client is gone.
    func leave(_ session: Int) {
        state.change { state in
            state.channels[session] = nil
            state.desk.leave(session)
        }
    }

    /// Does what the desk decides about one unit of a client.
    func take(_ unit: SMPPUnit, from session: Int, _ channel: any Channel) {
        for action in state.change({ $0.desk.take(unit, from: session) }) {
            switch action {
            case .answer(let bytes): channel.writeAndFlush(ByteBuffer(bytes: bytes), promise: nil)
            case .hangUp: channel.close(promise: nil)
            case .deliver(let body, let pause):
                channel.eventLoop.scheduleTask(in: TimeAmount(pause)) { [self] in deliver(body) }
            }
        }
    }

    /// Sends a text or a report to a client that listens, or keeps it for the next that does.
    func deliver(_ body: [UInt8]) {
        let due = state.change { state in
            state.desk.deliver(body).map { (state.channels[$0.session], $0.unit) }
        }
        if let due { due.0?.writeAndFlush(ByteBuffer(bytes: due.1), promise: nil) }
    }

    /// Hangs up on every client; nothing is sent to any of them from this moment.
    func hangUpOnAll() {
        let channels = state.change { state in
            for session in state.channels.keys { state.desk.leave(session) }
            defer { state.channels = [:] }
            return Array(state.channels.values)
        }
        for channel in channels { channel.close(promise: nil) }
    }
}

/// Hands what one client says to the exchange.
final class SMPPHandler: ChannelInboundHandler {
    typealias InboundIn = SMPPUnit

    private let exchange: SMPPExchange
    private var session: Int?

    init(_ exchange: SMPPExchange) {
        self.exchange = exchange
    }

    func channelActive(context: ChannelHandlerContext) {
        session = exchange.enter(context.channel)
    }

    func channelInactive(context: ChannelHandlerContext) {
        if let session { exchange.leave(session) }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if let session { exchange.take(unwrapInboundIn(data), from: session, context.channel) }
    }

    /// Bytes that are no SMPP end the connection.
    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
