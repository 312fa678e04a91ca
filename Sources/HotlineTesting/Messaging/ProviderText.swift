/// One text that a stub took.
///
/// It holds a number and words, so it does not print itself.
public struct ProviderText: Hashable, Sendable {
    /// What the provider calls it.
    public var id: String
    /// Where it goes, as it was submitted.
    public var recipient: String
    /// The words.
    public var text: String
    /// Everything that was submitted with it, as text.
    public var details: [String: String]
}

extension ProviderText: CustomStringConvertible, CustomReflectable {
    /// The identifier only.
    public var description: String { "text \(id)" }

    /// Keeps `dump` and a failed `#expect` as discreet as ``description``.
    public var customMirror: Mirror { Mirror(self, children: ["text": id]) }
}
