internal import Foundation

/// What a provider knows us by; it does not print itself.
public struct HTTPCredentials: Hashable, Sendable {
    /// The name to log in with.
    public var login: String?
    /// The password.
    public var password: String?
    /// The token.
    public var token: String?
    /// The sender that phones show.
    public var from: String?

    /// Creates credentials.
    public init(login: String? = nil, password: String? = nil, token: String? = nil, from: String? = nil) {
        self.login = login
        self.password = password
        self.token = token
        self.from = from
    }

    /// The value of the header `Authorization` by HTTP's Basic scheme (RFC 7617).
    var basicAuthorization: String {
        "Basic " + Data("\(login ?? ""):\(password ?? "")".utf8).base64EncodedString()
    }
}

extension HTTPCredentials: CustomStringConvertible, CustomReflectable {
    /// A stub.
    public var description: String { "(credentials)" }

    /// Keeps `dump` and a failed `#expect` as discreet as ``description``.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
