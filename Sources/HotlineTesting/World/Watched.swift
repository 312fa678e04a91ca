import Synchronization

/// A value that several threads change and that tests wait on.
///
/// A wait looks at the value after each change, so that nothing has to be asked for again and again.
final class Watched<Value: Sendable>: Sendable {
    private struct State {
        var value: Value
        /// Each is given the value, or `nil` when it waits no longer, and says whether it is done.
        var waiters: [Int: @Sendable (Value?) -> Bool] = [:]
        var nextWaiter = 0
    }

    private let state: Mutex<State>

    init(_ value: Value) {
        state = Mutex(State(value: value))
    }

    /// The value as it is.
    var value: Value { state.withLock(\.value) }

    /// Changes the value and wakes whoever waited for what it became.
    @discardableResult
    func change<Answer: Sendable>(_ body: @Sendable (inout Value) -> Answer) -> Answer {
        state.withLock { state in
            let answer = body(&state.value)
            for (number, isDone) in state.waiters where isDone(state.value) {
                state.waiters[number] = nil
            }
            return answer
        }
    }

    /// Waits until something can be found in the value.
    ///
    /// - Returns: What was found, or `nil` where `limit` passed first.
    func first<Found: Sendable>(
        within limit: Duration,
        where find: @escaping @Sendable (Value) -> Found?
    ) async -> Found? {
        await withTaskGroup(of: Found?.self) { group in
            group.addTask { await self.first(where: find) }
            group.addTask {
                try? await Task.sleep(for: limit)
                return nil
            }
            let found = await group.next() ?? nil
            group.cancelAll()
            return found
        }
    }

    /// Waits until a condition holds.
    ///
    /// - Returns: Whether it came to hold before `limit` passed.
    func holds(within limit: Duration, _ condition: @escaping @Sendable (Value) -> Bool) async -> Bool {
        await first(within: limit) { condition($0) ? true : nil } ?? false
    }

    private func first<Found: Sendable>(where find: @escaping @Sendable (Value) -> Found?) async -> Found? {
        let number = state.withLock { state in
            state.nextWaiter += 1
            return state.nextWaiter
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                state.withLock { state in
                    let wait: @Sendable (Value?) -> Bool = { value in
                        let found = value.flatMap(find)
                        guard found != nil || value == nil else { return false }
                        continuation.resume(returning: found)
                        return true
                    }
                    guard !Task.isCancelled else {
                        _ = wait(nil)
                        return
                    }
                    if !wait(state.value) { state.waiters[number] = wait }
                }
            }
        } onCancel: {
            let wait = state.withLock { $0.waiters.removeValue(forKey: number) }
            _ = wait?(nil)
        }
    }
}
