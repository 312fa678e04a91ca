import CCurl
import Synchronization

/// A request on its way to the thread, and who waits for the answer.
struct Submission: Sendable {
    let id: UInt64
    let request: HTTPRequest
    let continuation: CheckedContinuation<Result<HTTPResponse, HTTPError>, Never>
}

/// What the thread is told.
enum Order: Sendable {
    case start(Submission)
    case cancel(UInt64)
    case stop
}

/// Carries orders from the tasks that send to the one thread that transfers.
final class TransferQueue: Sendable {
    private enum Phase {
        case idle
        case starting
        case running(Waker)
        case stopped
    }

    private struct State {
        var phase = Phase.idle
        var orders: [Order] = []
        var lastID: UInt64 = 0
        /// The thread, until somebody waits for its end.
        var thread: pthread_t?
        /// Those somebody waits for, and whether they have been cancelled.
        var cancellations: [UInt64: Bool] = [:]

        /// Leaves an order for the thread, unless that was told to stop already.
        mutating func give(_ order: Order) {
            switch phase {
            case .stopped: break
            case .idle, .starting: orders.append(order)
            case .running(let waker):
                orders.append(order)
                waker.wake()
            }
        }
    }

    private let state = Mutex(State())
}

// MARK: - For those who send

extension TransferQueue {
    /// Gives a number to a request that is about to be submitted.
    func open() -> UInt64 {
        state.withLock { state in
            state.lastID += 1
            state.cancellations[state.lastID] = false
            return state.lastID
        }
    }

    /// Forgets a request that is over.
    func close(_ id: UInt64) {
        state.withLock { _ = $0.cancellations.removeValue(forKey: id) }
    }

    /// Hands a request to the thread, which the first one starts.
    func submit(_ submission: Submission) {
        let refusal: HTTPError? = state.withLock { state in
            if state.cancellations[submission.id] == true { return .cancelled }
            switch state.phase {
            case .stopped: return .cancelled
            case .idle:
                guard let thread = startThread() else { return .notConnected("no thread could be started") }
                state.thread = thread
                state.phase = .starting
            case .starting, .running: break
            }
            state.give(.start(submission))
            return nil
        }
        if let refusal { submission.continuation.resume(returning: .failure(refusal)) }
    }

    /// Breaks off a request, be it submitted or only about to be.
    func cancel(_ id: UInt64) {
        state.withLock { state in
            guard state.cancellations[id] != nil else { return }
            state.cancellations[id] = true
            state.give(.cancel(id))
        }
    }

    /// Ends the thread, waits until it has gone, and refuses what comes later.
    ///
    /// A process that ended while the thread still cleans up would take curl's libraries away under it.
    func stop() {
        let thread = state.withLock { state in
            switch state.phase {
            case .idle: state.phase = .stopped
            case .starting, .running:
                state.give(.stop)
                state.phase = .stopped
            case .stopped: break
            }
            defer { state.thread = nil }
            return state.thread
        }
        if let thread { curl_join_thread(thread) }
    }

    private func startThread() -> pthread_t? {
        let context = Unmanaged.passRetained(self)
        var thread = pthread_t()
        guard curl_run_thread(&thread, runTransfers, context.toOpaque()) == 0 else {
            context.release()
            return nil
        }
        return thread
    }
}

// MARK: - For the thread

extension TransferQueue {
    /// Lets the thread be woken while it waits for its transfers.
    func become(wokenBy waker: Waker) {
        state.withLock { state in
            if case .starting = state.phase { state.phase = .running(waker) }
        }
    }

    /// Takes all orders given since the last time.
    func takeOrders() -> [Order] {
        state.withLock { state in
            let orders = state.orders
            state.orders = []
            return orders
        }
    }
}

/// Wakes the thread that waits in a multi handle.
///
/// The handle itself never leaves its thread. Its address does, for this is the one call curl allows from any other;
/// it is made under the queue's lock and only while the queue is running, so never after the handle is gone.
struct Waker: Sendable {
    private let address: UInt

    init(_ multi: UnsafeMutableRawPointer) {
        address = UInt(bitPattern: multi)
    }

    func wake() {
        curl_multi_wakeup(UnsafeMutableRawPointer(bitPattern: address))
    }
}

/// The thread's whole life.
private func runTransfers(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let context else { return nil }
    var loop = TransferLoop(Unmanaged<TransferQueue>.fromOpaque(context).takeRetainedValue())
    loop.run()
    return nil
}
