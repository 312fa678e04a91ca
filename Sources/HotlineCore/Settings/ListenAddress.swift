internal import JSON

/// A host and a port to listen on.
public struct ListenAddress: Hashable, Sendable, CustomStringConvertible {
    /// A name or an address.
    public var host: String
    /// The port; 0 lets the system choose.
    public var port: Int

    /// Creates an address.
    public init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    /// `host:port`, an IPv6 address in brackets.
    public var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }

    /// Reads `host:port`.
    init?(_ text: String) {
        guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
            (0...65535).contains(port)
        else { return nil }
        var host = text[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") {
            host = host.dropFirst().dropLast()
        } else if host.contains(":") {
            return nil
        }
        guard !host.isEmpty, !host.contains(where: \.isWhitespace) else { return nil }
        self.init(host: String(host), port: port)
    }
}

extension JSONShape where Value == ListenAddress {
    static var listenAddress: JSONShape {
        JSONShape<String>.string.parsed(as: "host:port such as \"127.0.0.1:4573\"", by: ListenAddress.init)
    }
}

extension JSONShape where Value == String {
    static var httpURL: JSONShape {
        string.parsed(as: "a URL that begins with http:// or https://") { text in
            let rest =
                text.hasPrefix("https://") ? text.dropFirst(8) : text.hasPrefix("http://") ? text.dropFirst(7) : ""
            return rest.isEmpty || text.contains(where: \.isWhitespace) ? nil : text
        }
    }

    static var emailAddress: JSONShape {
        string.parsed(as: "an e-mail address") { EmailAddress.isPlausible($0) ? $0 : nil }
    }
}
