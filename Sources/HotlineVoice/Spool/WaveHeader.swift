/// What the header of a WAV file says, as far as Asterisk writes it.
struct WaveHeader: Hashable {
    /// Samples a second.
    let rate: Int
    /// Where the samples are in the file.
    let data: Range<Int>

    /// Reads a header; `nil` where the file is none of 16 bits, one channel and 8 or 16 kHz.
    ///
    /// - Parameters:
    ///   - head: The file's first bytes.
    ///   - size: How long the file is. A header that was not finished claims no data, one of a file that was cut too much: then
    ///     the data end where the file does.
    init?(_ head: [UInt8], fileSize size: Int) {
        guard head.starts(with: "RIFF".utf8), head.dropFirst(8).starts(with: "WAVE".utf8) else { return nil }
        var place = 12
        var rate: Int?
        while let length = Self.number(head, at: place + 4, bytes: 4) {
            let body = place + 8
            let name = head[place..<place + 4]
            if name.elementsEqual("fmt ".utf8) {
                guard Self.number(head, at: body, bytes: 2) == 1, Self.number(head, at: body + 2, bytes: 2) == 1,
                    let hertz = Self.number(head, at: body + 4, bytes: 4), [8000, 16_000].contains(hertz),
                    Self.number(head, at: body + 14, bytes: 2) == 16
                else { return nil }
                rate = hertz
            } else if name.elementsEqual("data".utf8) {
                guard let rate, body <= size else { return nil }
                let rest = size - body
                let claimed = length == 0 || length > rest ? rest : length
                self.rate = rate
                self.data = body..<body + claimed / 2 * 2
                return
            }
            // A chunk of odd length has a byte after it.
            place = body + length + length % 2
        }
        return nil
    }

    /// A number, its lowest byte first; `nil` where the bytes end before.
    private static func number(_ bytes: [UInt8], at place: Int, bytes count: Int) -> Int? {
        guard place + count <= bytes.count else { return nil }
        return bytes[place..<place + count].reversed().reduce(0) { $0 << 8 | Int($1) }
    }
}
