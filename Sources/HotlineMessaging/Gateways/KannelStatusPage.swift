internal import HTTPClient

/// Kannel's page of itself, `status.txt`, which alone knows whether a link to a network is there.
///
/// `sendsms` takes texts while every link is down, and keeps them (measured on Kannel 1.4.5).
public struct KannelStatusPage: Hashable, Sendable {
    private let url: String
    private let password: String

    /// Creates an address.
    ///
    /// - Parameters:
    ///   - url: The address of `status.txt`, on bearerbox's admin port.
    ///   - password: The `status-password`.
    public init(url: String, password: String) {
        self.url = url
        self.password = password
    }

    var request: HTTPRequest {
        let address = url + (url.contains("?") ? "&" : "?") + percentEncoded(query: [("password", password)])
        return HTTPRequest(.get, address, timeout: .seconds(5), connectTimeout: .seconds(3))
    }
}

extension KannelStatusPage: CustomStringConvertible, CustomReflectable {
    /// What it is, without the password.
    public var description: String { "Kannel's status page" }

    /// Keeps `dump` and a failed `#expect` as discreet as ``description``.
    public var customMirror: Mirror { Mirror(self, children: ["page": description]) }
}
