import HotlineCore
import HotlineTesting
import Testing

@Suite struct SMSPartsTests {
    /// A text, and how many units of its encoding its parts have (3GPP TS 23.038, 6.2; TS 23.040, 9.2.3.24.1).
    private static let vectors: [(text: String, encoding: SMSEncoding, units: [Int])] = [
        ("", .gsm7, [0]),
        (many("я", 70), .ucs2, [70]),
        (many("я", 71), .ucs2, [67, 4]),
        (many("я", 134), .ucs2, [67, 67]),
        (many("я", 135), .ucs2, [67, 67, 1]),
        (many("a", 160), .gsm7, [160]),
        (many("a", 161), .gsm7, [153, 8]),
        (many("a", 306), .gsm7, [153, 153]),
        (many("a", 307), .gsm7, [153, 153, 1]),
        // An escape does not part from its character.
        (many("€", 80), .gsm7, [160]),
        (many("€", 81), .gsm7, [152, 10]),
        (many("a", 152) + "€" + many("a", 20), .gsm7, [152, 22]),
        (many("a", 159) + "€", .gsm7, [153, 8]),
        (many("a", 158) + "€", .gsm7, [160]),
        // A character of two units does not fit the last one of a part.
        (many("я", 66) + "😀" + many("я", 30), .ucs2, [66, 32]),
        (many("я", 68) + "😀", .ucs2, [70]),
        (many("я", 69) + "😀", .ucs2, [67, 4]),
        (many("😀", 35), .ucs2, [70]),
        (many("😀", 36), .ucs2, [66, 6]),
        // What a reader sees as one character stays whole: a family, a letter and its accent, a flag, a line's end.
        (many("я", 62) + "👩‍👩‍👧" + many("я", 10), .ucs2, [62, 18]),
        (many("я", 66) + "е\u{308}" + many("я", 10), .ucs2, [66, 12]),
        (many("я", 64) + "🇷🇺" + many("я", 10), .ucs2, [64, 14]),
        (many("a", 152) + "\r\n" + many("a", 10), .gsm7, [152, 12]),
        // Unless it is longer than a part.
        ("я" + many("\u{301}", 99), .ucs2, [67, 33]),
        ("яяя" + many("\u{301}", 99) + many("я", 40), .ucs2, [67, 67, 8]),
        ("привет [x]", .ucs2, [10]),
        ("hello [x] {y} ~^|\\", .gsm7, [26]),
        ("`", .ucs2, [1]),
        ("№", .ucs2, [1]),
        // One letter from outside is dear.
        (many("a", 100) + "я", .ucs2, [67, 34]),
        (
            "Заявка №123: кабинет 214, не работает проектор. Взять до 14:35. Ответ: 123 1 беру, 123 3 не моё и ещё",
            .ucs2, [67, 34]
        ),
    ]

    private static func many(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }

    @Test(arguments: vectors)
    func `a text is cut where the standard says`(text: String, encoding: SMSEncoding, units: [Int]) {
        #expect(SMSEncoding(of: text) == encoding)
        #expect(SMSParts.cut(text).map { encoding.units(of: $0) } == units)
        #expect(Array(SMSParts.cut(text).joined().utf16) == Array(text.utf16))
    }

    private static let alphabets: [[String]] = [
        ["a", "Z", "€", "[", "\n", "\r\n", " ", "@", "Δ"],
        ["я", "a", "😀", "👩‍👩‍👧", "é", "e\u{301}", "\n", "\r\n", " ", "№", "𝄞", "\u{0}", "\u{FEFF}", "🇷🇺", "👍🏽", "1️⃣"],
        ["я", "\u{301}", "\u{200D}", "😀", "\u{FE0F}", "🇷", "\r", "\n"],
        ["я", many("\u{301}", 40), many("😀\u{200D}", 30)],
    ]

    @Test(arguments: alphabets.indices)
    func `parts join to the text, none is over its limit and none was cut short, for any text`(alphabet: Int) {
        var random = SplitMix(seed: 23_040)
        let letters = Self.alphabets[alphabet]
        for _ in 0..<1000 {
            let text = (0..<random.below(300)).map { _ in letters[random.below(letters.count)] }.joined()
            let encoding = SMSEncoding(of: text)
            let parts = SMSParts.cut(text)
            let units = parts.map { encoding.units(of: $0) ?? .max }
            #expect(Array(parts.joined().utf16) == Array(text.utf16))
            #expect((parts.count == 1) == ((encoding.units(of: text) ?? 0) <= encoding.unitsAlone))
            let limit = parts.count == 1 ? encoding.unitsAlone : encoding.unitsJoined
            #expect(units.allSatisfy { $0 <= limit })
            #expect(parts.count == 1 || parts.allSatisfy { !$0.isEmpty })
            #expect(parts.allSatisfy { !$0.unicodeScalars.contains("\u{FFFD}") })
            #expect(Self.needlessCuts(of: text, into: parts, encoding) == 0)
        }
    }

    /// Cuts that came although what follows would have fitted, or inside a character that fits a part.
    private static func needlessCuts(of text: String, into parts: [String], _ encoding: SMSEncoding) -> Int {
        // For each scalar: the units of the character it belongs to, and whether it begins that.
        let places = text.flatMap { character in
            let width = encoding.units(of: String(character)) ?? 0
            return character.unicodeScalars.indices.map { ($0 == character.unicodeScalars.startIndex, width) }
        }
        var needless = 0
        var cut = 0
        for (part, next) in zip(parts, parts.dropFirst()) {
            cut += part.unicodeScalars.count
            let room = encoding.unitsJoined - (encoding.units(of: part) ?? 0)
            let (isBeginning, width) = places[cut]
            let scalarWidth = next.unicodeScalars.first.flatMap { encoding.units(of: $0) } ?? 0
            let isCutRight = width > encoding.unitsJoined ? scalarWidth > room : isBeginning && width > room
            if !isCutRight { needless += 1 }
        }
        return needless
    }
}
