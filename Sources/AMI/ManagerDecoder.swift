public import NIOCore

/// Cuts the byte stream into lines and hands each to ``ManagerParser``.
///
/// It holds no rule of the protocol itself.
public struct ManagerDecoder: NIOSingleStepByteToMessageDecoder, Sendable {
    /// What one step yields.
    public typealias InboundOut = ManagerInbound

    private var parser: ManagerParser
    private let maximumLineLength: Int

    /// Creates a decoder for a new connection, or, with `expectingGreeting` false, for one past the greeting.
    public init(expectingGreeting: Bool = true, limits: ManagerLimits = .init()) {
        parser = ManagerParser(expectingGreeting: expectingGreeting, limits: limits)
        maximumLineLength = limits.lineLength
    }

    /// Takes whole lines off the buffer until one completes something.
    ///
    /// - Parameter buffer: The bytes that came.
    /// - Returns: What they say, or `nil` where more bytes are needed.
    /// - Throws: ``AMIError`` where the bytes are not the manager interface's or are too many.
    public mutating func decode(buffer: inout ByteBuffer) throws(AMIError) -> ManagerInbound? {
        while true {
            let bytes = buffer.readableBytesView
            guard let end = bytes.prefix(maximumLineLength + 2).firstIndex(of: UInt8(ascii: "\n")) else {
                guard bytes.count < maximumLineLength + 2 else {
                    throw AMIError.lineTooLong(limit: maximumLineLength)
                }
                return nil
            }
            let line = bytes[..<end]
            guard line.count - (line.last == UInt8(ascii: "\r") ? 1 : 0) <= maximumLineLength else {
                throw AMIError.lineTooLong(limit: maximumLineLength)
            }
            let value = try parser.read(line)
            buffer.moveReaderIndex(to: end + 1)
            if let value { return value }
        }
    }

    /// Decodes what is left when the connection closes; half a message says nothing.
    ///
    /// - Parameters:
    ///   - buffer: The bytes that came.
    ///   - seenEOF: Whether the peer ended the stream.
    /// - Returns: What they say, or `nil` where they say nothing.
    /// - Throws: ``AMIError`` where the bytes are not the manager interface's or are too many.
    public mutating func decodeLast(buffer: inout ByteBuffer, seenEOF: Bool) throws(AMIError) -> ManagerInbound? {
        try decode(buffer: &buffer)
    }
}
