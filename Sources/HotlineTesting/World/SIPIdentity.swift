/// Who a caller says they are: the From header, in bytes, so that a test can say anything.
public struct SIPIdentity: Sendable {
    /// The display name as it stands between the quotes; `nil` for none.
    public var displayName: [UInt8]?
    /// The user part of the address; `nil` for none.
    public var user: [UInt8]?
    /// The host part of the address.
    public var host: String

    /// - Parameters:
    ///   - user: The number, as a rule.
    ///   - displayName: The name, as a rule.
    ///   - host: The host part of the address.
    public init(user: String?, displayName: String? = nil, host: String = "127.0.0.1") {
        self.init(user: user.map { Array($0.utf8) }, displayName: displayName.map { Array($0.utf8) }, host: host)
    }

    /// - Parameters:
    ///   - user: The number, as a rule.
    ///   - displayName: The name, as a rule.
    ///   - host: The host part of the address.
    public init(user: [UInt8]?, displayName: [UInt8]?, host: String = "127.0.0.1") {
        self.user = user
        self.displayName = displayName
        self.host = host
    }

    /// A caller who withholds the number in the way of SIP.
    public static var anonymous: SIPIdentity {
        SIPIdentity(user: "anonymous", displayName: "Anonymous", host: "anonymous.invalid")
    }

    /// The header's value without a tag.
    var value: [UInt8] {
        let name = displayName.map { Array("\"".utf8) + $0 + Array("\" ".utf8) } ?? []
        let address = user.map { $0 + Array("@".utf8) } ?? []
        return name + Array("<sip:".utf8) + address + Array("\(host)>".utf8)
    }
}
