/// One line of the protocol Kannel speaks to a centre of kind `fake`.
struct FakeSMSCLine: Hashable {
    var sender: String
    var receiver: String
    /// The user data header, if the text is a part of a longer one.
    var header: [UInt8] = []
    var text: String
}

extension FakeSMSCLine {
    /// Reads what Kannel sends: `SENDER RECEIVER KIND …`; `nil` where it is nothing of the kind.
    ///
    /// - Kind `text`: the rest as it is; `ucs-2`: percent-encoded UTF-16BE; `udh H data B`: a header and a body, the body
    ///   UTF-16BE in our use; `data`: a body alone.
    init?(_ line: String) {
        let words = line.split(separator: " ", maxSplits: 3, omittingEmptySubsequences: false).map(String.init)
        guard words.count == 4 else { return nil }
        sender = words[0]
        receiver = words[1]
        switch words[2] {
        case "text":
            text = words[3]
        case "ucs-2", "data":
            guard let bytes = PercentCoding.decode(words[3]) else { return nil }
            text = UTF16Text.decode(bytes)
        case "udh":
            let parts = words[3].split(separator: " ", omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 3, parts[1] == "data" || parts[1] == "ucs-2",
                let header = PercentCoding.decode(parts[0]), let body = PercentCoding.decode(parts[2])
            else { return nil }
            self.header = header
            text = UTF16Text.decode(body)
        default:
            return nil
        }
    }

    /// The line that brings a text from a telephone into Kannel.
    var incoming: String {
        "\(sender) \(receiver) ucs2 \(PercentCoding.encode(UTF16Text.encode(text)))"
    }
}

/// Bytes as `%XX`; Kannel writes a blank as `+`.
enum PercentCoding {
    /// Every byte but letters and digits as `%XX`.
    static func encode(_ bytes: some Sequence<UInt8>) -> String {
        bytes.map { byte in
            let character = Character(UnicodeScalar(byte))
            guard byte < 0x80, character.isLetter || character.isNumber else {
                let digits = String(byte, radix: 16, uppercase: true)
                return "%" + (digits.count < 2 ? "0" : "") + digits
            }
            return String(character)
        }.joined()
    }

    /// The bytes, or `nil` where a `%` is not followed by two hexadecimal digits.
    static func decode(_ text: String) -> [UInt8]? {
        var rest = Array(text.utf8)[...]
        var bytes: [UInt8] = []
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "+"): bytes.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                let digits = String(decoding: rest.prefix(2), as: UTF8.self)
                guard digits.count == 2, let value = UInt8(digits, radix: 16) else { return nil }
                bytes.append(value)
                rest = rest.dropFirst(2)
            default: bytes.append(byte)
            }
        }
        return bytes
    }
}

/// Text as UTF-16 with the greater byte first, as a telephone network carries Russian.
enum UTF16Text {
    static func encode(_ text: String) -> [UInt8] {
        text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    }

    static func decode(_ bytes: [UInt8]) -> String {
        let units = stride(from: 0, to: bytes.count - 1, by: 2).map { UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]) }
        return String(decoding: units, as: UTF16.self)
    }
}
