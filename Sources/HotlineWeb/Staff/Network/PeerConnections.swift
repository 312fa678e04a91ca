internal import Synchronization

/// Counts the connections that are open, by where they come from.
final class PeerConnections: Sendable {
    private let most: Int
    private let counts = Mutex<[PeerNetwork: Int]>([:])

    /// Creates a counter.
    ///
    /// - Parameter most: How many of one place may be open at once.
    init(most: Int) {
        self.most = most
    }

    /// Counts one more.
    ///
    /// - Returns: Whether it may stay open; then ``close(from:)`` is to follow once.
    func open(from network: PeerNetwork) -> Bool {
        counts.withLock { counts in
            let count = counts[network, default: 0]
            guard count < most else { return false }
            counts[network] = count + 1
            return true
        }
    }

    /// Counts one less.
    func close(from network: PeerNetwork) {
        counts.withLock { counts in
            let count = counts[network, default: 0] - 1
            counts[network] = count > 0 ? count : nil
        }
    }

    /// How many places are kept.
    var count: Int { counts.withLock(\.count) }
}
