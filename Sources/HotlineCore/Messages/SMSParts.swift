/// A text as the parts it is sent in, all in the text's encoding, joined by a header (3GPP TS 23.040, 9.2.3.24.1).
public enum SMSParts {
    /// The most parts one text may have, for the header's count is one byte and a long text is no text message.
    public static let most = 6

    /// Cuts a text between characters as readers see them, so that no emoji and no accent falls apart.
    ///
    /// Only what a reader sees as one character and is longer than a part is cut inside, and there between scalars; half of
    /// a surrogate pair, or an escape without its character, never ends a part.
    ///
    /// - Parameter text: The text; an empty one is one empty part.
    /// - Returns: The parts in order, at least one.
    public static func cut(_ text: String) -> [String] {
        let encoding = SMSEncoding(of: text)
        guard (encoding.units(of: text) ?? 0) > encoding.unitsAlone else { return [text] }
        var cutter = SMSCutter(encoding)
        for character in text { cutter.add(character.unicodeScalars) }
        return cutter.parts
    }
}

/// Fills one part after the other.
private struct SMSCutter {
    private let encoding: SMSEncoding
    private var full: [String] = []
    private var part = String.UnicodeScalarView()
    private var units = 0

    init(_ encoding: SMSEncoding) {
        self.encoding = encoding
    }

    /// The parts so far, the last one not full.
    var parts: [String] { full + [String(part)] }

    mutating func add(_ character: Character.UnicodeScalarView) {
        let width = character.reduce(0) { $0 + (encoding.units(of: $1) ?? 0) }
        if width <= encoding.unitsJoined { makeRoom(for: width) }
        for scalar in character {
            let width = encoding.units(of: scalar) ?? 0
            makeRoom(for: width)
            part.append(scalar)
            units += width
        }
    }

    private mutating func makeRoom(for width: Int) {
        guard units + width > encoding.unitsJoined else { return }
        full.append(String(part))
        part = String.UnicodeScalarView()
        units = 0
    }
}
