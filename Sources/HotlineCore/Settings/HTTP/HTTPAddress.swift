/// What can be told of a web address before it is used.
enum HTTPAddress {
    /// Whether nobody on the way can read what is sent there: by TLS, or because it stays on this machine.
    static func isSecret(_ url: String) -> Bool {
        guard url.lowercased().hasPrefix("http://") else { return true }
        let host = host(of: url)
        return host == "localhost" || host == "[::1]" || numbers(of: host)?.first == 127
    }

    /// Whether it stays on this machine or in this house: an address that no router of the Internet knows.
    static func isNear(_ url: String) -> Bool {
        guard !isSecret(url) else { return true }
        let host = host(of: url)
        guard let numbers = numbers(of: host) else { return !host.contains(".") || host.hasSuffix(".local") }
        switch (numbers[0], numbers[1]) {
        case (10, _), (192, 168), (169, 254), (172, 16...31): return true
        default: return false
        }
    }

    /// Whether a name or a password stands before the host.
    static func hasUser(_ url: String) -> Bool { authority(of: url).contains("@") }

    /// Whether the host stands whole in the beginning of an address.
    static func hasWholeHost(_ beginning: String) -> Bool {
        guard let start = beginning.firstRange(of: "://") else { return false }
        return beginning[start.upperBound...].contains { "/?#".contains($0) }
    }

    private static func authority(of url: String) -> Substring {
        guard let start = url.firstRange(of: "://") else { return "" }
        return url[start.upperBound...].prefix { !"/?#".contains($0) }
    }

    private static func host(of url: String) -> String {
        let authority = authority(of: url).lowercased()
        if authority.hasPrefix("["), let end = authority.firstIndex(of: "]") { return String(authority[...end]) }
        return String(authority.prefix { $0 != ":" })
    }

    /// The four numbers of an IPv4 address.
    private static func numbers(of host: String) -> [UInt8]? {
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { $0.allSatisfy(\.isASCIIDigit) ? UInt8($0) : nil }
        return parts.count == 4 && numbers.count == 4 ? numbers : nil
    }
}
