/// How much room a text takes.
public struct SMSSize: Hashable, Sendable {
    /// The encoding it is sent in.
    public let encoding: SMSEncoding
    /// The characters a reader sees.
    public let characters: Int
    /// The units of the encoding that they take.
    public let units: Int
    /// The parts it is sent in.
    public let parts: Int
    /// The units that the last part still has room for.
    public let unitsLeft: Int

    /// Measures a text.
    public init(of text: String) {
        let encoding = SMSEncoding(of: text)
        let parts = SMSParts.cut(text)
        let room = parts.count == 1 ? encoding.unitsAlone : encoding.unitsJoined
        self.encoding = encoding
        self.parts = parts.count
        characters = text.count
        units = encoding.units(of: text) ?? 0
        unitsLeft = room - (parts.last.flatMap { encoding.units(of: $0) } ?? 0)
    }

    /// The units that fit so many parts.
    ///
    /// - Parameter parts: How many parts, 1 or more.
    /// - Returns: The most units, if no character stands across an edge.
    public func room(in parts: Int) -> Int {
        parts == 1 ? encoding.unitsAlone : parts * encoding.unitsJoined
    }
}
