internal import HotlineCore

extension SMSToolsFile {
    /// The header that carries ``MessagePart/key``: smsd keeps headers it does not know.
    static let keyHeader = "X-Hotline-Id"
    /// The header that counts how often a part was put back, see ``SMSToolsMailbox``.
    static let againHeader = "X-Hotline-Again"

    /// The file of a part, as smsd sends it: one short message, under the header of ours that joins it to the others.
    ///
    /// Measured with smsd 3.1.21: `UDH-DATA` is taken with UCS2 as with GSM texts and turns off its own cutting, which would cut
    /// inside a character of two units; `Alphabet: UCS2` goes out as it stands; `Alphabet: UTF-8` goes out in the GSM alphabet
    /// where every character is in it (but ¤ becomes €), and trailing spaces stay.
    init(_ part: MessagePart) {
        self["To"] = String(part.recipient.e164.dropFirst())
        switch part.encoding {
        case .ucs2:
            self["Alphabet"] = "UCS2"
            body = part.text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        case .gsm7:
            self["Alphabet"] = "UTF-8"
            body = Array(part.text.utf8)
        }
        self["Report"] = "yes"
        if part.isUrgent { self["Priority"] = "HIGH" }
        if let validity = part.validity { self["Validity"] = Self.validity(validity) }
        if let header = part.joiningHeader { self["UDH-DATA"] = Self.hexadecimal(header) }
        self[Self.keyHeader] = part.key
    }

    /// How long the network may try, in a unit in which smsd reads it without rounding it to nothing.
    private static func validity(_ duration: Duration) -> String {
        let minutes = max(5, duration.milliseconds / 60_000)
        switch minutes {
        case ...720: return "\(minutes) min"
        case ...1440: return "\(minutes / 60) hour"
        case ...43_200: return "\(minutes / 1440) day"
        default: return "\(min(63, minutes / 10_080)) week"
        }
    }

    /// Bytes as smsd reads them: two digits each, a blank between.
    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 0x10 ? "0" : "") + String($0, radix: 16, uppercase: true) }.joined(separator: " ")
    }
}
