internal import Synchronization

/// Tells any number of those who wait that something may have changed.
public final class ChangeSignal: Sendable {
    private struct Waiting {
        var last = 0
        var continuations: [Int: AsyncStream<Void>.Continuation] = [:]
    }

    private let waiting = Mutex(Waiting())

    /// Creates a signal.
    public init() {}

    /// Tells everybody who waits.
    public func ring() {
        let all = waiting.withLock { Array($0.continuations.values) }
        for continuation in all { continuation.yield() }
    }

    /// What may have changed since: however often while nobody looked, it is told once.
    public func changes() -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let id = waiting.withLock { waiting in
            waiting.last += 1
            waiting.continuations[waiting.last] = continuation
            return waiting.last
        }
        continuation.onTermination = { [weak self] _ in
            self?.waiting.withLock { $0.continuations[id] = nil }
        }
        return stream
    }
}
