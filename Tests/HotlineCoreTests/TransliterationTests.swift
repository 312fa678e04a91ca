import HotlineCore
import Testing

@Suite struct TransliterationTests {
    /// ICAO Doc 9303, part 3, section 6.B, the Russian letters in their order.
    private static let table: [(russian: String, latin: String)] = [
        ("А", "A"), ("Б", "B"), ("В", "V"), ("Г", "G"), ("Д", "D"), ("Е", "E"), ("Ё", "E"), ("Ж", "ZH"), ("З", "Z"),
        ("И", "I"), ("Й", "I"), ("К", "K"), ("Л", "L"), ("М", "M"), ("Н", "N"), ("О", "O"), ("П", "P"), ("Р", "R"),
        ("С", "S"), ("Т", "T"), ("У", "U"), ("Ф", "F"), ("Х", "KH"), ("Ц", "TS"), ("Ч", "CH"), ("Ш", "SH"),
        ("Щ", "SHCH"), ("Ъ", "IE"), ("Ы", "Y"), ("Ь", ""), ("Э", "E"), ("Ю", "IU"), ("Я", "IA"),
    ]

    @Test(arguments: table)
    func `each letter is that of the table, small, capital and among capitals`(russian: String, latin: String) {
        let small = latin.lowercased()
        #expect(Transliteration.icao(russian.lowercased()) == small)
        #expect(Transliteration.icao(russian + "а") == small.prefix(1).uppercased() + small.dropFirst() + "a")
        #expect(Transliteration.icao(russian + "А") == latin + "A")
        #expect(Transliteration.icao("А" + russian) == "A" + latin)
    }

    @Test(arguments: [
        ("Жук", "Zhuk"), ("ЖУК", "ZHUK"), ("МУЖ", "MUZH"), ("МуЖ", "MuZh"), ("Щ", "Shch"), ("5Ж", "5Zh"),
        ("Я не могу", "Ia ne mogu"), ("СЕМЬЯ ЩУКИНЫХ", "SEMIA SHCHUKINYKH"), ("Съезд, подъезд", "Sieezd, podieezd"),
        ("Юрьев день", "Iurev den"), ("ещё моё", "eshche moe"), ("и\u{306} е\u{308}", "i e"),
        ("Ґанок, Їжак, Ў", "Ganok, Izhak, U"),
        ("№1042", "N1042"), ("«да» — “нет”…", "\"da\" - \"net\"..."), ("5–6 кл.\u{A0}Б", "5-6 kl. B"),
        ("a\u{202F}b\u{2009}c\td", "a b c d"), ("да\u{200B}\u{FEFF}\u{AD}", "da"), ("д\u{2028}а\u{85}", "d\na\n"),
        ("`x` ‘y’ • 2×3 −5", "'x' 'y' * 2x3 -5"), ("[x] {y} ~^|\\ € é Ç", "[x] {y} ~^|\\ € é Ç"),
        ("👩‍👩‍👧 да 1️⃣", "? da 1"), ("漢字 ç", "?? ?"), ("", ""), ("\u{301}", ""),
    ])
    func `words and signs are written as one would`(text: String, latin: String) {
        #expect(Transliteration.icao(text) == latin)
    }

    @Test func `a typical text is one part instead of two`() {
        let text = "Заявка №123: кабинет 214, не работает проектор. Принять: ответьте «1 123». Закрыть: «2 123 текст»."
        let latin = Transliteration.icao(text)
        #expect(SMSSize(of: text).parts == 2)
        #expect(SMSSize(of: latin).parts == 1)
        #expect(SMSSize(of: latin).encoding == .gsm7)
    }

    @Test func `whatever the text, the seven-bit alphabet has the result`() {
        let all = [0...0x32FF, 0xA640...0xA69F, 0xFE00...0xFFFF, 0x1F300...0x1F6FF].joined().lazy.compactMap {
            Unicode.Scalar(UInt32($0))
        }
        let wrong = all.filter { SMSEncoding(of: Transliteration.icao("Ж\($0)ж")) != .gsm7 }
        #expect(wrong.isEmpty)
    }
}
