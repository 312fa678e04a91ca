internal import NIOCore
internal import Synchronization

/// The connection that is logged in, if one is, for whoever wants to send.
final class ManagerLine: Sendable {
    private let handler = Mutex<NIOLoopBound<ManagerConnectionHandler>?>(nil)

    func take(_ handler: NIOLoopBound<ManagerConnectionHandler>?) {
        self.handler.withLock { $0 = handler }
    }

    /// Sends an action where somebody is logged in.
    ///
    /// The lock is held until the event loop has it, so that the loop cannot end in between and leave the promise alone.
    func send(_ action: ManagerAction) -> EventLoopFuture<ManagerMessage>? {
        handler.withLock { handler in
            guard let handler else { return nil }
            let promise = handler.eventLoop.makePromise(of: ManagerMessage.self)
            handler.eventLoop.execute { handler.value.ask(action, promise) }
            return promise.futureResult
        }
    }
}
