internal import CCrypto

/// Knows again what the service made itself: the keyed hash of RFC 2104 with SHA-256, cut to its first 128 bits.
struct SiteSeal: Sendable {
    /// How many bytes a mark has.
    static let length = 16

    private let key: [UInt8]

    /// Creates a seal with the secret of the database.
    init(key: [UInt8]) {
        self.key = key
    }

    /// The mark of bytes that are made for one purpose.
    func mark(_ bytes: [UInt8], for purpose: String) -> [UInt8] {
        let message = Array("\(purpose)\n".utf8) + bytes
        var length = 0
        let mark = [UInt8](unsafeUninitializedCapacity: 32) { buffer, count in
            let done = EVP_Q_mac(
                nil,
                "HMAC",
                nil,
                "SHA256",
                nil,
                key,
                key.count,
                message,
                message.count,
                buffer.baseAddress,
                32,
                &length
            )
            count = done == nil ? 0 : length
        }
        return Array(mark.prefix(Self.length))
    }

    /// Whether a mark is the right one, in a time that does not tell how much of it is.
    func isRight(_ given: [UInt8], of bytes: [UInt8], for purpose: String) -> Bool {
        let right = mark(bytes, for: purpose)
        return right.count == Self.length && given.count == right.count
            && CRYPTO_memcmp(given, right, right.count) == 0
    }
}

extension [UInt8] {
    /// These bytes as base64url of RFC 4648, without padding.
    var base64URL: String {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
        var text: [UInt8] = []
        var (bits, count) = (0, 0)
        for byte in self {
            bits = (bits << 8 | Int(byte)) & 0xFFFF
            count += 8
            while count >= 6 {
                count -= 6
                text.append(letters[bits >> count & 63])
            }
        }
        if count > 0 { text.append(letters[bits << (6 - count) & 63]) }
        return String(decoding: text, as: UTF8.self)
    }

    /// Reads what ``base64URL`` writes, and nothing else.
    init?(base64URL text: String) {
        var bytes: [UInt8] = []
        var (bits, count) = (0, 0)
        for letter in text.utf8 {
            let value: UInt8
            switch letter {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): value = letter - 65
            case UInt8(ascii: "a")...UInt8(ascii: "z"): value = letter - 97 + 26
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = letter - 48 + 52
            case UInt8(ascii: "-"): value = 62
            case UInt8(ascii: "_"): value = 63
            default: return nil
            }
            bits = (bits << 6 | Int(value)) & 0xFFFF
            count += 6
            guard count >= 8 else { continue }
            count -= 8
            bytes.append(UInt8(truncatingIfNeeded: bits >> count))
        }
        self = bytes
        guard base64URL == text else { return nil }
    }
}
