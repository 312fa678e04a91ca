internal import HTTPTypes

// Header names that the library has no constant for.
extension HTTPField.Name {
    static let forwardedFor = token("X-Forwarded-For")
    static let fetchSite = token("Sec-Fetch-Site")
    static let referrerPolicy = token("Referrer-Policy")

    private static func token(_ text: String) -> Self {
        guard let name = Self(text) else { preconditionFailure("\(text) is no token of RFC 9110") }
        return name
    }
}
