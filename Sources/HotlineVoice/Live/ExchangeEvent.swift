/// Something the telephone exchange told: a name and headers.
public struct ExchangeEvent: Hashable, Sendable {
    /// The name, such as `AgentConnect`.
    public let name: String

    private let headers: [String: String]

    /// Wraps an event; where a name comes twice in any case, the first counts.
    public init(_ name: String, _ headers: [(name: String, value: String)]) {
        self.name = name
        self.headers = Dictionary(headers.map { ($0.name.lowercased(), $0.value) }) { first, _ in first }
    }

    /// The value of that name in any case, or `nil` where there is none.
    public subscript(name: String) -> String? { headers[name.lowercased()] }
}

extension ExchangeEvent: CustomStringConvertible, CustomReflectable {
    /// The name only; the headers are about a caller.
    public var description: String { name }

    /// A mirror that shows no header.
    public var customMirror: Mirror { Mirror(self, children: ["name": name]) }
}
