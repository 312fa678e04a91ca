/// A text of a telephone, on its way to a client.
struct SMPPIncoming {
    var text: String
    var sender: String
    var receiver: String
    var reference: UInt8

    /// The text as one message, or as its parts in order, each with the header that joins them.
    ///
    /// The parts are cut as phones do it: at bytes, so that a character of two units may stand in two of them.
    var messages: [SMPPShortMessage] {
        let (coding, bytes) = SMPPText.encode(text)
        let isShort = bytes.count <= (coding == SMPPText.ucs2 ? 140 : 160)
        let size = isShort ? max(bytes.count, 1) : coding == SMPPText.ucs2 ? 134 : 153
        let pieces =
            isShort
            ? [bytes]
            : stride(from: 0, to: bytes.count, by: size).map { start in
                Array(bytes[start..<min(start + size, bytes.count)])
            }
        return pieces.enumerated().map { place, piece in
            var message = SMPPShortMessage(from: .init(sender), to: .init(receiver))
            message.coding = coding
            message.content = piece
            if pieces.count > 1 {
                message.esmClass = 0x40
                message.content = [5, 0, 3, reference, UInt8(pieces.count), UInt8(place + 1)] + piece
            }
            return message
        }
    }
}
