/// Cuts a line of comma separated values into its columns.
struct CallDetailLine {
    /// The most columns: those named, and three more where `newcdrcolumns` is set.
    private static let mostColumns = CallDetailColumn.allCases.count + 3

    /// The values in order, without their quotes.
    let values: [[UInt8]]

    /// Cuts a line.
    ///
    /// - Parameter line: The line, without its line end.
    /// - Throws: ``CallDetailError`` where the quotes do not match or there are too many columns.
    init(_ line: some Sequence<UInt8>) throws(CallDetailError) {
        let bytes = Array(line)
        var values: [[UInt8]] = []
        var index = 0
        while true {
            guard values.count < Self.mostColumns else { throw CallDetailError.tooManyColumns }
            guard let value = Self.value(in: bytes, at: &index) else {
                throw CallDetailError.badQuotes(Self.column(values.count))
            }
            values.append(value)
            guard index < bytes.count else { break }
            // The comma.
            index += 1
        }
        self.values = values
    }

    /// Takes one value, up to a comma or the end.
    private static func value(in bytes: [UInt8], at index: inout Int) -> [UInt8]? {
        let (quote, comma) = (UInt8(ascii: "\""), UInt8(ascii: ","))
        guard index < bytes.count, bytes[index] == quote else {
            let end = bytes[index...].firstIndex(of: comma) ?? bytes.count
            let value = Array(bytes[index..<end])
            index = end
            return value.contains(quote) ? nil : value
        }
        index += 1
        var value: [UInt8] = []
        while let end = bytes[index...].firstIndex(of: quote) {
            value += bytes[index..<end]
            index = end + 1
            guard index < bytes.count, bytes[index] == quote else {
                return index == bytes.count || bytes[index] == comma ? value : nil
            }
            value.append(quote)
            index += 1
        }
        return nil
    }

    private static func column(_ index: Int) -> CallDetailColumn {
        let all = CallDetailColumn.allCases
        return all[min(index, all.count - 1)]
    }
}
