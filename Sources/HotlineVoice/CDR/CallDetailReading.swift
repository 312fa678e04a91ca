/// What one go at `Master.csv` brought.
public struct CallDetailReading: Hashable, Sendable {
    /// The lines that were complete and could be read.
    public private(set) var records: [CallDetailRecord] = []
    /// How many complete lines could not be read; they are passed over.
    public private(set) var broken = 0
    /// Where the next go begins.
    public private(set) var position: CallDetailPosition
    /// Whether there is more to read already.
    public internal(set) var isMore = false

    /// Reads the complete lines of some bytes; a last line without its end waits for the next go.
    ///
    /// - Parameters:
    ///   - bytes: The bytes of the file from the position on.
    ///   - position: Where they stand.
    ///   - isFull: Whether these are as many bytes as are read in one go: a line longer than that is passed over.
    public init(_ bytes: [UInt8], at position: CallDetailPosition, isFull: Bool = false) {
        self.position = position
        var start = 0
        while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
            take(bytes[start..<end])
            start = end + 1
        }
        if start == 0, isFull {
            broken += 1
            start = bytes.count
        }
        self.position.offset += Int64(start)
    }

    private mutating func take(_ line: ArraySlice<UInt8>) {
        do throws(CallDetailError) {
            records.append(try CallDetailRecord(line: line))
        } catch {
            broken += 1
        }
    }
}
