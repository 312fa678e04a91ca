import HotlineCore
import Synchronization

/// What was taken in, in order.
final class Taken: Sendable {
    private let entries = Mutex<[SpoolEntry]>([])

    var all: [SpoolEntry] { entries.withLock(\.self) }

    func add(_ entry: SpoolEntry) { entries.withLock { $0.append(entry) } }
}
