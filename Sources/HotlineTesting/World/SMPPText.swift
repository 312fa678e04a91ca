/// Words as `data_coding` says they are written (SMPP 3.4, 5.2.19).
enum SMPPText {
    /// The alphabet of the centre; here that of GSM 03.38, a byte a character.
    static let standard: UInt8 = 0
    /// UCS-2, its greater byte first.
    static let ucs2: UInt8 = 8

    /// Reads bytes; `nil` where the coding is none of the two, or the bytes are not of it.
    static func decode(_ bytes: [UInt8], coding: UInt8) -> String? {
        switch coding {
        case standard: decodeStandard(bytes)
        case ucs2: bytes.count.isMultiple(of: 2) ? UTF16Text.decode(bytes) : nil
        default: nil
        }
    }

    /// Writes a text in the alphabet of GSM where that has all its characters, else in UCS-2.
    static func encode(_ text: String) -> (coding: UInt8, bytes: [UInt8]) {
        let bytes = text.unicodeScalars.map { scalar -> [UInt8]? in
            if let place = alphabet.firstIndex(of: scalar) { return [UInt8(place)] }
            return extensions.first { $0.value == scalar }.map { [escape, $0.key] }
        }
        guard bytes.allSatisfy({ $0 != nil }) else { return (ucs2, UTF16Text.encode(text)) }
        return (standard, bytes.flatMap { $0 ?? [] })
    }

    private static func decodeStandard(_ bytes: [UInt8]) -> String? {
        var text = String.UnicodeScalarView()
        var rest = bytes[...]
        while let byte = rest.popFirst() {
            if byte == escape {
                guard let next = rest.popFirst(), let scalar = extensions[next] else { return nil }
                text.append(scalar)
            } else {
                guard Int(byte) < alphabet.count else { return nil }
                text.append(alphabet[Int(byte)])
            }
        }
        return String(text)
    }

    private static let escape: UInt8 = 0x1B

    /// 3GPP TS 23.038, 6.2.1, in the order of the codes; the escape stands at its place as itself.
    private static let alphabet = Array(
        """
        @£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u{1B}ÆæßÉ !"#¤%&'()*+,-./0123456789:;<=>?\
        ¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà
        """.unicodeScalars
    )

    /// 3GPP TS 23.038, 6.2.1.1.
    private static let extensions: [UInt8: Unicode.Scalar] = [
        0x0A: "\u{0C}", 0x14: "^", 0x28: "{", 0x29: "}", 0x2F: "\\", 0x3C: "[", 0x3D: "~", 0x3E: "]", 0x40: "|",
        0x65: "€",
    ]
}
