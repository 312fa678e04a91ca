internal import Foundation

/// How words stand in the head of a mail: RFC 5322 folding, RFC 2047 encoded words.
enum HeaderText {
    /// The most characters in a line that has an encoded word.
    private static let mostInLine = 76
    private static let opening = "=?UTF-8?B?"
    private static let closing = "?="

    /// Whether the text can stand in a head: it has nothing that ends a line or steers a terminal.
    static func isFit(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { scalar in
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator: false
            default: true
            }
        }
    }

    /// A whole line of the head, or several where it is folded, without the last line end.
    ///
    /// - Parameters:
    ///   - field: Its name.
    ///   - text: What it says, in any characters that are fit.
    ///   - suffix: What follows in ASCII, such as an address.
    /// - Returns: The lines.
    static func line(_ field: String, _ text: String, suffix: String = "") -> String {
        guard !text.isEmpty else { return suffix.isEmpty ? "\(field):" : "\(field): \(suffix)" }
        var line = "\(field): "
        if isPlain(text, room: mostInLine - line.utf8.count) {
            line += text
        } else {
            line += words(of: text, firstRoom: mostInLine - line.utf8.count).joined(separator: "\n ")
        }
        return suffix.isEmpty ? line : line + "\n " + suffix
    }

    /// The same with an address behind the words, which are quoted or encoded.
    static func line(_ field: String, name: String?, address: MailAddress) -> String {
        guard let name, !name.isEmpty else { return "\(field): <\(address.text)>" }
        let isAtoms = name.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x20
        }
        guard !isAtoms else { return line(field, name, suffix: "<\(address.text)>") }
        let words = words(of: name, firstRoom: mostInLine - field.utf8.count - 2)
        return "\(field): \(words.joined(separator: "\n "))\n <\(address.text)>"
    }

    /// Whether the text means the same as it stands: short, of ASCII, and no encoded word by accident.
    private static func isPlain(_ text: String, room: Int) -> Bool {
        text.utf8.allSatisfy { (0x20...0x7E).contains($0) } && text.utf8.count <= room && !text.contains("=?")
            && !text.hasPrefix(" ") && !text.hasSuffix(" ")
    }

    /// The text as encoded words, each a line with at most so many characters and none cut inside a character.
    private static func words(of text: String, firstRoom: Int) -> [String] {
        var words: [String] = []
        var bytes: [UInt8] = []
        // Three bytes are four characters.
        var most = (firstRoom - opening.utf8.count - closing.utf8.count) / 4 * 3
        func close() {
            words.append(opening + Data(bytes).base64EncodedString() + closing)
            bytes = []
            most = (mostInLine - 1 - opening.utf8.count - closing.utf8.count) / 4 * 3
        }
        for scalar in text.unicodeScalars {
            let next = UTF8.encode(scalar).map(Array.init) ?? []
            if bytes.count + next.count > most { close() }
            bytes += next
        }
        close()
        return words
    }
}
