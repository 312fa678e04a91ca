internal import Foundation

/// Where the service is served to machines elsewhere: `https://`, a host and maybe a port, and nothing more.
public struct ServerAddress: Hashable, Sendable, CustomStringConvertible {
    /// The address, without a slash at its end.
    public let description: String

    /// Reads an address; `nil` where it is another kind of address, or says more than a host and a port.
    public init?(_ text: String) {
        var address = text
        if address.hasSuffix("/") { address.removeLast() }
        guard address.utf8.allSatisfy({ (0x21...0x7E).contains($0) }), let parts = URLComponents(string: address),
            parts.scheme?.lowercased() == "https", let host = parts.host, !host.isEmpty, parts.user == nil,
            parts.password == nil, parts.path.isEmpty, parts.query == nil, parts.fragment == nil
        else { return nil }
        if let port = parts.port, !(1...65535).contains(port) { return nil }
        description = address
    }
}
