/// One HTTP answer, whole; it prints its status and size only.
public struct HTTPResponse: Hashable, Sendable {
    /// The status, such as 202.
    public let status: Int
    /// The headers, in the order they came.
    public let headers: [HTTPHeader]
    /// The body.
    public let body: [UInt8]

    /// Creates an answer.
    public init(status: Int, headers: [HTTPHeader] = [], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// The value of the first header of a name, whatever its letters' case.
    public subscript(header name: String) -> String? {
        headers.first { $0.isNamed(name) }?.value
    }

    /// The body as text; what is not UTF-8 is replaced.
    public var text: String { String(decoding: body, as: UTF8.self) }
}

extension HTTPResponse: CustomStringConvertible, CustomReflectable {
    /// The status and the size only.
    public var description: String { "HTTPResponse(\(status), \(body.count) bytes)" }

    /// A mirror without headers and body, so that a dump cannot show them.
    public var customMirror: Mirror { Mirror(self, children: ["status": status], displayStyle: .struct) }
}
