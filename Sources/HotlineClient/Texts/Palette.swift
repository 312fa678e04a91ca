/// How text is shown: with the colours and in the width of a terminal, or as it is.
public struct Palette: Hashable, Sendable {
    /// What a colour says.
    public enum Tint: Int, Hashable, Sendable {
        /// A heading.
        case bold = 1
        /// Something of less weight.
        case dim = 2
        /// Something late.
        case red = 31
        /// Something done.
        case green = 32
        /// Something that is soon late.
        case yellow = 33
    }

    /// Whether anything is coloured.
    public var isColoured: Bool
    /// How many columns there are; `nil` where nothing is cut.
    public var columns: Int?

    /// Creates a palette.
    public init(isColoured: Bool, columns: Int? = nil) {
        self.isColoured = isColoured
        self.columns = columns
    }

    /// The same for what stands so many columns from the edge.
    func indented(by columns: Int) -> Palette {
        Palette(isColoured: isColoured, columns: self.columns.map { max($0 - columns, 1) })
    }

    /// The text in a colour.
    func paint(_ text: String, _ tint: Tint?) -> String {
        guard isColoured, let tint, !text.isEmpty else { return text }
        return "\u{1B}[\(tint.rawValue)m\(text)\u{1B}[0m"
    }

    /// A text in lines no wider than the terminal, broken between words where there are any.
    ///
    /// - Parameters:
    ///   - text: The text; the spaces it begins with stand before each line.
    ///   - tint: Its colour.
    ///   - hanging: How much further in the lines stand that follow the first.
    /// - Returns: The lines; the text as it is where nothing is cut.
    public func wrap(_ text: String, _ tint: Tint? = nil, hanging: Int = 0) -> [String] {
        guard let columns, text.displayWidth > columns else { return [paint(text, tint)] }
        let indent = text.prefix { $0 == " " }.count
        let room = max(columns - indent - hanging, Self.leastRoom)
        return String(text.dropFirst(indent)).wrapped(to: room).enumerated().map { index, line in
            paint(String(repeating: " ", count: index == 0 ? indent : indent + hanging) + line, tint)
        }
    }

    /// The least lines of prose are broken at.
    private static let leastRoom = 6
}
