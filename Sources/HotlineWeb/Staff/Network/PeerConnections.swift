internal import Synchronization

/// Counts the connections that are open, by where they come from.
final class PeerConnections: Sendable {
    private let most: Int
    private let exempt: Set<String>
    private let counts = Mutex<[PeerNetwork: Int]>([:])

    /// Creates a counter.
    ///
    /// - Parameters:
    ///   - most: How many of one place may be open at once.
    ///   - exempt: The addresses of proxies, which speak for many and are not counted.
    init(most: Int, exempt: Set<String> = []) {
        self.most = most
        self.exempt = exempt
    }

    /// Whether the connections of an address are not counted.
    func isExempt(_ address: String) -> Bool { exempt.contains(address) }

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
