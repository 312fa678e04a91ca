internal import Foundation
internal import HotlineCore

/// The names and values of a call: its query, and its body where that is a form.
struct CallbackForm {
    /// The names and values, in the order they came.
    private(set) var fields: [(name: String, value: String)]

    /// Reads a call: `application/x-www-form-urlencoded`, or `multipart/form-data` (RFC 7578), as the body's type says.
    init(_ request: CallbackRequest) {
        fields = Self.pairs(Array(request.query.utf8))
        let type = request.headers["content-type"] ?? ""
        if type.lowercased().hasPrefix("multipart/form-data") {
            fields += Self.boundary(in: type).map { Self.parts(request.body, between: $0) } ?? []
        } else {
            fields += Self.pairs(request.body)
        }
    }

    /// The value of a name; of those that come twice, the first.
    subscript(name: String) -> String? { fields.first { $0.name == name }?.value }

    private static func pairs(_ bytes: [UInt8]) -> [(name: String, value: String)] {
        bytes.split(separator: UInt8(ascii: "&")).map { pair in
            let name = pair.prefix { $0 != UInt8(ascii: "=") }
            return (text(unescaped(name)), text(unescaped(pair.dropFirst(name.count + 1))))
        }
    }

    private static func unescaped(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var unescaped: [UInt8] = []
        var rest = bytes
        while let byte = rest.popFirst() {
            let digits = String(decoding: rest.prefix(2), as: UTF8.self)
            if byte == UInt8(ascii: "%"), digits.utf8.count == 2, let value = UInt8(digits, radix: 16) {
                unescaped.append(value)
                rest = rest.dropFirst(2)
            } else {
                unescaped.append(byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
            }
        }
        return unescaped
    }

    /// Bytes as text: UTF-8, or windows-1251, which is the standard of older Russian providers.
    private static func text(_ bytes: [UInt8]) -> String {
        String(validating: bytes, as: UTF8.self)
            ?? String(data: Data(bytes), encoding: .windowsCP1251)
            ?? String(decoding: bytes, as: UTF8.self)
    }
}

// MARK: - Parts

extension CallbackForm {
    /// RFC 2046, 5.1.1: a longer one would only make a body slow to cut.
    private static let longestBoundary = 70

    private static func boundary(in type: String) -> [UInt8]? {
        for parameter in type.split(separator: ";").dropFirst() {
            let words = parameter.drop { $0 == " " }
            guard words.lowercased().hasPrefix("boundary=") else { continue }
            let value = words.dropFirst(9).filter { $0 != "\"" }
            return (1...longestBoundary).contains(value.utf8.count) ? Array("--\(value)".utf8) : nil
        }
        return nil
    }

    private static func parts(_ body: [UInt8], between boundary: [UInt8]) -> [(name: String, value: String)] {
        let lineEnd = Array("\r\n".utf8)
        var parts: [(name: String, value: String)] = []
        for piece in body.split(separator: boundary) {
            guard let end = piece.firstRange(of: lineEnd + lineEnd) else { continue }
            let head = String(decoding: piece[..<end.lowerBound], as: UTF8.self)
            guard let name = head.firstMatch(of: /[; ]name="([^"]*)"/).map({ String($0.1) }) else { continue }
            var value = piece[end.upperBound...]
            if value.suffix(2).elementsEqual(lineEnd) { value = value.dropLast(2) }
            parts.append((name, text(Array(value))))
        }
        return parts
    }
}
