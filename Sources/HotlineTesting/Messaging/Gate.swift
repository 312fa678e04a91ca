/// A door that whoever comes waits at until a test opens it.
public final class Gate: Sendable {
    private struct State: Sendable {
        var arrivals = 0
        var isOpen = false
    }

    private let state = Watched(State())

    /// Creates a closed one.
    public init() {}

    /// Comes to the gate and waits until it is open.
    public func pass() async {
        state.change { $0.arrivals += 1 }
        _ = await state.holds(within: NeverHappened.net) { $0.isOpen }
    }

    /// Opens it for good.
    public func open() {
        state.change { $0.isOpen = true }
    }

    /// Waits until so many have come to it.
    public func waitForArrivals(_ count: Int = 1) async throws {
        guard await state.holds(within: NeverHappened.net, { $0.arrivals >= count }) else {
            throw NeverHappened("\(count) arrivals at a gate")
        }
    }
}
