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

extension RequestKey: CustomStringConvertible, CustomReflectable {
    /// Nothing of what is asked.
    public var description: String { "a request" }

    /// Keeps `dump` and a failed `#expect` as discreet as ``description``.
    public var customMirror: Mirror { Mirror(self, children: ["request": description]) }
}
