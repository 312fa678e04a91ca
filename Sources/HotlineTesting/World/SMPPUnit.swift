/// One unit of SMPP 3.4: a header of four numbers, and a body (SMPP 3.4, 3.2).
struct SMPPUnit: Hashable {
    /// The header of a unit.
    static let headerLength = 16
    /// Longer than anything that is said here.
    static let largest = 65_536

    /// What is asked or answered, as a number.
    var code: UInt32
    /// What came of it; 0 is well.
    var status: UInt32 = 0
    /// What joins an answer to what was asked.
    var sequence: UInt32
    /// The rest.
    var body: [UInt8] = []

    /// The unit as it goes over the wire.
    var bytes: [UInt8] {
        [UInt32(Self.headerLength + body.count), code, status, sequence].flatMap(\.smppBytes) + body
    }

    /// An answer to this.
    func answer(_ status: SMPPStatus = .fine, body: [UInt8] = []) -> SMPPUnit {
        SMPPUnit(code: code | SMPPCommand.answering, status: status.rawValue, sequence: sequence, body: body)
    }
}

/// What SMPP 3.4 can ask for, as far as it is understood here (5.1.2.1).
enum SMPPCommand: UInt32, CaseIterable {
    case bindReceiver = 0x01
    case bindTransmitter = 0x02
    case submit = 0x04
    case deliver = 0x05
    case unbind = 0x06
    case bindTransceiver = 0x09
    case enquireLink = 0x15

    /// The bit that tells an answer.
    static let answering: UInt32 = 0x8000_0000
    /// The answer to what is not understood.
    static let genericNack: UInt32 = 0x8000_0000
}

/// What came of a request (5.1.3).
enum SMPPStatus: UInt32 {
    case fine = 0x00
    case wrongLength = 0x02
    case unknownCommand = 0x03
    case wrongState = 0x04
    case alreadyBound = 0x05
    case systemError = 0x08
    case invalidDestination = 0x0B
    case wrongPassword = 0x0E
    case queueFull = 0x14
    case throttled = 0x58
}

extension FixedWidthInteger {
    /// The number, its greatest byte first.
    var smppBytes: [UInt8] { withUnsafeBytes(of: bigEndian) { Array($0) } }
}
