internal import HotlineCore
public import JSON

/// A text, and the room it takes.
public struct TextPreview: Hashable, Sendable {
    /// The text's name in the settings; `nil` where it has none.
    public var name: String?
    /// The text.
    public var text: String
    /// The most parts it may take.
    public var budget: Int

    /// Creates a preview.
    public init(name: String?, text: String, budget: Int) {
        self.name = name
        self.text = text
        self.budget = budget
    }

    /// The same in Latin letters.
    public var inLatin: TextPreview {
        TextPreview(name: name, text: Transliteration.icao(text), budget: budget)
    }

    /// The preview as JSON.
    public var json: JSON {
        let size = SMSSize(of: text)
        return [
            "name": JSON(name),
            "text": .string(text),
            "encoding": .string(size.encoding.rawValue),
            "characters": JSON(size.characters),
            "units": JSON(size.units),
            "parts": JSON(size.parts),
            "budget": JSON(budget),
            "unitsLeft": JSON(size.unitsLeft),
            "cut": .array(SMSParts.cut(text).map { .string($0) }),
        ]
    }

    /// Several previews for people: a line on the room, and the parts under it.
    public static func lines(_ previews: [TextPreview], _ palette: Palette) -> [String] {
        previews.flatMap { preview in
            let size = SMSSize(of: preview.text)
            let encoding = size.encoding == .gsm7 ? "GSM-7" : "UCS-2"
            let isOver = size.parts > preview.budget
            let room =
                "\(size.units) из \(size.room(in: size.parts)), частей \(size.parts) из \(preview.budget), \(encoding)"
            let name = preview.name ?? "текст"
            let head = "\(palette.paint(name, .bold))  \(palette.paint(room, isOver ? .red : nil))"
            let isBeside = palette.columns.map { "\(name)  \(room)".displayWidth <= $0 } ?? true
            let heads =
                isBeside ? [head] : palette.wrap(name, .bold) + palette.wrap("  \(room)", isOver ? .red : nil)
            let inner = palette.indented(by: 4)
            return heads
                + SMSParts.cut(preview.text).flatMap { part in
                    part.split(separator: "\n").flatMap { inner.wrap(String($0)) }.map { "  │ \($0)" }
                }
        }
    }
}
