internal import CCrypto

/// SHA-256 (FIPS 180-4) and what is made of it: providers sign their calls with it, and texts without a number are known by it.
enum GatewayDigest {
    /// The hash, 64 hexadecimal digits in lower case.
    static func sha256(_ bytes: [UInt8]) -> String { hexadecimal(digest(bytes)) }

    /// The keyed hash of RFC 2104, 64 hexadecimal digits in lower case.
    static func hmacSHA256(_ bytes: [UInt8], key: [UInt8]) -> String {
        let block = 64
        var key = key.count > block ? digest(key) : key
        key += [UInt8](repeating: 0, count: block - key.count)
        let inner = digest(key.map { $0 ^ 0x36 } + bytes)
        return hexadecimal(digest(key.map { $0 ^ 0x5C } + inner))
    }

    /// Whether a given signature is the right one, in a time that depends on the length of the right one only.
    static func isSame(_ given: String, as right: String) -> Bool {
        let given = Array(given.utf8)
        let right = Array(right.utf8)
        var difference = UInt(bitPattern: given.count ^ right.count)
        for (index, byte) in right.enumerated() {
            difference |= UInt(byte ^ (given.isEmpty ? ~byte : given[index % given.count]))
        }
        return difference == 0
    }

    private static func digest(_ bytes: [UInt8]) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 32) { buffer, count in
            EVP_Digest(bytes, bytes.count, buffer.baseAddress, nil, EVP_sha256(), nil)
            count = 32
        }
    }

    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 0x10 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
