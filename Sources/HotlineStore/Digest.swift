internal import CCrypto

extension [UInt8] {
    /// The SHA-256 of these bytes.
    var sha256: [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 32) { digest, count in
            _ = SHA256(self, self.count, digest.baseAddress)
            count = 32
        }
    }

    /// Whether these are the same bytes, found out in a time that does not tell how many of them are.
    func isEqualInConstantTime(to other: [UInt8]) -> Bool {
        count == other.count && CRYPTO_memcmp(self, other, count) == 0
    }

    /// These bytes as digits in lower case, two each.
    var hexadecimal: String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
