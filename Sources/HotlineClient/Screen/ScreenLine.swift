/// One line of a full screen: pieces of text, each in its style.
public struct ScreenLine: Hashable, Sendable, ExpressibleByStringLiteral {
    /// How a piece looks.
    public struct Style: Hashable, Sendable {
        /// A colour of the terminal's own palette, as its number there.
        public enum Colour: Int16, Hashable, Sendable {
            case standard = 0
            case red = 1
            case green = 2
            case yellow = 3
            case blue = 4
            case magenta = 5
            case cyan = 6
        }

        /// Its colour.
        public var colour: Colour
        /// Whether it is bold.
        public var isBold: Bool
        /// Whether it is of less weight.
        public var isDim: Bool
        /// Whether its colours are changed for each other.
        public var isReversed: Bool
        /// Whether it is underlined.
        public var isUnderlined: Bool

        /// Creates a style.
        public init(
            _ colour: Colour = .standard,
            bold: Bool = false,
            dim: Bool = false,
            reversed: Bool = false,
            underlined: Bool = false
        ) {
            self.colour = colour
            isBold = bold
            isDim = dim
            isReversed = reversed
            isUnderlined = underlined
        }

        /// As it comes.
        public static let plain = Style()
    }

    /// A piece of text in one style.
    public struct Piece: Hashable, Sendable {
        /// The text, on one line and without anything a terminal obeys.
        public let text: String
        /// How it looks.
        public var style: Style

        /// Creates a piece; what a terminal would obey is made harmless.
        public init(_ text: String, _ style: Style = .plain) {
            self.text = text.onScreen
            self.style = style
        }
    }

    /// The pieces, from the left.
    public var pieces: [Piece]

    /// Creates a line.
    public init(_ pieces: [Piece] = []) {
        self.pieces = pieces
    }

    /// Creates a line of one piece.
    public init(_ text: String, _ style: Style = .plain) {
        self.init([Piece(text, style)])
    }

    /// Creates a line of one plain piece.
    public init(stringLiteral value: String) {
        self.init(value)
    }

    /// The text without styles.
    public var text: String { pieces.map(\.text).joined() }

    /// How many columns it takes.
    public var width: Int { pieces.reduce(0) { $0 + $1.text.displayWidth } }

    /// Adds a piece at the right.
    public mutating func add(_ text: String, _ style: Style = .plain) {
        pieces.append(Piece(text, style))
    }

    /// The line cut, or filled with spaces in the style of its last piece, to exactly so many columns.
    public func fitted(to columns: Int) -> ScreenLine {
        var fitted = ScreenLine()
        var left = columns
        for piece in pieces where left > 0 {
            let text = piece.text.fitted(to: left)
            fitted.add(text, piece.style)
            left -= text.displayWidth
        }
        if left > 0 { fitted.add(String(repeating: " ", count: left), pieces.last?.style ?? .plain) }
        return fitted
    }

    /// What the keys do, at the foot of a screen.
    ///
    /// - Parameters:
    ///   - hints: The keys, the most important first; those that there is no room for are left out, the last first.
    ///   - kept: The keys that are always told, as the way out; they stand at the end.
    ///   - columns: How many columns it takes.
    /// - Returns: The line.
    static func keys(_ hints: [String], keeping kept: [String], columns: Int) -> ScreenLine {
        var told = hints
        while !told.isEmpty, (told + kept).joined(separator: "  ").displayWidth > columns { told.removeLast() }
        return ScreenLine((told + kept).joined(separator: "  ").padded(to: columns), .init(reversed: true))
    }

    /// The whole line the other way round, as the chosen row of a list.
    public var reversed: ScreenLine {
        ScreenLine(
            pieces.map { piece in
                var piece = piece
                piece.style.isReversed = true
                return piece
            }
        )
    }
}

extension String {
    /// The text, where it is wider than so many columns cut short with «…».
    public func fitted(to columns: Int) -> String {
        guard displayWidth > columns else { return self }
        guard columns > 0 else { return "" }
        var text = ""
        var width = 0
        for character in self {
            let next = String(character).displayWidth
            guard width + next <= columns - 1 else { break }
            text.append(character)
            width += next
        }
        return text + "…"
    }

    /// The text and spaces after it, exactly so many columns wide.
    public func padded(to columns: Int) -> String {
        let text = fitted(to: columns)
        return text + String(repeating: " ", count: max(columns - text.displayWidth, 0))
    }
}
