/// A school class as the forms write it: a number from 1 to 11 and at most two letters, `5А`.
public struct ClassName: Hashable, Sendable, CustomStringConvertible {
    /// The class as the forms write it.
    public let description: String

    private static let lookAlikes: [Character: Character] = [
        "A": "А", "B": "В", "C": "С", "E": "Е", "H": "Н", "K": "К", "M": "М", "O": "О", "P": "Р", "T": "Т", "X": "Х",
    ]

    /// Reads what people write: `5а`, `5 «А»`, `10-Б`, `11`; Latin letters that look Cyrillic count as such.
    public init?(_ text: String) {
        let written = text.uppercased().filter { !" \u{A0}\"«»“”'-–".contains($0) }
        let digits = written.prefix { $0.isASCII && $0.isNumber }
        let letters = written.dropFirst(digits.count).map { Self.lookAlikes[$0] ?? $0 }
        guard text.trimmed.first == written.first, digits.count <= 2, let number = Int(digits),
            (1...11).contains(number), letters.count <= 2,
            letters.allSatisfy({ ("А"..."Я").contains($0) || $0 == "Ё" })
        else { return nil }
        description = "\(number)\(String(letters))"
    }
}
