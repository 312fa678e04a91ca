/// One header of a request or an answer; it prints its name only.
public struct HTTPHeader: Hashable, Sendable {
    /// The name, as written.
    public let name: String
    /// The value, without white space around it.
    public let value: String

    /// Creates a header.
    public init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }

    /// Whether this is the header of a name, whatever its letters' case.
    public func isNamed(_ name: String) -> Bool { self.name.lowercased() == name.lowercased() }

    /// The header as curl takes it, or `nil` where the wire cannot carry it.
    var line: String? {
        let marks = "!#$%&'*+-.^_`|~".utf8
        let isName = name.utf8.allSatisfy { $0.isASCIILetterOrDigit || marks.contains($0) }
        let isValue = value.utf8.allSatisfy { ($0 >= 0x20 || $0 == 0x09) && $0 != 0x7F }
        guard !name.isEmpty, isName, isValue else { return nil }
        // curl would not send a header whose value is empty unless it is written so.
        return value.allSatisfy(\.isWhitespace) ? "\(name);" : "\(name): \(value)"
    }
}

extension HTTPHeader: CustomStringConvertible, CustomReflectable {
    /// The name only.
    public var description: String { "HTTPHeader(\(name))" }

    /// A mirror without the value, so that a dump cannot show it.
    public var customMirror: Mirror { Mirror(self, children: ["name": name], displayStyle: .struct) }
}

extension UInt8 {
    /// Whether this is one of the letters and digits of ASCII.
    var isASCIILetterOrDigit: Bool {
        switch self {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: false
        }
    }
}
