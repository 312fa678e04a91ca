internal import HTTPTypes
internal import Hummingbird

// Header names that the library has no constant for.
extension HTTPField.Name {
    static let forwardedFor = token("X-Forwarded-For")
    static let forwarded = token("Forwarded")
    static let realIP = token("X-Real-IP")
    static let fetchSite = token("Sec-Fetch-Site")
    static let referrerPolicy = token("Referrer-Policy")

    private static func token(_ text: String) -> Self {
        guard let name = Self(text) else { preconditionFailure("\(text) is no token of RFC 9110") }
        return name
    }
}

extension Request {
    /// Whether a proxy says that it asks for somebody else.
    var isForwarded: Bool {
        let names: [HTTPField.Name] = [.forwardedFor, .forwarded, .via, .realIP]
        return names.contains { headers[$0] != nil }
    }
}
