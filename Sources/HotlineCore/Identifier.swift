/// A row's number, which carries what it numbers, so that a call's cannot be passed for a message's.
public struct Identifier<Numbered>: Hashable, Sendable {
    /// The number itself.
    public let value: Int64

    /// Wraps a number.
    public init(_ value: Int64) {
        self.value = value
    }
}

extension Identifier: CustomStringConvertible {
    /// The bare number.
    public var description: String { "\(value)" }
}
