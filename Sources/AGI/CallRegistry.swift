import NIOCore

/// The calls a server has in hand, and how it stops; kept on one event loop.
final class CallRegistry {
    /// Succeeds when the server has stopped and its last call is over.
    let stopped: EventLoopPromise<Void>

    private let eventLoop: any EventLoop
    private var calls: [ObjectIdentifier: ConversationHandler] = [:]
    private var listener: (any Channel)?
    private var failure: (any Error)?
    private var isStopping = false
    private var isGraceOver = false

    init(eventLoop: any EventLoop) {
        self.eventLoop = eventLoop
        stopped = eventLoop.makePromise()
    }

    /// Takes the listening socket, to close it when the server stops.
    func listen(on listener: any Channel) {
        self.listener = listener
        listener.closeFuture.assumeIsolated().whenComplete { _ in self.listenerClosed() }
        if isStopping { listener.close(promise: nil) }
    }

    func add(_ call: ConversationHandler) {
        calls[ObjectIdentifier(call)] = call
        if isGraceOver { call.close(.shuttingDown) }
    }

    func remove(_ call: ConversationHandler) {
        calls[ObjectIdentifier(call)] = nil
        stopIfDone()
    }

    /// Stops listening, and ends the calls that are not over after `grace`.
    func stop(grace: Duration) {
        isStopping = true
        listener?.close(promise: nil)
        if grace > .zero {
            eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(grace)) { self.endGrace() }
        } else {
            endGrace()
        }
        stopIfDone()
    }

    /// Gives up before listening began.
    func abandon() {
        isStopping = true
        stopIfDone()
    }

    private func endGrace() {
        guard !isGraceOver else { return }
        isGraceOver = true
        for call in Array(calls.values) { call.close(.shuttingDown) }
    }

    private func listenerClosed() {
        listener = nil
        if !isStopping {
            failure = ChannelError.ioOnClosedChannel
            isStopping = true
        }
        stopIfDone()
    }

    private func stopIfDone() {
        guard isStopping, listener == nil, calls.isEmpty else { return }
        if let failure {
            stopped.fail(failure)
        } else {
            stopped.succeed()
        }
    }
}
