internal import HotlineCore

/// A text in smsd's folder `incoming`.
struct SMSToolsText: Hashable, Sendable {
    /// Why a file is no text that can be read.
    enum Fault: Error, Hashable, Sendable {
        /// It is not all there, or is nothing that smsd writes.
        case incomplete
        /// It holds data and no words, or smsd could not decode it.
        case noText
    }

    /// The sender: a number, with its `+` where the network calls it international, or a name.
    let sender: String
    /// The words.
    let text: String
    /// When the network got it.
    let sentAt: Instant?
    /// The same for a text that smsd reads from the modem a second time, as it does when it was killed in between.
    let id: String

    /// Reads a file.
    ///
    /// smsd writes under the final name and without a lock (`received2file` in smsd.c, 3.1.21), so a file may be there in part:
    /// its header `Length` tells how much is to come. It counts units of UCS-2, else characters, or bytes where smsd decoded UCS-2
    /// itself.
    ///
    /// - Parameters:
    ///   - file: The file.
    ///   - name: Its name.
    ///   - modifiedAt: When it was written.
    ///   - isSettled: Whether it was so long ago that nothing more will come.
    /// - Throws: ``Fault``.
    init(_ file: SMSToolsFile, name: String, modifiedAt: Instant, isSettled: Bool) throws(Fault) {
        guard let from = file["From"], !from.isEmpty else { throw .incomplete }
        guard file["Error"] == nil else { throw .noText }
        let expected = isSettled ? 0 : file["Length"].flatMap { Int($0) } ?? 0
        let isWhole: Bool
        switch (file["Alphabet"] ?? "ISO").prefix(3).uppercased() {
        case "UCS", "UNI", "CHI":
            text = Self.utf16(file.body)
            isWhole = file.body.count / 2 >= expected
        case "UTF":
            text = String(decoding: file.body, as: UTF8.self)
            isWhole = text.unicodeScalars.count >= expected || file.body.count == expected
        case "ISO", "LAT", "ANS":
            text = Self.latin9(file.body)
            isWhole = file.body.count >= expected
        case "GSM":
            text = Self.plainGSM(file.body)
            isWhole = file.body.count >= expected
        default: throw .noText
        }
        guard isWhole else { throw .incomplete }
        let isInternational = file["From_TOA"]?.hasPrefix("91") == true && from.allSatisfy(\.isWholeNumber)
        sender = isInternational ? "+\(from)" : from
        sentAt = SMSToolsTime.instant(sent: file["Sent"], received: file["Received"], writtenAt: modifiedAt)
        // Where the network's time is missing, only the name tells one text from another of the same words.
        let moment = file["Sent"] ?? name
        id = String(GatewayDigest.sha256(Array("\(from)\n\(moment)\n\(text)".utf8)).prefix(32))
    }

    private static func utf16(_ bytes: [UInt8]) -> String {
        let units = stride(from: 0, to: bytes.count - 1, by: 2).map { UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]) }
        return String(decoding: units, as: UTF16.self)
    }

    /// ISO 8859-15, which differs from Unicode's first 256 in eight places.
    private static func latin9(_ bytes: [UInt8]) -> String {
        let others: [UInt8: Unicode.Scalar] = [
            0xA4: "€", 0xA6: "Š", 0xA8: "š", 0xB4: "Ž", 0xB8: "ž", 0xBC: "Œ", 0xBD: "œ", 0xBE: "Ÿ",
        ]
        var text = String.UnicodeScalarView()
        for byte in bytes { text.append(others[byte] ?? Unicode.Scalar(byte)) }
        return String(text)
    }

    /// What the GSM alphabet has in common with ASCII, which is all that a command of ours needs.
    ///
    /// smsd writes such bodies only where it is told to convert nothing.
    private static func plainGSM(_ bytes: [UInt8]) -> String {
        let foreign: Set<UInt8> = [0x24, 0x40, 0x5B, 0x5C, 0x5D, 0x5E, 0x5F, 0x60, 0x7B, 0x7C, 0x7D, 0x7E]
        var text = String.UnicodeScalarView()
        for byte in bytes {
            let isShared = byte == 0x0A || (0x20...0x7A).contains(byte) && !foreign.contains(byte)
            text.append(isShared ? Unicode.Scalar(byte) : "\u{FFFD}")
        }
        return String(text)
    }
}

extension SMSToolsText: CustomStringConvertible, CustomReflectable {
    /// How long it is.
    var description: String { "a text of \(text.utf16.count) units" }

    /// Keeps `dump` and a failed `#expect` as discreet as ``description``.
    var customMirror: Mirror { Mirror(self, children: ["text": description]) }
}
