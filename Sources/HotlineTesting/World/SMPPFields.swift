/// Reads the fields of a body, one after another (SMPP 3.4, 3.1).
struct SMPPFields {
    private(set) var rest: ArraySlice<UInt8>

    init(_ body: [UInt8]) {
        rest = body[...]
    }

    /// A byte.
    mutating func byte() -> UInt8? { rest.popFirst() }

    /// A text that ends with a zero.
    mutating func string() -> String? {
        guard let end = rest.firstIndex(of: 0) else { return nil }
        defer { rest = rest[(end + 1)...] }
        return String(decoding: rest[..<end], as: UTF8.self)
    }

    /// So many bytes.
    mutating func bytes(_ count: Int) -> [UInt8]? {
        guard rest.count >= count else { return nil }
        defer { rest = rest.dropFirst(count) }
        return Array(rest.prefix(count))
    }

    /// A number of two bytes.
    mutating func short() -> UInt16? { bytes(2).map { UInt16($0[0]) << 8 | UInt16($0[1]) } }

    /// What follows the fields that must be there: a tag, a length and as many bytes, again and again.
    mutating func options() -> [UInt16: [UInt8]]? {
        var options: [UInt16: [UInt8]] = [:]
        while !rest.isEmpty {
            guard let tag = short(), let length = short(), let value = bytes(Int(length)) else { return nil }
            options[tag] = value
        }
        return options
    }
}

extension String {
    /// The text as a body has it, with the zero that ends it.
    var smppBytes: [UInt8] { Array(utf8) + [0] }
}
