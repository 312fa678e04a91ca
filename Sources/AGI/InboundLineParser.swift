/// Turns the lines Asterisk sends into ``InboundLine`` values.
///
/// It does no I/O, so every rule can be tested with a string.
public struct InboundLineParser: Sendable {
    private enum State {
        /// Reading the opening variables.
        case opening(count: Int)
        /// Between replies.
        case replies
        /// Inside the usage text of a `520`.
        case usage
        /// Inside a value that holds line breaks.
        case value(result: String)
    }

    /// Whether the next reply carries a variable's value, which may hold line breaks and brackets.
    ///
    /// The conversation sets it with each command that asks for one; a final reply ends it.
    public var expectsValue: Bool

    private let limits: ConversationLimits
    private var state: State
    /// The lines so far of what takes many.
    private var block: [UInt8] = []
    /// How many more bytes may come that belong to a value that seemed complete.
    private var strayAllowance = 0

    /// Creates a parser for a new connection, or, with `expectingVariables` false, for one past its opening.
    public init(expectingVariables: Bool = true, expectingValue: Bool = false, limits: ConversationLimits = .init()) {
        state = expectingVariables ? .opening(count: 0) : .replies
        expectsValue = expectingValue
        self.limits = limits
    }

    /// Reads one line without its line feed; a carriage return before that is taken off where a line cannot mean one.
    ///
    /// - Parameter line: The line.
    /// - Returns: The value the line completes, or `nil` where more lines belong to it or it says nothing.
    /// - Throws: ``AGIError`` where the line is not AGI or what it belongs to is too large.
    public mutating func read(_ line: Span<UInt8>) throws(AGIError) -> InboundLine? {
        switch state {
        case .opening(let count): return try readVariable(line.extracting(0..<line.textCount), count: count)
        case .replies: return try readReply(line)
        case .usage: return try readUsage(line.extracting(0..<line.textCount))
        case .value(let result): return try readValue(line, result: result)
        }
    }

    /// Reads one line given as text.
    ///
    /// - Parameter line: The line, without its line feed.
    /// - Returns: The value the line completes, or `nil` where more lines belong to it or it says nothing.
    /// - Throws: ``AGIError`` where the line is not AGI or what it belongs to is too large.
    public mutating func read(_ line: some StringProtocol) throws(AGIError) -> InboundLine? {
        let bytes = Array(line.utf8)
        return try read(bytes.span)
    }

    /// How many bytes of a line are a line of their own: `HANGUP` may be glued to the reply after it.
    func lengthOfFirst(in line: Span<UInt8>) -> Int {
        guard case .replies = state, line.count > 6, line.hasPrefix("HANGUP") else { return line.count }
        return 6
    }

    private mutating func readVariable(_ line: Span<UInt8>, count: Int) throws(AGIError) -> InboundLine? {
        guard !line.isEmpty else {
            state = .replies
            let variables = CallVariables(block: block)
            block = []
            return .opened(variables)
        }
        guard line.hasPrefix("agi_"), line.firstIndex(of: UInt8(ascii: ":")) != nil else {
            throw AGIError.malformedLine(length: line.count)
        }
        guard count < limits.variableCount else { throw AGIError.tooManyVariables(limit: limits.variableCount) }
        state = .opening(count: count + 1)
        if count == 0 { block.reserveCapacity(768) }
        try gather(line)
        block.append(UInt8(ascii: "\n"))
        return nil
    }

    private mutating func readReply(_ whole: Span<UInt8>) throws(AGIError) -> InboundLine? {
        let line = whole.extracting(0..<whole.textCount)
        if line.isEmpty { return nil }
        if line.hasPrefix("200 result=") { return try readSuccess(whole) }
        if line.hasPrefix("HANGUP"), line.count == 6 { return .hangup }
        if line.hasPrefix("100"), line.endsWord(at: 3) { return .trying }
        if line.hasPrefix("510"), line.endsWord(at: 3) { return final(.refusal(.unknownCommand)) }
        if line.hasPrefix("511"), line.endsWord(at: 3) { return final(.refusal(.deadChannel)) }
        if line.hasPrefix("520-") {
            state = .usage
            return nil
        }
        if line.hasPrefix("520"), line.endsWord(at: 3) { return final(.refusal(.badSyntax(usage: ""))) }
        strayAllowance -= line.count
        guard strayAllowance >= 0 else { throw AGIError.malformedLine(length: line.count) }
        return nil
    }

    /// Reads `200 result=R`, then a remark in brackets, then `endpos=N`; the last two may be missing.
    private mutating func readSuccess(_ whole: Span<UInt8>) throws(AGIError) -> InboundLine? {
        let line = whole.extracting(0..<whole.textCount)
        let end = line.firstIndex(of: UInt8(ascii: " "), from: 11) ?? line.count
        var reply = Reply(result: String(repairing: line.extracting(11..<end)))
        var rest = min(end + 1, line.count)
        if rest < line.count, line[rest] == UInt8(ascii: "(") {
            let opening = rest + 1
            let close = line.lastIndex(of: UInt8(ascii: ")"))
            if expectsValue, close != line.count - 1 {
                try gather(whole.extracting(opening..<whole.count))
                state = .value(result: reply.result)
                return nil
            }
            guard let close, close >= opening else { throw AGIError.malformedLine(length: line.count) }
            reply.remark = String(repairing: line.extracting(opening..<close))
            rest = min(close + 2, line.count)
        }
        let tail = line.extracting(rest..<line.count)
        if tail.hasPrefix("endpos=") {
            reply.endPosition = Int(String(repairing: tail.extracting(7..<tail.count)))
        }
        return final(.success(reply))
    }

    private mutating func readValue(_ line: Span<UInt8>, result: String) throws(AGIError) -> InboundLine? {
        block.append(UInt8(ascii: "\n"))
        let text = line.extracting(0..<line.textCount)
        guard text.last == UInt8(ascii: ")") else {
            try gather(line)
            return nil
        }
        try gather(text.extracting(0..<text.count - 1))
        state = .replies
        return final(.success(Reply(result: result, remark: takeBlock())))
    }

    private mutating func readUsage(_ line: Span<UInt8>) throws(AGIError) -> InboundLine? {
        if line.hasPrefix("HANGUP"), line.count == 6 { return .hangup }
        let ending: StaticString = "520 End of proper usage."
        guard line.hasSuffix(ending) else {
            try gather(line)
            block.append(UInt8(ascii: "\n"))
            return nil
        }
        // The usage text may lack its last line break, and then stands before the ending.
        try gather(line.extracting(0..<line.count - ending.utf8CodeUnitCount))
        if block.last == UInt8(ascii: "\n") { block.removeLast() }
        state = .replies
        return final(.refusal(.badSyntax(usage: takeBlock())))
    }

    private mutating func final(_ line: InboundLine) -> InboundLine {
        strayAllowance = expectsValue ? limits.blockLength : 0
        expectsValue = false
        return line
    }

    private mutating func gather(_ line: Span<UInt8>) throws(AGIError) {
        guard block.count + line.count < limits.blockLength else {
            throw AGIError.blockTooLong(limit: limits.blockLength)
        }
        line.withUnsafeBufferPointer { block.append(contentsOf: $0) }
    }

    private mutating func takeBlock() -> String {
        let text = String(decoding: block, as: UTF8.self)
        block = []
        return text
    }
}
