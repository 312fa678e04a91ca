/// Where a machine elsewhere is, as far as it is told from others: its address, or the /64 of an IPv6 address, for one machine may
/// have all of that.
struct PeerNetwork: Hashable, Sendable {
    private let name: String

    /// Reads an address as the system writes it.
    init(_ address: String) {
        guard address.contains(":"), !address.contains(".") else {
            name = address
            return
        }
        let halves = address.split(separator: "::", maxSplits: 1, omittingEmptySubsequences: false)
        let head = halves[0].split(separator: ":")
        let tail = halves.count > 1 ? halves[1].split(separator: ":") : []
        let gap = [Substring](repeating: "0", count: max(0, 8 - head.count - tail.count))
        let groups = halves.count > 1 ? head + gap + tail : head
        name = groups.prefix(4).joined(separator: ":")
    }
}
