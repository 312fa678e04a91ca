internal import HotlineCore
internal import Synchronization

/// What could not be dealt with, and is left alone for a while so that it holds nothing else up.
final class SetAside<Item: Hashable & Sendable>: Sendable {
    /// How long something is left alone before it is tried again.
    private static var pause: Duration { .seconds(3600) }

    private let items = Mutex<[Item: Instant]>([:])

    /// Leaves something alone from now on.
    func leave(_ item: Item, at now: Instant) { items.withLock { $0[item] = now } }

    /// What is left alone now; a clock that was set back makes nothing wait longer.
    func left(at now: Instant) -> Set<Item> {
        items.withLock { items in
            items = items.filter { $0.value <= now && now < $0.value + Self.pause }
            return Set(items.keys)
        }
    }
}
