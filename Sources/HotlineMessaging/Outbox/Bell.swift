internal import Synchronization

/// Wakes a service that rests, so that what was just written need not wait for its next look.
///
/// A ring that comes while the service works is not lost: it looks once more before it rests.
public final class Bell: Sendable {
    private struct State {
        var rings = 0
        var listeners: [Int: AsyncStream<Void>.Continuation] = [:]
        var lastListener = 0
    }

    private let state = Mutex(State())

    /// Creates a bell that was never rung.
    public init() {}

    /// Wakes all who rest.
    public func ring() {
        let listeners = state.withLock { state in
            state.rings += 1
            defer { state.listeners = [:] }
            return state.listeners.values
        }
        for listener in listeners { listener.finish() }
    }

    /// How often it was rung so far.
    var rings: Int { state.withLock(\.rings) }

    /// Waits until it has been rung more than `heard` times, or the task is cancelled.
    func waitForRing(after heard: Int) async {
        let (waiting, listener) = AsyncStream.makeStream(of: Void.self)
        let number: Int? = state.withLock { state in
            guard state.rings == heard else { return nil }
            state.lastListener += 1
            state.listeners[state.lastListener] = listener
            return state.lastListener
        }
        guard let number else { return }
        for await _ in waiting {}
        _ = state.withLock { $0.listeners.removeValue(forKey: number) }
    }
}
