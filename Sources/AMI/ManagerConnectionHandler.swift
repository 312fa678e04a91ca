internal import Logging
internal import NIOCore

/// Holds one conversation on one channel; everything happens on the channel's event loop.
final class ManagerConnectionHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// What happens on a connection, in order.
    enum Event {
        case opened
        case message(ManagerMessage)
        /// The last, and told once.
        case ended(AMIError, wasOpened: Bool)
    }

    private struct Question {
        var promise: EventLoopPromise<ManagerMessage>
        var limit: Scheduled<Void>
    }

    private let eventLoop: any EventLoop
    private let limits: ManagerLimits
    private let logger: Logger
    private let onEvent: (Event) -> Void

    private var conversation: ManagerConversation
    private var decoder: ManagerDecoder
    private var context: ChannelHandlerContext?
    private var unread = ByteBuffer()
    private var questions: [Int: Question] = [:]
    private var timer: Scheduled<Void>?
    private var lastHeard: NIODeadline
    private var wasActive = false
    private var wasOpened = false
    private var reason: AMIError?
    private var isFinished = false

    init(
        conversation: ManagerConversation,
        eventLoop: any EventLoop,
        limits: ManagerLimits,
        logger: Logger,
        onEvent: @escaping (Event) -> Void
    ) {
        self.conversation = conversation
        self.eventLoop = eventLoop
        self.limits = limits
        self.logger = logger
        self.onEvent = onEvent
        decoder = ManagerDecoder(limits: limits)
        lastHeard = eventLoop.now
    }

    /// Sends an action; the promise gets the response.
    func ask(_ action: ManagerAction, _ promise: EventLoopPromise<ManagerMessage>) {
        guard conversation.isReady else { return promise.fail(AMIError.notConnected) }
        let id = conversation.number()
        do throws(AMIError) {
            try write(action, id: id)
        } catch {
            return promise.fail(error)
        }
        let limit = eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(limits.reply)) { () -> Void in
            self.questions.removeValue(forKey: id)?.promise.fail(AMIError.timedOut)
        }
        questions[id] = Question(promise: promise, limit: limit)
    }

    /// Ends the connection once what was asked is answered.
    func leave() {
        setTimer(limits.reply) { self.close(.shuttingDown) }
        obey(conversation.leave())
    }

    /// Ends the connection.
    func close(_ reason: AMIError) {
        obey(conversation.close(reason))
    }

    /// Ends what never became a connection.
    func abandon() {
        close(.notConnected)
        finish()
    }
}

// MARK: - The channel

extension ManagerConnectionHandler {
    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        guard reason == nil else { return context.close(promise: nil) }
        setTimer(limits.opening) { self.close(.timedOut) }
    }

    func channelActive(context: ChannelHandlerContext) {
        wasActive = true
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        channelInactive(context: context)
    }

    func channelInactive(context: ChannelHandlerContext) {
        self.context = nil
        breakOff()
        finish()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        breakOff()
    }

    /// A channel that never became active was not closed by a peer: why it could not be made is the connector's to say.
    private func breakOff() {
        close(wasActive ? .peerClosed : .notConnected)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        lastHeard = eventLoop.now
        var bytes = Self.unwrapInboundIn(data)
        unread.writeBuffer(&bytes)
        while reason == nil {
            do throws(AMIError) {
                guard let inbound = try decoder.decode(buffer: &unread) else { break }
                obey(conversation.receive(inbound))
            } catch {
                close(error)
            }
        }
        unread.discardReadBytes()
    }
}

// MARK: - Obeying

extension ManagerConnectionHandler {
    private func obey(_ order: ManagerOrder) {
        switch order {
        case .wait: break
        case .send(let action, let id): send(action, id: id)
        case .opened: opened()
        case .deliver(let message): onEvent(.message(message))
        case .answer(let id, let message): answer(id, message)
        case .close(let reason): end(reason)
        }
    }

    private func send(_ action: ManagerAction, id: Int) {
        do throws(AMIError) {
            try write(action, id: id)
        } catch {
            close(error)
        }
    }

    private func write(_ action: ManagerAction, id: Int) throws(AMIError) {
        var buffer = ByteBuffer()
        try action.encode(actionID: String(id), into: &buffer)
        logger.debug("Sending an action.", metadata: ["manager.action": "\(action.name)"])
        context?.writeAndFlush(Self.wrapOutboundOut(buffer), promise: nil)
    }

    private func opened() {
        wasOpened = true
        setTimer(limits.idle) { self.checkIdle() }
        onEvent(.opened)
    }

    private func answer(_ id: Int, _ message: ManagerMessage) {
        guard let question = questions.removeValue(forKey: id) else { return }
        question.limit.cancel()
        question.promise.succeed(message)
    }

    private func end(_ reason: AMIError) {
        self.reason = reason
        timer?.cancel()
        timer = nil
        let open = questions.values
        questions = [:]
        for question in open {
            question.limit.cancel()
            question.promise.fail(reason)
        }
        context?.close(promise: nil)
    }

    private func finish() {
        guard !isFinished, let reason else { return }
        isFinished = true
        onEvent(.ended(reason, wasOpened: wasOpened))
    }
}

// MARK: - Waiting

extension ManagerConnectionHandler {
    private func setTimer(_ duration: Duration, _ action: @escaping () -> Void) {
        timer?.cancel()
        timer = eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(duration)) { action() }
    }

    /// Asks a peer that was silent for too long whether it is there, and gives it up where it does not say so.
    private func checkIdle() {
        let quiet = eventLoop.now - lastHeard
        let idle = TimeAmount(limits.idle)
        guard quiet >= idle else { return setTimer(.nanoseconds((idle - quiet).nanoseconds)) { self.checkIdle() } }
        let promise = eventLoop.makePromise(of: ManagerMessage.self)
        promise.futureResult.assumeIsolated().whenFailure { _ in self.close(.timedOut) }
        ask(.ping, promise)
        setTimer(limits.idle) { self.checkIdle() }
    }
}
