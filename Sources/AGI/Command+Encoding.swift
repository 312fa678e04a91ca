public import NIOCore

extension Command {
    /// The most words Asterisk reads of one command, its name included.
    public static let maximumWords = 126
    /// The most bytes Asterisk reads of one command, without the line feed.
    public static let maximumLength = 8190

    /// The line Asterisk expects, without the line feed.
    ///
    /// - Throws: ``AGIError`` where the protocol cannot carry the command.
    public func encoded() throws(AGIError) -> String {
        var buffer = ByteBuffer()
        try encode(into: &buffer)
        return String(buffer: buffer.getSlice(at: 0, length: buffer.readableBytes - 1) ?? ByteBuffer())
    }

    /// Appends the line Asterisk expects, with its line feed, or nothing where it throws.
    ///
    /// Every argument is quoted. A line break would start a second command, a carriage return would go in literally and
    /// a NUL would join the next command to this one, so all three are refused.
    ///
    /// - Parameter buffer: Where to write.
    /// - Throws: ``AGIError`` where the protocol cannot carry the command.
    public func encode(into buffer: inout ByteBuffer) throws(AGIError) {
        let start = buffer.writerIndex
        do throws(AGIError) {
            try writeName(into: &buffer)
            for argument in arguments { try write(argument, into: &buffer) }
            let length = buffer.writerIndex - start
            guard length <= Self.maximumLength else {
                throw AGIError.commandTooLong(command: name, length: length, limit: Self.maximumLength)
            }
            buffer.writeInteger(UInt8(ascii: "\n"))
        } catch {
            buffer.moveWriterIndex(to: start)
            throw error
        }
    }

    private func writeName(into buffer: inout ByteBuffer) throws(AGIError) {
        var words = 1
        var previous = UInt8(ascii: " ")
        for byte in name.utf8 {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
                break
            case UInt8(ascii: " ") where previous != UInt8(ascii: " "):
                words += 1
            default:
                throw AGIError.badCommandName
            }
            previous = byte
        }
        guard previous != UInt8(ascii: " ") else { throw AGIError.badCommandName }
        words += arguments.count
        guard words <= Self.maximumWords else {
            throw AGIError.tooManyWords(command: name, count: words, limit: Self.maximumWords)
        }
        buffer.writeString(name)
    }

    private func write(_ argument: String, into buffer: inout ByteBuffer) throws(AGIError) {
        var needsEscape = false
        for byte in argument.utf8 {
            switch byte {
            case 0, UInt8(ascii: "\n"), UInt8(ascii: "\r"): throw AGIError.forbiddenByte(command: name)
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): needsEscape = true
            default: break
            }
        }
        buffer.writeStaticString(" \"")
        if needsEscape {
            for byte in argument.utf8 {
                if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { buffer.writeInteger(UInt8(ascii: "\\")) }
                buffer.writeInteger(byte)
            }
        } else {
            buffer.writeString(argument)
        }
        buffer.writeInteger(UInt8(ascii: "\""))
    }
}
