/// Colours text for a terminal, or leaves it as it is.
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

    /// Creates a palette.
    public init(isColoured: Bool) {
        self.isColoured = isColoured
    }

    /// The text in a colour.
    func paint(_ text: String, _ tint: Tint?) -> String {
        guard isColoured, let tint, !text.isEmpty else { return text }
        return "\u{1B}[\(tint.rawValue)m\(text)\u{1B}[0m"
    }
}
