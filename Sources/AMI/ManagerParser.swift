/// Reads the lines of a manager connection, the greeting first.
///
/// A line that is no header but stands inside a message is the rest of a value with a line break in it; it is passed over.
public struct ManagerParser: Sendable {
    private static let greeting = "Asterisk Call Manager/"

    private let limits: ManagerLimits
    private var isGreeted: Bool
    /// The headers of the message that is not complete, and the length of their lines.
    private var headers: [ManagerHeader] = []
    private var length = 0

    /// Creates a parser for a new connection, or, with `expectingGreeting` false, for one past it.
    public init(expectingGreeting: Bool = true, limits: ManagerLimits = .init()) {
        self.limits = limits
        isGreeted = !expectingGreeting
    }

    /// Reads one line.
    ///
    /// - Parameter line: The line, without its line feed; a carriage return at its end is dropped.
    /// - Returns: What the line completes, or `nil` where more lines belong to it.
    /// - Throws: ``AMIError`` where the line is not the manager interface's or what it belongs to is too large.
    public mutating func read(_ line: some Sequence<UInt8>) throws(AMIError) -> ManagerInbound? {
        var bytes = Array(line)
        if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
        guard isGreeted else { return try readGreeting(bytes) }
        guard !bytes.isEmpty else { return takeMessage() }
        try readHeader(bytes)
        return nil
    }

    private mutating func readGreeting(_ line: [UInt8]) throws(AMIError) -> ManagerInbound {
        guard line.starts(with: Self.greeting.utf8) else { throw AMIError.noGreeting(length: line.count) }
        isGreeted = true
        return .greeting(version: String(decoding: line.dropFirst(Self.greeting.utf8.count), as: UTF8.self))
    }

    private mutating func readHeader(_ line: [UInt8]) throws(AMIError) {
        length += line.count
        guard length <= limits.messageLength else { throw AMIError.messageTooLong(limit: limits.messageLength) }
        guard let header = Self.header(line) else {
            guard !headers.isEmpty else { throw AMIError.malformedLine(length: line.count) }
            return
        }
        guard headers.count < limits.headerCount else { throw AMIError.tooManyHeaders(limit: limits.headerCount) }
        headers.append(header)
    }

    private mutating func takeMessage() -> ManagerInbound? {
        guard !headers.isEmpty else { return nil }
        let message = ManagerMessage(headers)
        headers = []
        length = 0
        return .message(message)
    }

    private static func header(_ line: [UInt8]) -> ManagerHeader? {
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > 0 else { return nil }
        let value = line[(colon + 1)...]
        return ManagerHeader(
            String(decoding: line[..<colon], as: UTF8.self),
            String(decoding: value.first == UInt8(ascii: " ") ? value.dropFirst() : value, as: UTF8.self)
        )
    }
}
