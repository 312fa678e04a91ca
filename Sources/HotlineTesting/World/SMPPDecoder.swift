internal import NIOCore

/// Cuts the stream of bytes into units by the length each begins with.
struct SMPPDecoder: NIOSingleStepByteToMessageDecoder {
    typealias InboundOut = SMPPUnit

    mutating func decode(buffer: inout ByteBuffer) throws(SMPPFault) -> SMPPUnit? {
        guard let length = buffer.getInteger(at: buffer.readerIndex, as: UInt32.self) else { return nil }
        guard (SMPPUnit.headerLength...SMPPUnit.largest).contains(Int(length)) else { throw .length(Int(length)) }
        guard buffer.readableBytes >= Int(length), var unit = buffer.readSlice(length: Int(length)) else { return nil }
        guard unit.readInteger(as: UInt32.self) != nil, let code = unit.readInteger(as: UInt32.self),
            let status = unit.readInteger(as: UInt32.self), let sequence = unit.readInteger(as: UInt32.self)
        else { return nil }
        return SMPPUnit(code: code, status: status, sequence: sequence, body: Array(unit.readableBytesView))
    }

    mutating func decodeLast(buffer: inout ByteBuffer, seenEOF: Bool) throws(SMPPFault) -> SMPPUnit? {
        try decode(buffer: &buffer)
    }
}

/// Why what came is no SMPP.
enum SMPPFault: Error, Hashable {
    /// A unit says it has so many bytes.
    case length(Int)
}
