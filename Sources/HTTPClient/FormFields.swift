/// The names and values of a query, or of a form's body: `application/x-www-form-urlencoded` of the URL standard, bytes as `%` and
/// two digits, a blank as `+`.
public struct FormFields: Sendable {
    private let values: [String: [UInt8]]

    /// Reads a query; of a name that comes twice the first counts.
    public init(_ query: some StringProtocol) {
        let pairs = query.split(separator: "&").map { pair in
            let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let value = sides.count > 1 ? Self.decoded(Array(sides[1].utf8)) : []
            return (String(decoding: Self.decoded(Array(sides[0].utf8)), as: UTF8.self), value)
        }
        values = Dictionary(pairs) { first, _ in first }
    }

    /// The value of a name as it was before it was written so.
    public subscript(name: String) -> [UInt8]? { values[name] }

    /// The value of a name as text; what is no UTF-8 is repaired.
    public func text(_ name: String) -> String? { values[name].map { String(decoding: $0, as: UTF8.self) } }

    /// A `%` without two hexadecimal digits stands for itself.
    private static func decoded(_ text: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = text[...]
        while let byte = rest.popFirst() {
            let digits = rest.prefix(2).compactMap(\.hexadecimalDigit)
            switch byte {
            case UInt8(ascii: "+"): bytes.append(UInt8(ascii: " "))
            case UInt8(ascii: "%") where digits.count == 2:
                bytes.append(digits[0] << 4 | digits[1])
                rest = rest.dropFirst(2)
            case _: bytes.append(byte)
            }
        }
        return bytes
    }
}

extension UInt8 {
    /// The value of a hexadecimal digit, or `nil` of anything else.
    fileprivate var hexadecimalDigit: UInt8? {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
        case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
        case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}
