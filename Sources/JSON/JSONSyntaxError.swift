/// A text that is not JSON, and where it stops being so.
public struct JSONSyntaxError: Error, Hashable, Sendable {
    /// The file the text came from, or `nil` where it came from elsewhere.
    public let file: String?
    /// The line of the fault, from 1.
    public let line: Int
    /// The column of the fault, from 1, counted in characters.
    public let column: Int
    /// What is wrong, on one line; it quotes the text near the fault only where that came from a file.
    public let message: String

    /// Creates an error from jansson's words.
    ///
    /// What comes from outside may hold what a caller said, so its quotation is cut off and the error can be logged.
    init(file: String?, line: Int, column: Int, text: String) {
        self.file = file
        self.line = max(1, line)
        self.column = max(1, column)
        let words = file == nil ? text.cut(before: " near '") : text
        self.message = words.onOneLine
    }
}

extension JSONSyntaxError: CustomStringConvertible {
    /// The place and the fault: `FILE:LINE:COLUMN: what is wrong`.
    public var description: String {
        let place = "\(line):\(column): \(message)"
        return file.map { "\($0):\(place)" } ?? place
    }
}
