public import HotlineCore
internal import Synchronization

/// Counts attempts, at a token or at a form, by where they came from, for a time each, and for a bounded number of addresses.
public final class AttemptLimit: Sendable {
    private struct Window {
        var began: Instant
        var count: Int
        /// Those of its attempts that were let pass and have a name.
        var passed: Set<String> = []
    }

    private let most: Int
    private let length: Duration
    private let addresses: Int
    private let windows = Mutex<[PeerNetwork: Window]>([:])

    /// Creates a counter.
    ///
    /// - Parameters:
    ///   - most: How many of one address are let pass.
    ///   - length: In what time.
    ///   - addresses: Of how many addresses it is kept at once; the one that began first is forgotten for one more.
    public init(most: Int = 10, within length: Duration = .seconds(60), addresses: Int = 1024) {
        self.most = most
        self.length = length
        self.addresses = addresses
    }

    /// Counts an attempt.
    ///
    /// - Parameters:
    ///   - address: Where it came from.
    ///   - now: When.
    ///   - name: What it is known by; one that was let pass is, when it comes again, not another.
    /// - Returns: Whether it was not one too many.
    public func note(from address: String, at now: Instant, once name: String? = nil) -> Bool {
        let network = PeerNetwork(address)
        return windows.withLock { windows in
            var window = windows[network] ?? Window(began: now, count: 0)
            // A clock that was put back begins another time too.
            if now < window.began || now - window.began >= length { window = Window(began: now, count: 0) }
            if let name, window.passed.contains(name) { return true }
            window.count = min(window.count, most) + 1
            if let name, window.count <= most { window.passed.insert(name) }
            if windows[network] == nil, windows.count >= addresses {
                windows = windows.filter { now >= $0.value.began && now - $0.value.began < length }
                if windows.count >= addresses, let oldest = windows.min(by: { $0.value.began < $1.value.began }) {
                    windows[oldest.key] = nil
                }
            }
            windows[network] = window
            return window.count <= most
        }
    }

    /// How many addresses are kept.
    var count: Int { windows.withLock(\.count) }
}
