internal import CCrypto

/// An account of `manager.conf`.
public struct ManagerCredentials: Hashable, Sendable {
    /// The name of the account.
    let user: String
    private let secret: String

    /// Wraps a name and a secret.
    public init(user: String, secret: String) {
        self.user = user
        self.secret = secret
    }

    /// The login that answers a challenge; the secret itself is never sent.
    ///
    /// - Parameters:
    ///   - challenge: What Asterisk gave.
    ///   - events: The classes of events wanted, such as `agent,call,user`.
    /// - Returns: The action.
    /// - Throws: ``AMIError/noMD5``.
    func login(challenge: String, events: String) throws(AMIError) -> ManagerAction {
        let bytes = Array((challenge + secret).utf8)
        var digest = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
        var length: UInt32 = 0
        guard EVP_Digest(bytes, bytes.count, &digest, &length, EVP_md5(), nil) == 1 else { throw AMIError.noMD5 }
        let key = digest.prefix(Int(length)).map { byte in
            let digits = String(byte, radix: 16)
            return digits.utf8.count == 1 ? "0\(digits)" : digits
        }
        return ManagerAction(
            "Login",
            [
                ManagerHeader("AuthType", "MD5"), ManagerHeader("Username", user),
                ManagerHeader("Key", key.joined()), ManagerHeader("Events", events),
            ]
        )
    }
}

extension ManagerCredentials: CustomStringConvertible, CustomReflectable {
    /// Nothing of the account.
    public var description: String { "credentials" }

    /// A mirror that shows nothing of the account.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
