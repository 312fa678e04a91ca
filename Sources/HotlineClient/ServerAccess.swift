/// How to reach the service from another machine.
public struct ServerAccess: Hashable, Sendable {
    /// Where it is.
    public var address: ServerAddress
    /// What lets in there; it does not print itself.
    public var token: BearerToken
    /// The authorities whose certificates are trusted, as a PEM file; `nil` for those of the machine.
    public var caFile: String?

    /// Creates an access.
    public init(address: ServerAddress, token: BearerToken, caFile: String? = nil) {
        self.address = address
        self.token = token
        self.caFile = caFile
    }
}
