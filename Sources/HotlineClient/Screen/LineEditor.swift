/// One line of text being typed.
public struct LineEditor: Hashable, Sendable {
    private var characters: [Character]
    private var place: Int

    /// Begins with a text, at its end.
    public init(_ text: String = "") {
        characters = Array(text)
        place = characters.count
    }

    /// What stands there.
    public var text: String { String(characters) }

    /// Puts another text there; the cursor stays where that is the same.
    public mutating func show(_ text: String) {
        if text != self.text { self = LineEditor(text) }
    }

    /// Takes a key.
    ///
    /// - Returns: Whether the key is one of typing.
    public mutating func handle(_ key: Key) -> Bool {
        switch key {
        case .character(let character): insert(character)
        case .backspace: if place > 0 { remove(at: place - 1) }
        case .delete, .control("d"): if place < characters.count { characters.remove(at: place) }
        case .left, .control("b"): place = max(place - 1, 0)
        case .right, .control("f"): place = min(place + 1, characters.count)
        case .home, .control("a"): place = 0
        case .end, .control("e"): place = characters.count
        case .control("u"):
            characters.removeFirst(place)
            place = 0
        case .control("k"): characters.removeLast(characters.count - place)
        case .control("w"): removeWord()
        case .control, .function, .enter, .escape, .tab, .backTab, .up, .down, .pageUp, .pageDown: return false
        }
        return true
    }

    /// The part of the text that fits, and the column of the cursor in it.
    public func view(columns: Int) -> (text: String, cursor: Int) {
        let room = max(columns - 1, 1)
        // A line break, for one, takes a column here and none elsewhere.
        let shown = characters.map { String($0).onScreen }
        var start = place
        var width = 0
        while start > 0, width + shown[start - 1].displayWidth <= room {
            start -= 1
            width += shown[start].displayWidth
        }
        return (shown[start...].joined().fitted(to: columns), width)
    }

    private mutating func insert(_ character: Character) {
        // A mark that joins the letter before it comes as a key of its own.
        if place > 0, case let joined = String(characters[place - 1]) + String(character), joined.count == 1,
            let one = joined.first
        {
            characters[place - 1] = one
        } else {
            characters.insert(character, at: place)
            place += 1
        }
    }

    private mutating func remove(at index: Int) {
        characters.remove(at: index)
        place = index
    }

    private mutating func removeWord() {
        while place > 0, characters[place - 1].isWhitespace { remove(at: place - 1) }
        while place > 0, !characters[place - 1].isWhitespace { remove(at: place - 1) }
    }
}
