import HotlineCore
import Testing

@Suite struct SMSEncodingTests {
    /// The GSM 7-bit default alphabet in its order (3GPP TS 23.038, 6.2.1), without the escape.
    private static let alphabet = """
        @£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§\
        ¿abcdefghijklmnopqrstuvwxyzäöñüà
        """
    /// Its extension table (6.2.1.1).
    private static let extensions = "\u{0C}^{}\\[~]|€"

    @Test func `the seven-bit alphabet has its characters and no other`() {
        let all = (0...0x10FFFF).lazy.compactMap { Unicode.Scalar(UInt32($0)) }
        let single = Set(Self.alphabet.unicodeScalars)
        let double = Set(Self.extensions.unicodeScalars)
        #expect(single.count == 127 && double.count == 10)
        let wrong = all.filter { scalar in
            let expected = single.contains(scalar) ? 1 : double.contains(scalar) ? 2 : nil
            return SMSEncoding.gsm7.units(of: scalar) != expected
        }
        #expect(wrong.isEmpty)
    }

    @Test(arguments: [
        "`", "№", "«", "»", "–", "—", "…", "\u{A0}", "\t", "ç", "ê", "e\u{301}", "я", "Ё", "😀", "\u{1B}", "\u{0}",
    ])
    func `one character from outside makes the whole text UCS-2`(outside: String) {
        #expect(SMSEncoding(of: "abc") == .gsm7)
        #expect(SMSEncoding(of: "abc\(outside)def") == .ucs2)
        #expect(SMSEncoding.gsm7.units(of: outside) == nil)
    }

    @Test func `UCS-2 has every character, those beyond the first plane as two units`() {
        #expect(SMSEncoding.ucs2.units(of: "я😀") == 3)
        #expect(SMSEncoding.ucs2.units(of: "\u{10FFFF}" as Unicode.Scalar) == 2)
        #expect(SMSEncoding.ucs2.units(of: "" as String) == 0)
    }

    @Test(arguments: [
        ("", SMSSize.Row(.gsm7, characters: 0, units: 0, parts: 1, left: 160)),
        ("hello [x] {y} ~^|\\", .init(.gsm7, characters: 18, units: 26, parts: 1, left: 134)),
        ("привет [x]", .init(.ucs2, characters: 10, units: 10, parts: 1, left: 60)),
        (String(repeating: "a", count: 160), .init(.gsm7, characters: 160, units: 160, parts: 1, left: 0)),
        (String(repeating: "a", count: 161), .init(.gsm7, characters: 161, units: 161, parts: 2, left: 145)),
        (String(repeating: "я", count: 71), .init(.ucs2, characters: 71, units: 71, parts: 2, left: 63)),
        ("👩‍👩‍👧", .init(.ucs2, characters: 1, units: 8, parts: 1, left: 62)),
    ])
    func `a text's size tells its encoding, its parts and the room that is left`(text: String, row: SMSSize.Row) {
        let size = SMSSize(of: text)
        #expect(size.encoding == row.encoding)
        #expect(size.characters == row.characters)
        #expect(size.units == row.units)
        #expect(size.parts == row.parts)
        #expect(size.unitsLeft == row.left)
    }

    @Test func `so many parts have room for so many units`() {
        #expect([1, 2, 6].map { SMSSize(of: "a").room(in: $0) } == [160, 306, 918])
        #expect([1, 2, 6].map { SMSSize(of: "я").room(in: $0) } == [70, 134, 402])
    }
}

extension SMSSize {
    /// What a size is expected to be.
    struct Row: Sendable {
        let encoding: SMSEncoding
        let characters: Int
        let units: Int
        let parts: Int
        let left: Int

        init(_ encoding: SMSEncoding, characters: Int, units: Int, parts: Int, left: Int) {
            self.encoding = encoding
            self.characters = characters
            self.units = units
            self.parts = parts
            self.left = left
        }
    }
}
