import HotlineCore
import HotlineTesting
import Testing

@Suite struct SMSPartsTests {
    /// A text, and how many UTF-16 units its parts have (3GPP TS 23.040, 9.2.3.24.1).
    private static let vectors: [(text: String, units: [Int])] = [
        ("", [0]),
        (String(repeating: "я", count: 70), [70]),
        (String(repeating: "я", count: 71), [67, 4]),
        (String(repeating: "я", count: 134), [67, 67]),
        (String(repeating: "я", count: 135), [67, 67, 1]),
        // A character of two units does not fit the last one of a part.
        (String(repeating: "я", count: 66) + "😀" + String(repeating: "я", count: 30), [66, 32]),
        (String(repeating: "я", count: 68) + "😀", [70]),
        (String(repeating: "я", count: 69) + "😀", [67, 4]),
        (String(repeating: "😀", count: 35), [70]),
        (String(repeating: "😀", count: 36), [66, 6]),
        ("привет [x]", [10]),
        ("`", [1]),
        ("№", [1]),
        (
            "Заявка №123: кабинет 214, не работает проектор. Взять до 14:35. Ответ: 123 1 беру, 123 3 не моё и ещё",
            [67, 34]
        ),
    ]

    @Test(arguments: vectors)
    func `a text is cut where the standard says`(text: String, units: [Int]) {
        #expect(SMSParts.cut(text).map(\.utf16.count) == units)
    }

    @Test func `parts join to the text, and none is over its limit, for any text`() {
        var random = SplitMix(seed: 23_040)
        let letters: [Character] = [
            "я", "a", "😀", "👩‍👩‍👧", "é", "e\u{301}", "\n", "\r\n", " ", "№", "𝄞", "\u{0}", "\u{FEFF}",
        ]
        for _ in 0..<3000 {
            let text = String((0..<random.below(300)).map { _ in letters[random.below(letters.count)] })
            let parts = SMSParts.cut(text)
            #expect(Array(parts.joined().utf16) == Array(text.utf16))
            let limit = parts.count == 1 ? SMSParts.unitsAlone : SMSParts.unitsJoined
            #expect(parts.allSatisfy { $0.utf16.count <= limit })
            #expect(parts.allSatisfy { !$0.unicodeScalars.contains("\u{FFFD}") })
            #expect((parts.count == 1) == (text.utf16.count <= SMSParts.unitsAlone))
        }
    }
}
