import Synchronization

/// A clock that is a minute and a half later each time it is looked at.
final class Times: Sendable {
    private let minutes = Mutex(0)

    func next() -> Duration {
        minutes.withLock { time in
            time += 90
            return .seconds(time)
        }
    }
}
