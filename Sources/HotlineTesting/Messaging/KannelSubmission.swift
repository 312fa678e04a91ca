/// One request to `sendsms`, decoded.
public struct KannelSubmission: Hashable, Sendable {
    /// The method and the path.
    public let place: String
    private let values: [String: [UInt8]]

    init(request: String) {
        let line = request.prefix { !$0.isNewline }.split(separator: " ")
        let target = line.dropFirst().first?.split(separator: "?", maxSplits: 1) ?? []
        place = "\(line.first ?? "") \(target.first ?? "")"
        let pairs = (target.dropFirst().first ?? "").split(separator: "&").map { pair in
            let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (String(sides[0]), Self.decoded(sides.dropFirst().first ?? ""))
        }
        values = Dictionary(pairs) { first, _ in first }
    }

    /// The names of all values.
    public var names: Set<String> { Set(values.keys) }

    /// The value of a name as text.
    public subscript(name: String) -> String? { values[name].map { String(decoding: $0, as: UTF8.self) } }

    /// The value of a name as bytes.
    public func bytes(_ name: String) -> [UInt8]? { values[name] }

    /// The address Kannel would call to report, its escape filled in.
    public func reportURL(type: Int) -> String? {
        self["dlr-url"].map { $0.replacing("%d", with: "\(type)") }
    }

    private static func decoded(_ text: some StringProtocol) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            let digits = String(decoding: rest.prefix(2), as: UTF8.self)
            if byte == UInt8(ascii: "%"), let value = UInt8(digits, radix: 16) {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
            }
        }
        return bytes
    }
}

extension KannelSubmission: CustomStringConvertible, CustomReflectable {
    /// The place only.
    public var description: String { place }

    /// Keeps `dump` and a failed `#expect` as discreet as ``description``.
    public var customMirror: Mirror { Mirror(self, children: ["place": place]) }
}
