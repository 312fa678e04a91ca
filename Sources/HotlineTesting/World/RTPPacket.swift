/// One packet of a call's sound (RFC 3550), with neither extension nor contributing sources when written.
struct RTPPacket: Hashable {
    /// The payload type of PCMU.
    static let voice: UInt8 = 0
    /// The payload type this side gives to keys (RFC 4733).
    static let key: UInt8 = 101

    var payloadType: UInt8
    var isMarked = false
    var sequence: UInt16
    var timestamp: UInt32
    var source: UInt32
    var payload: [UInt8]

    var bytes: [UInt8] {
        [0x80, (isMarked ? 0x80 : 0) | payloadType]
            + Self.bigEndian(sequence) + Self.bigEndian(timestamp) + Self.bigEndian(source) + payload
    }

    static func bigEndian(_ value: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: value.bigEndian) { Array($0) }
    }
}

extension RTPPacket {
    /// Reads a packet; `nil` where the bytes are none.
    init?(_ bytes: [UInt8]) {
        guard bytes.count >= 12, bytes[0] >> 6 == 2 else { return nil }
        func number(_ range: Range<Int>) -> UInt32 { bytes[range].reduce(0) { $0 << 8 | UInt32($1) } }
        let start = 12 + Int(bytes[0] & 0x0F) * 4
        guard bytes[0] & 0x10 == 0, bytes.count >= start else { return nil }
        payloadType = bytes[1] & 0x7F
        isMarked = bytes[1] & 0x80 != 0
        sequence = UInt16(number(2..<4))
        timestamp = number(4..<8)
        source = number(8..<12)
        payload = Array(bytes[start...])
    }
}
