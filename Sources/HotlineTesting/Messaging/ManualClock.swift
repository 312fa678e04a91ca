public import HotlineCore

/// A clock that stands until a test moves it.
public final class ManualClock: Sendable {
    private struct Sleeper: Sendable {
        var until: Instant
        var alarm: AsyncStream<Void>.Continuation
    }

    private struct State: Sendable {
        var now: Instant
        var sleepers: [Int: Sleeper] = [:]
        var lastSleeper = 0
    }

    private let state: Watched<State>

    /// Creates a clock that shows `start`.
    public init(at start: Instant) {
        state = Watched(State(now: start))
    }

    /// The time it shows.
    public var now: Instant { state.value.now }

    /// Sleeps until the clock was moved that far; cancelling the task wakes it.
    public func sleep(for duration: Duration) async throws {
        guard duration > .zero else { return }
        let (waiting, alarm) = AsyncStream.makeStream(of: Void.self)
        let number = state.change { state in
            state.lastSleeper += 1
            state.sleepers[state.lastSleeper] = Sleeper(until: state.now + duration, alarm: alarm)
            return state.lastSleeper
        }
        for await _ in waiting {}
        state.change { $0.sleepers[number] = nil }
        try Task.checkCancellation()
    }

    /// Moves the clock, and wakes whoever has slept long enough.
    public func advance(by duration: Duration) {
        let woken = state.change { state in
            state.now = state.now + duration
            let now = state.now
            let woken = state.sleepers.filter { $0.value.until <= now }
            for number in woken.keys { state.sleepers[number] = nil }
            return woken.values.map(\.alarm)
        }
        for alarm in woken { alarm.finish() }
    }

    /// Waits until so many sleep.
    public func waitForSleepers(_ count: Int = 1) async throws {
        guard await state.holds(within: NeverHappened.net, { $0.sleepers.count >= count }) else {
            throw NeverHappened("\(count) sleepers")
        }
    }
}
