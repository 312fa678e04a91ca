internal import Logging
internal import NIOCore

/// Holds one conversation on one channel.
///
/// Everything happens on the channel's event loop. The dialogue runs inside the read that brought its event, and one timer serves
/// all waits of the connection: it is set again only when it goes off too early.
final class ConversationHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let driver: ConversationDriver
    private let eventLoop: any EventLoop
    private let limits: ConversationLimits
    private let logger: Logger
    /// Called once, when the connection is gone and the dialogue has nothing left to do.
    private let onFinish: (ConversationHandler) -> Void

    private var decoder: InboundLineDecoder
    private var context: ChannelHandlerContext?
    private var isOpen = true
    private var isFinished = false
    private var variables: CallVariables?
    /// The beginning of a line whose end has not come.
    private var unread = ByteBuffer()
    /// Used again for each command, as the one before has left by then.
    private var outbound = ByteBuffer()
    private var deadline: NIODeadline?
    private var timer: (callback: NIOScheduledCallback, firesAt: NIODeadline)?

    init(
        driver: ConversationDriver,
        eventLoop: any EventLoop,
        limits: ConversationLimits,
        logger: Logger,
        onFinish: @escaping (ConversationHandler) -> Void
    ) {
        self.driver = driver
        self.eventLoop = eventLoop
        self.limits = limits
        self.logger = logger
        self.onFinish = onFinish
        decoder = InboundLineDecoder(limits: limits)
        driver.setOnOrder { self.obey($0) }
    }

    /// Why the connection ended, where it ended without the dialogue wanting it.
    var closingReason: ClosingReason? { driver.closingReason() }

    /// Ends the conversation; the work in hand is still finished.
    func close(_ reason: ClosingReason) {
        obey(driver.close(reason))
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
        close(.peerClosed)
        finishIfDone()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        close(.peerClosed)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .some(.inputClosed) = event as? ChannelEvent { close(.peerClosed) }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = Self.unwrapInboundIn(data)
        if unread.readableBytes > 0 {
            unread.writeBuffer(&bytes)
            swap(&bytes, &unread)
            unread = ByteBuffer()
        }
        read(&bytes)
        guard bytes.readableBytes > 0, isOpen else { return }
        // A copy, so that a line half come does not keep a whole read alive.
        unread.writeBuffer(&bytes)
    }

    private func read(_ bytes: inout ByteBuffer) {
        while isOpen {
            do throws(AGIError) {
                guard let line = try decoder.decode(buffer: &bytes) else { return }
                if case .opened(let variables) = line { self.variables = variables }
                obey(driver.receive(line))
            } catch {
                close(.fault(error))
            }
        }
    }

    private func obey(_ order: ConversationOrder) {
        if !order.isOpen { isOpen = false }
        switch order.step {
        case .wait: break
        case .work: deadline = nil
        case .send(let command): send(command)
        }
        if !isOpen { leave() }
    }

    private func send(_ command: Command) {
        outbound.clear()
        do throws(AGIError) {
            try command.encode(into: &outbound)
        } catch {
            return close(.fault(error))
        }
        decoder.expectsValue = command.asksForValue
        wait(command.answerLimit)
        logger.debug("Sending a command.", metadata: metadata(["command.name": "\(command.name)"]))
        context?.writeAndFlush(Self.wrapOutboundOut(outbound), promise: nil)
    }

    /// Closes the connection, where it is still there.
    private func leave() {
        context?.close(promise: nil)
        finishIfDone()
    }

    private func finishIfDone() {
        guard context == nil, driver.isFinished(), !isFinished else { return }
        isFinished = true
        driver.setOnOrder(nil)
        if let closingReason {
            let level: Logger.Level = closingReason == .peerClosed ? .debug : .info
            logger.log(level: level, "A call ended early.", metadata: metadata(["call.end": "\(closingReason)"]))
        }
        onFinish(self)
    }

    private func metadata(_ more: Logger.Metadata) -> Logger.Metadata {
        more.merging(["call.id": "\(variables?.loggableID ?? "none")"]) { given, _ in given }
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
            close(.timedOut)
        }
    }
}
