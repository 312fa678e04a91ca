/// A token as it was given to a program, good or not; only the service can tell.
public struct BearerToken: Hashable, Sendable {
    let text: String

    /// Takes a token; `nil` where it is empty or no header could carry it.
    public init?(_ text: String) {
        guard !text.isEmpty, text.utf8.count <= 256, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            return nil
        }
        self.text = text
    }
}

extension BearerToken: CustomStringConvertible, CustomReflectable {
    /// A stub.
    public var description: String { "(token)" }

    /// A stub.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
