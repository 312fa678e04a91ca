/// One line `Name: value` of a message or an action.
public struct ManagerHeader: Hashable, Sendable {
    /// The name as written; names are compared without regard to case.
    public var name: String
    /// The value, which may be anything a caller chose.
    public var value: String

    /// Creates a header.
    public init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}

extension ManagerHeader {
    /// Whether the header has this name, in any case.
    func isNamed(_ name: String) -> Bool {
        let (own, other) = (self.name.utf8, name.utf8)
        return own.count == other.count && zip(own, other).allSatisfy { $0.lowercasedASCII == $1.lowercasedASCII }
    }
}

extension ManagerHeader: CustomStringConvertible, CustomReflectable {
    /// The name only; the value may be a caller's.
    public var description: String { name }

    /// A mirror that shows no value.
    public var customMirror: Mirror { Mirror(self, children: ["name": name]) }
}

extension UInt8 {
    fileprivate var lowercasedASCII: UInt8 { (0x41...0x5A).contains(self) ? self | 0x20 : self }
}
