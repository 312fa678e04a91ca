internal import HTTPTypes

// Header names that the library has no constant for; each is a token of RFC 9110, so none of these can be nil.
extension HTTPField.Name {
    static let forwardedFor = Self("X-Forwarded-For")!
    static let fetchSite = Self("Sec-Fetch-Site")!
    static let contentSecurityPolicy = Self("Content-Security-Policy")!
    static let referrerPolicy = Self("Referrer-Policy")!
    static let contentTypeOptions = Self("X-Content-Type-Options")!
    static let resourcePolicy = Self("Cross-Origin-Resource-Policy")!
    static let robots = Self("X-Robots-Tag")!
}
