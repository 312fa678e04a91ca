/// Two numbers that the service gives out and knows again when they come back.
struct SealedPair {
    let first: Int64
    let second: Int64

    init(_ first: Int64, _ second: Int64) {
        self.first = first
        self.second = second
    }

    /// Reads a pair that was sealed with the same key for the same purpose, and nothing else.
    init?(_ text: String, _ seal: SiteSeal, for purpose: String) {
        guard text.utf8.count <= 64, let bytes = [UInt8](base64URL: text), bytes.count == 16 + SiteSeal.length,
            seal.isRight(Array(bytes[16...]), of: Array(bytes[..<16]), for: purpose)
        else { return nil }
        let value = { (part: ArraySlice<UInt8>) in Int64(bitPattern: part.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }) }
        self.init(value(bytes[..<8]), value(bytes[8..<16]))
    }

    /// How it is given out.
    func text(_ seal: SiteSeal, for purpose: String) -> String {
        let bytes = [first, second].flatMap { value in
            (0..<8).map { UInt8(truncatingIfNeeded: value >> (56 - 8 * Int64($0))) }
        }
        return (bytes + seal.mark(bytes, for: purpose)).base64URL
    }
}
