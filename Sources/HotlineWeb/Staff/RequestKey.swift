/// What a request that writes is known by, so that one which comes twice is obeyed once.
///
/// What it asks for may be personal, so it does not print itself.
public struct RequestKey: Hashable, Sendable {
    /// The key that whoever asks gave it.
    public var key: String
    /// What is asked for: the method, the path and the body.
    public var content: String

    /// Creates a key.
    public init(_ key: String, asking content: String) {
        self.key = key
        self.content = content
    }
}

extension RequestKey {
    /// A short name that no other content has.
    static func digest(of content: String) -> String {
        // Fowler–Noll–Vo 1a twice, from both ends: it only has to tell one state of a desk from the next.
        func hash(_ bytes: some Sequence<UInt8>) -> UInt64 {
            bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        }
        return String(hash(content.utf8), radix: 36) + String(hash(content.utf8.reversed()), radix: 36)
    }
}

extension RequestKey: CustomStringConvertible, CustomReflectable {
    /// Nothing of what is asked.
    public var description: String { "a request" }

    /// Keeps `dump` and a failed `#expect` as discreet as ``description``.
    public var customMirror: Mirror { Mirror(self, children: ["request": description]) }
}
