/// A file of smsd's: headers, an empty line, a body (its documentation, fileformat.html).
///
/// It holds numbers and words, so it does not print itself.
struct SMSToolsFile: Hashable, Sendable {
    /// The headers in order, each a name and a value.
    var headers: [Header] = []
    /// What follows the empty line, byte by byte.
    var body: [UInt8] = []

    /// One header.
    struct Header: Hashable, Sendable {
        var name: String
        var value: String
    }

    init() {}

    /// Reads a file; `nil` where the empty line that ends the headers is not there.
    init?(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            let line = String(decoding: rest[..<end], as: UTF8.self)
            rest = rest[(end + 1)...]
            guard line.contains(where: { !$0.isWhitespace }) else {
                body = Array(rest)
                return
            }
            let sides = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            let value = sides.dropFirst().first ?? ""
            headers.append(Header(name: String(sides[0]), value: String(value).trimmed))
        }
        return nil
    }

    /// The value of a header, where there is one.
    subscript(name: String) -> String? {
        get { headers.first { $0.name == name }?.value }
        set {
            headers.removeAll { $0.name == name }
            if let newValue { headers.append(Header(name: name, value: newValue)) }
        }
    }

    /// The file as bytes.
    ///
    /// A value cannot break out of its line.
    var bytes: [UInt8] {
        var text = ""
        for header in headers {
            text += "\(header.name): \(header.value.filter { !$0.isNewline })\n"
        }
        return Array((text + "\n").utf8) + body
    }
}

extension SMSToolsFile: CustomStringConvertible, CustomReflectable {
    /// How long it is.
    var description: String { "a file of \(headers.count) headers and \(body.count) bytes" }

    /// Keeps `dump` and a failed `#expect` as discreet as ``description``.
    var customMirror: Mirror { Mirror(self, children: ["file": description]) }
}

extension String {
    /// The text without white space at both ends.
    fileprivate var trimmed: String {
        let start = drop { $0.isWhitespace }
        return String(start.reversed().drop { $0.isWhitespace }.reversed())
    }
}
