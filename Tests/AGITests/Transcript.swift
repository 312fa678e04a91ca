import Foundation
import Testing

/// What a real Asterisk 22 and a server said to each other, as recorded.
struct Transcript: CustomTestStringConvertible {
    /// One entry, its bytes without escapes.
    enum Entry: Hashable {
        case asterisk([UInt8])
        case server([UInt8])
        /// Another call begins.
        case newCall
    }

    let name: String
    let entries: [Entry]

    var testDescription: String { name }

    /// All transcripts there are.
    static let all: [Transcript] = {
        let folder = Bundle.module.resourceURL?.appendingPathComponent("Transcripts")
        let files = folder.flatMap {
            try? FileManager.default.contentsOfDirectory(at: $0, includingPropertiesForKeys: nil)
        }
        return (files ?? []).filter { $0.pathExtension == "txt" }.map(Transcript.init(file:)).sorted {
            $0.name < $1.name
        }
    }()

    private init(file: URL) {
        name = file.deletingPathExtension().lastPathComponent
        let text = String(decoding: (try? Data(contentsOf: file)) ?? Data(), as: UTF8.self)
        entries = text.split(separator: "\n").compactMap(Self.entry)
    }

    private static func entry(_ line: Substring) -> Entry? {
        if line.hasPrefix("=== ") || line.hasPrefix("== ") { return .newCall }
        if line.hasPrefix("agi_") { return .asterisk(Array("\(line)\n".utf8)) }
        // Process transcripts have a time before the mark, lines without their line feed, and `b'…'` round what came.
        let marked = line.drop { $0.isNumber || $0 == "." }.drop { $0 == " " }
        let isTimed = marked.count < line.count
        guard marked.hasPrefix("A> ") || marked.hasPrefix("S> ") else { return nil }
        var bytes = unescaped(literal(marked.dropFirst(3), isBytes: isTimed && marked.hasPrefix("A> ")))
        if isTimed || marked.dropFirst(3).hasPrefix("b'SET ") { bytes.append(UInt8(ascii: "\n")) }
        return marked.hasPrefix("A> ") ? .asterisk(bytes) : .server(bytes)
    }

    /// Takes off `b'…'`, after which a long line's true length may stand.
    private static func literal(_ text: Substring, isBytes: Bool) -> Substring {
        guard isBytes || text.hasPrefix("b'SET "), let end = text.lastIndex(of: "'") else { return text }
        return text[..<end].dropFirst(2)
    }

    private static func unescaped(_ text: Substring) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "\\"), let escaped = rest.popFirst() else {
                bytes.append(byte)
                continue
            }
            switch escaped {
            case UInt8(ascii: "n"): bytes.append(10)
            case UInt8(ascii: "r"): bytes.append(13)
            case UInt8(ascii: "t"): bytes.append(9)
            case UInt8(ascii: "x"):
                bytes.append(UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) ?? 0)
                rest = rest.dropFirst(2)
            default: bytes.append(escaped)
            }
        }
        return bytes
    }
}
