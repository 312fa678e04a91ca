import Logging
import NIOCore

/// Holds one conversation on one channel.
///
/// Everything happens on the channel's event loop. The dialogue runs inside the read that brought its event, and one timer serves
/// all waits of the connection: it is set again only when it goes off too early.
final class ConversationHandler<D: Dialogue>: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer
    typealias Perform = @Sendable (D.Work, @escaping @Sendable (D.Finding) -> Void) -> Void

    private let eventLoop: any EventLoop
    private let limits: ConversationLimits
    private let logger: Logger
    private let performWork: Perform
    /// Called once, when the connection is gone and the dialogue has nothing left to do.
    private let onFinish: (ConversationHandler<D>) -> Void

    private var decoder: InboundLineDecoder
    private var conversation: Conversation<D>
    private var context: ChannelHandlerContext?
    private var callID = "none"
    /// The beginning of a line whose end has not come.
    private var unread = ByteBuffer()
    /// Used again for each command, as the one before has left by then.
    private var outbound = ByteBuffer()
    private var deadline: NIODeadline?
    private var timer: (callback: NIOScheduledCallback, firesAt: NIODeadline)?
    private var performances = 0
    private var isFinished = false

    init(
        dialogue: D,
        eventLoop: any EventLoop,
        limits: ConversationLimits,
        logger: Logger,
        perform: @escaping Perform,
        onFinish: @escaping (ConversationHandler<D>) -> Void
    ) {
        self.eventLoop = eventLoop
        self.limits = limits
        self.logger = logger
        self.performWork = perform
        self.onFinish = onFinish
        decoder = InboundLineDecoder(limits: limits)
        conversation = Conversation(dialogue: dialogue)
    }

    /// Why the connection ended, where it ended without the dialogue wanting it.
    var closingReason: ClosingReason? { conversation.closingReason }

    /// Ends the conversation; the work in hand is still finished.
    func shutDown() {
        obey(conversation.close(.shuttingDown))
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        wait(limits.opening)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        channelInactive(context: context)
    }

    func channelInactive(context: ChannelHandlerContext) {
        guard self.context != nil else { return }
        self.context = nil
        deadline = nil
        cancelTimer()
        obey(conversation.close(.peerClosed))
        finishIfDone()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        obey(conversation.close(.peerClosed))
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .some(.inputClosed) = event as? ChannelEvent { obey(conversation.close(.peerClosed)) }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = Self.unwrapInboundIn(data)
        if unread.readableBytes > 0 {
            unread.writeBuffer(&bytes)
            swap(&bytes, &unread)
            unread = ByteBuffer()
        }
        read(&bytes)
        guard bytes.readableBytes > 0, conversation.isOpen else { return }
        // A copy, so that a line half come does not keep a whole read alive.
        unread.writeBuffer(&bytes)
    }

    private func read(_ bytes: inout ByteBuffer) {
        while conversation.isOpen {
            do throws(AGIError) {
                guard let line = try decoder.decode(buffer: &bytes) else { return }
                if case .opened(let variables) = line { callID = variables.loggableID }
                obey(conversation.receive(line))
            } catch {
                obey(conversation.close(.fault(error)))
            }
        }
    }

    private func obey(_ step: Conversation<D>.Step) {
        switch step {
        case .wait, .close: break
        case .send(let command): send(command)
        case .perform(let work): perform(work)
        }
        if !conversation.isOpen { leave() }
    }

    private func send(_ command: Command) {
        outbound.clear()
        do throws(AGIError) {
            try command.encode(into: &outbound)
        } catch {
            return obey(conversation.close(.fault(error)))
        }
        decoder.expectsValue = command.asksForValue
        wait(command.answerLimit)
        logger.debug("Sending a command.", metadata: metadata(["command.name": "\(command.name)"]))
        context?.writeAndFlush(Self.wrapOutboundOut(outbound), promise: nil)
    }

    private func perform(_ work: D.Work) {
        deadline = nil
        performances += 1
        let number = performances
        let eventLoop = eventLoop
        let handler = NIOLoopBound(self, eventLoop: eventLoop)
        performWork(work) { finding in
            eventLoop.execute { handler.value.performed(finding, number: number) }
        }
    }

    private func performed(_ finding: D.Finding, number: Int) {
        guard number == performances else { return }
        performances += 1
        obey(conversation.performed(finding))
    }

    /// Closes the connection, where it is still there.
    private func leave() {
        context?.close(promise: nil)
        finishIfDone()
    }

    private func finishIfDone() {
        guard context == nil, conversation.isFinished, !isFinished else { return }
        isFinished = true
        if let closingReason {
            let level: Logger.Level = closingReason == .peerClosed ? .debug : .info
            logger.log(level: level, "A call ended early.", metadata: metadata(["call.end": "\(closingReason)"]))
        }
        onFinish(self)
    }

    private func metadata(_ more: Logger.Metadata) -> Logger.Metadata {
        more.merging(["call.id": "\(callID)"]) { given, _ in given }
    }
}

// MARK: - Waiting

extension ConversationHandler: NIOScheduledCallbackHandler {
    /// Gives the peer that long for what it has to send next.
    private func wait(_ limit: Duration) {
        let deadline = eventLoop.now + TimeAmount(min(limit, .seconds(30 * 24 * 3600)))
        self.deadline = deadline
        setTimer(for: deadline)
    }

    /// Makes sure the timer goes off no later than the deadline; too early does no harm.
    private func setTimer(for deadline: NIODeadline) {
        if let timer {
            if timer.firesAt <= deadline { return }
            cancelTimer()
        }
        guard let callback = try? eventLoop.assumeIsolated().scheduleCallback(at: deadline, handler: self) else {
            return
        }
        timer = (callback, deadline)
    }

    private func cancelTimer() {
        timer?.callback.cancel()
        timer = nil
    }

    func handleScheduledCallback(eventLoop: some EventLoop) {
        timer = nil
        guard let deadline else { return }
        if eventLoop.now < deadline {
            setTimer(for: deadline)
        } else {
            obey(conversation.close(.timedOut))
        }
    }
}
