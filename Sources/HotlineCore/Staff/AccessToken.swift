/// What a machine elsewhere shows to be let in: a number, by which the token is found, and a secret, which proves it.
///
/// Whoever has it acts in somebody's name, so it does not print itself.
public struct AccessToken: Hashable, Sendable {
    /// What a token begins with, so that one that got somewhere by mistake can be found there.
    public static let prefix = "hl_"

    /// Which token it is.
    public let id: Identifier<StaffToken>
    /// The secret.
    public let secret: TokenSecret

    /// Creates a token.
    public init(id: Identifier<StaffToken>, secret: TokenSecret) {
        self.id = id
        self.secret = secret
    }

    /// Reads a token as ``text`` writes it, and nothing else.
    public init?(_ text: some StringProtocol) {
        guard text.hasPrefix(Self.prefix), text.utf8.count <= 80 else { return nil }
        let parts = text.dropFirst(Self.prefix.count).split(separator: "_", omittingEmptySubsequences: false)
        guard parts.count == 2, let id = Int64(parts[0]), id > 0, "\(id)" == parts[0],
            let secret = Base62.bytes(of: parts[1])
        else { return nil }
        self.init(id: Identifier(id), secret: TokenSecret(bytes: secret))
    }

    /// The token as it is shown once, typed and sent: `hl_`, the number, `_`, and the secret in letters and digits.
    public var text: String { "\(Self.prefix)\(id)_\(Base62.text(of: secret.bytes))" }
}

/// What proves a token: 256 bits that nobody can guess.
public struct TokenSecret: Hashable, Sendable {
    /// How many bytes they are.
    static let length = 32

    /// The bytes.
    public let bytes: [UInt8]

    fileprivate init(bytes: [UInt8]) { self.bytes = bytes }

    /// Draws a secret; the system's own generator is one whose numbers nobody can guess.
    public init(using generator: inout some RandomNumberGenerator) {
        bytes = (0..<Self.length).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }
}

extension TokenSecret: CustomStringConvertible, CustomReflectable {
    /// A stub.
    public var description: String { "(secret)" }

    /// A stub.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

extension AccessToken: CustomStringConvertible, CustomReflectable {
    /// The number only.
    public var description: String { "token \(id)" }

    /// Keeps `dump` and a failed `#expect` as discreet as ``description``.
    public var customMirror: Mirror { Mirror(self, children: ["token": description]) }
}

/// Thirty-two bytes as forty-three letters and digits, which survive being copied, typed and put in a header.
private enum Base62 {
    static let digits = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)
    /// The fewest digits that hold 256 bits.
    static let length = 43

    static func text(of bytes: [UInt8]) -> String {
        var number = bytes
        var text = [UInt8](repeating: digits[0], count: length)
        for place in text.indices.reversed() {
            var rest = 0
            for index in number.indices {
                rest = rest << 8 | Int(number[index])
                number[index] = UInt8(rest / 62)
                rest %= 62
            }
            text[place] = digits[rest]
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The bytes of a text; `nil` where it has another length, other characters, or is greater than they can hold.
    static func bytes(of text: some StringProtocol) -> [UInt8]? {
        guard text.utf8.count == length else { return nil }
        var number = [UInt8](repeating: 0, count: TokenSecret.length)
        for character in text.utf8 {
            guard var carry = digits.firstIndex(of: character) else { return nil }
            for index in number.indices.reversed() {
                carry += Int(number[index]) * 62
                number[index] = UInt8(carry & 0xFF)
                carry >>= 8
            }
            guard carry == 0 else { return nil }
        }
        return number
    }
}
