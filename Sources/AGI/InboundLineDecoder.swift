public import NIOCore

/// Cuts the byte stream into lines and hands each to ``InboundLineParser``.
///
/// It holds no rule of the protocol itself.
public struct InboundLineDecoder: NIOSingleStepByteToMessageDecoder, Sendable {
    /// What one step yields.
    public typealias InboundOut = InboundLine

    private var parser: InboundLineParser
    private let maximumLineLength: Int

    /// Creates a decoder for a new connection, or, with `expectingVariables` false, for one past its opening.
    public init(expectingVariables: Bool = true, expectingValue: Bool = false, limits: ConversationLimits = .init()) {
        parser = InboundLineParser(
            expectingVariables: expectingVariables,
            expectingValue: expectingValue,
            limits: limits
        )
        maximumLineLength = limits.lineLength
    }

    /// Whether the next reply carries a variable's value; see ``InboundLineParser/expectsValue``.
    public var expectsValue: Bool {
        get { parser.expectsValue }
        set { parser.expectsValue = newValue }
    }

    /// Takes whole lines off the buffer until one completes a value.
    ///
    /// - Parameter buffer: The bytes that came.
    /// - Returns: A value, or `nil` where more bytes are needed.
    /// - Throws: ``AGIError`` where the bytes are not AGI or are too many.
    public mutating func decode(buffer: inout ByteBuffer) throws(AGIError) -> InboundLine? {
        while true {
            let (consumed, value) = try step(buffer.readableBytesUInt8Span)
            if consumed == 0 { return nil }
            buffer.moveReaderIndex(forwardBy: consumed)
            if let value { return value }
        }
    }

    /// Decodes what is left when the connection closes; half a line says nothing.
    ///
    /// - Parameters:
    ///   - buffer: The bytes that came.
    ///   - seenEOF: Whether the peer ended the stream.
    /// - Returns: A value, or `nil` where there is none.
    /// - Throws: ``AGIError`` where the bytes are not AGI or are too many.
    public mutating func decodeLast(buffer: inout ByteBuffer, seenEOF: Bool) throws(AGIError) -> InboundLine? {
        try decode(buffer: &buffer)
    }

    private mutating func step(_ bytes: Span<UInt8>) throws(AGIError) -> (consumed: Int, value: InboundLine?) {
        guard let length = bytes.extracting(first: maximumLineLength + 1).firstIndex(of: UInt8(ascii: "\n")) else {
            guard bytes.count <= maximumLineLength else { throw AGIError.lineTooLong(limit: maximumLineLength) }
            return (0, nil)
        }
        let line = bytes.extracting(0..<length)
        let first = parser.lengthOfFirst(in: line)
        let value = try parser.read(line.extracting(0..<first))
        return (first == length ? length + 1 : first, value)
    }
}
