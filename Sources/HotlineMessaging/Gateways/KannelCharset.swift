/// How the words of a text that Kannel brings are written.
///
/// With `mo-recode` Kannel writes UTF-8, but for what it cannot turn into that: UTF-16 with half a pair comes as it is, and bytes that
/// are no text by the sender's own word come as `8-BIT` (measured on Kannel 1.4.5).
enum KannelCharset: Hashable {
    case utf8
    case utf16
    case latin1
    /// Bytes that may be a text all the same.
    case data

    /// Reads `%C`, or, where that says nothing, `%c`.
    ///
    /// Of an alphabet that is none of these at least the digits and Latin letters are right if it is read as UTF-8.
    init(named name: String?, coding: String? = nil) {
        switch name?.uppercased() {
        case "UTF-16BE", "UTF-16", "UCS-2", "UCS2", "ISO-10646-UCS-2": self = .utf16
        case "ISO-8859-1", "LATIN1", "LATIN-1", "WINDOWS-1252": self = .latin1
        case "8-BIT", "BINARY": self = .data
        case nil, "": self = coding == "2" ? .utf16 : coding == "1" ? .data : .utf8
        case _?: self = .utf8
        }
    }

    /// Reads the `Content-Type` of a body.
    init(contentType: String) {
        let parts = contentType.split(separator: ";").map { part in
            String(part).filter { !$0.isWhitespace && $0 != "\"" }.lowercased()
        }
        if parts.first == "application/octet-stream" {
            self = .data
        } else {
            let charset = parts.dropFirst().first { $0.hasPrefix("charset=") }
            self.init(named: charset.map { String($0.dropFirst("charset=".count)) })
        }
    }

    /// The words; what cannot be read of a text is repaired, and the zeros that some telephones end theirs with are left out.
    ///
    /// - Returns: `nil` where the bytes are no text.
    func decode(_ bytes: [UInt8]) -> String? {
        let text: String
        switch self {
        case .utf8: text = String(decoding: bytes, as: UTF8.self)
        case .latin1: text = String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
        case .utf16:
            let places = stride(from: 0, to: bytes.count - 1, by: 2)
            let units = places.map { UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]) }
            text = String(decoding: units, as: UTF16.self)
        case .data:
            guard let read = String(validating: bytes, as: UTF8.self), read.unicodeScalars.allSatisfy(\.isOfText) else {
                return nil
            }
            text = read
        }
        let scalars = text.unicodeScalars.filter { $0 != "\0" }
        return String(String.UnicodeScalarView(scalars.first == "\u{FEFF}" ? scalars.dropFirst() : scalars[...]))
    }
}

extension Unicode.Scalar {
    /// Whether it is no control character but those that lay out a text.
    fileprivate var isOfText: Bool {
        properties.generalCategory != .control || self == "\n" || self == "\r" || self == "\t"
    }
}
