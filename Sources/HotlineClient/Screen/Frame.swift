/// One picture of a full screen: what stands in each line, and where the cursor is.
public struct Frame: Hashable, Sendable {
    /// A place, counted from 0 at the top left.
    public struct Place: Hashable, Sendable {
        /// The line.
        public var row: Int
        /// The column.
        public var column: Int

        /// Creates a place.
        public init(row: Int, column: Int) {
            self.row = row
            self.column = column
        }
    }

    /// How large a screen is.
    public struct Size: Hashable, Sendable {
        /// Its lines.
        public var rows: Int
        /// Its columns.
        public var columns: Int

        /// Creates a size.
        public init(rows: Int, columns: Int) {
            self.rows = rows
            self.columns = columns
        }
    }

    /// The lines, from the top; what is missing is empty.
    public var lines: [ScreenLine]
    /// Where the cursor is; `nil` where none is shown.
    public var cursor: Place?

    /// Creates a picture.
    public init(lines: [ScreenLine] = [], cursor: Place? = nil) {
        self.lines = lines
        self.cursor = cursor
    }

    /// The picture as plain text, without the spaces at the ends of its lines.
    public var text: String {
        lines.map { line in
            let text = line.text
            return String(text.reversed().drop { $0 == " " }.reversed())
        }.joined(separator: "\n")
    }
}

extension Frame.Size {
    /// The least that the desk and the form fit on.
    static let least = Frame.Size(rows: 18, columns: 60)

    /// Whether the desk and the form fit.
    var isEnough: Bool { rows >= Self.least.rows && columns >= Self.least.columns }
}

extension Frame {
    /// What is shown where nothing fits: that, and how to leave.
    ///
    /// - Parameters:
    ///   - size: How large the terminal is.
    ///   - notice: What there is to say.
    /// - Returns: The picture.
    static func tooSmall(_ size: Size, notice: (text: String, isFault: Bool)?) -> Frame {
        let words = "Окно мало: нужно \(Size.least.columns)×\(Size.least.rows). Esc, Ctrl-C — выход."
        var lines = [ScreenLine(words.fitted(to: size.columns))]
        if let notice, size.rows > 1 {
            lines.append(ScreenLine(notice.text.fitted(to: size.columns), .init(notice.isFault ? .red : .green)))
        }
        return Frame(lines: lines)
    }
}
