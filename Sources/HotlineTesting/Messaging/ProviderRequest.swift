/// One HTTP request to a stub, decoded.
///
/// It holds secrets and what callers said, so it does not print itself.
public struct ProviderRequest: Sendable {
    /// The method.
    public let method: String
    /// The path, without the query.
    public let path: String
    /// The query's names and values.
    public let query: [String: String]
    /// The headers, their names in lower case.
    public let headers: [String: String]
    /// The body.
    public let body: [UInt8]

    /// Reads a request whose head is complete and whose body has come.
    init(head: String, body: [UInt8]) {
        let lines = head.split(separator: "\r\n")
        let words = (lines.first ?? "").split(separator: " ")
        let target = (words.dropFirst().first ?? "").split(separator: "?", maxSplits: 1)
        method = String(words.first ?? "")
        path = Self.decoded(target.first ?? "")
        query = Self.form(target.dropFirst().first ?? "")
        let pairs = lines.dropFirst().map { $0.split(separator: ":", maxSplits: 1).map(String.init) }
        headers = Dictionary(
            pairs.compactMap { pair in
                pair.count == 2 ? (pair[0].lowercased(), String(pair[1].drop { $0 == " " })) : nil
            }
        ) { first, _ in first }
        self.body = body
    }

    /// The body's names and values, where it is a form.
    public var form: [String: String] {
        headers["content-type"] == "application/x-www-form-urlencoded"
            ? Self.form(String(decoding: body, as: UTF8.self)) : [:]
    }

    private static func form(_ text: some StringProtocol) -> [String: String] {
        let pairs = text.split(separator: "&").map { pair in
            let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (decoded(sides[0]), decoded(sides.dropFirst().first ?? ""))
        }
        return Dictionary(pairs) { first, _ in first }
    }

    private static func decoded(_ text: some StringProtocol) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension ProviderRequest: CustomStringConvertible, CustomReflectable {
    /// The method only.
    public var description: String { method }

    /// Keeps `dump` and a failed `#expect` as discreet as ``description``.
    public var customMirror: Mirror { Mirror(self, children: ["method": method]) }
}
