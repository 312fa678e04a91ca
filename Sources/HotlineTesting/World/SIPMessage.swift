/// One SIP message (RFC 3261), as bytes, so that what is not valid UTF-8 can be sent and told apart.
struct SIPMessage: Hashable {
    /// The first line.
    enum Start: Hashable {
        case request(method: String, target: String)
        case response(status: Int, reason: String)
    }

    struct Header: Hashable {
        var name: String
        var value: [UInt8]
    }

    var start: Start
    var headers: [Header] = []
    var body: [UInt8] = []

    /// The first header of this name; the case of its letters does not count.
    subscript(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }.map { String(decoding: $0.value, as: UTF8.self) }
    }

    mutating func add(_ name: String, _ value: String) {
        headers.append(Header(name: name, value: Array(value.utf8)))
    }

    /// The message on the wire, with the length of its body.
    var bytes: [UInt8] {
        var bytes: [UInt8] =
            switch start {
            case .request(let method, let target): Array("\(method) \(target) SIP/2.0\r\n".utf8)
            case .response(let status, let reason): Array("SIP/2.0 \(status) \(reason)\r\n".utf8)
            }
        for header in headers {
            bytes += Array("\(header.name): ".utf8) + header.value + Array("\r\n".utf8)
        }
        return bytes + Array("Content-Length: \(body.count)\r\n\r\n".utf8) + body
    }
}

extension SIPMessage {
    /// Reads a message; `nil` where the bytes are none.
    init?(_ bytes: [UInt8]) {
        let blank = Array("\r\n\r\n".utf8)
        let end = bytes.indices.first { bytes[$0...].starts(with: blank) }
        guard let end else { return nil }
        var lines = bytes[..<end].split(separator: UInt8(ascii: "\n")).map { line in
            line.last == UInt8(ascii: "\r") ? line.dropLast() : line
        }
        guard !lines.isEmpty, let start = Start(String(decoding: lines.removeFirst(), as: UTF8.self)) else {
            return nil
        }
        self.start = start
        for line in lines {
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return nil }
            let name = String(decoding: line[..<colon], as: UTF8.self).trimmed
            let value = line[line.index(after: colon)...].drop { $0 == UInt8(ascii: " ") }
            headers.append(Header(name: name, value: Array(value)))
        }
        body = Array(bytes[(end + blank.count)...])
    }
}

extension SIPMessage.Start {
    init?(_ line: String) {
        let words = line.split(separator: " ", maxSplits: 2).map(String.init)
        guard words.count >= 2 else { return nil }
        if words[0] == "SIP/2.0" {
            guard let status = Int(words[1]) else { return nil }
            self = .response(status: status, reason: words.count > 2 ? words[2] : "")
        } else {
            guard words.count == 3, words[2] == "SIP/2.0" else { return nil }
            self = .request(method: words[0], target: words[1])
        }
    }
}

extension String {
    /// Without the blanks at both ends.
    fileprivate var trimmed: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
