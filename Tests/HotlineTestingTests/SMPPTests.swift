import NIOCore
import Testing

@testable import HotlineTesting

/// The bytes of SMPP 3.4, and what the centre makes of them.
struct SMPPTests {
    private func desk() -> SMPPDesk { SMPPDesk(password: "s3cret") }

    private func bind(_ command: SMPPCommand = .bindTransceiver, password: String = "s3cret") -> SMPPUnit {
        let body = "hotline".smppBytes + password.smppBytes + "".smppBytes + [0x34, 0, 0] + "".smppBytes
        return SMPPUnit(code: command.rawValue, sequence: 1, body: body)
    }

    private func submit(to number: String, wantsReport: Bool = true) -> SMPPUnit {
        var message = SMPPShortMessage(from: .init("1539"), to: .init(number))
        (message.coding, message.content) = SMPPText.encode("да")
        message.registeredDelivery = wantsReport ? 1 : 0
        return SMPPUnit(code: SMPPCommand.submit.rawValue, sequence: 2, body: message.body)
    }

    private func read(_ bytes: [UInt8]) throws -> SMPPUnit? {
        var buffer = ByteBuffer(bytes: bytes)
        var decoder = SMPPDecoder()
        return try decoder.decode(buffer: &buffer)
    }

    // An enquire_link as the specification's 4.11 has it.
    private static let enquiry: [UInt8] = [0, 0, 0, 16, 0, 0, 0, 0x15, 0, 0, 0, 0, 0, 0, 0, 9]

    @Test func `a unit is read whole or not at all`() throws {
        #expect(try read(Self.enquiry) == SMPPUnit(code: 0x15, sequence: 9))
        for count in 0..<16 { #expect(try read(Array(Self.enquiry.prefix(count))) == nil) }
        let unit = bind()
        #expect(try read(unit.bytes) == unit)
        #expect(try read(unit.bytes.dropLast()) == nil)
    }

    @Test(arguments: [0, 15, 65_537, Int(UInt32.max)])
    func `a length that no unit has is a fault`(length: Int) {
        #expect(throws: SMPPFault.length(length)) { try read(UInt32(length).smppBytes + Self.enquiry) }
    }

    @Test func `a message is what was written, options too`() throws {
        var message = SMPPShortMessage(from: .init("Bank"), to: .init("+79000000042"))
        message.esmClass = 0x40
        message.coding = 8
        message.content = [5, 0, 3, 7, 2, 1, 0x04, 0x1F]
        message.options = [SMPPShortMessage.Option.state: [2]]
        let read = try #require(SMPPShortMessage(body: message.body))
        #expect(read == message)
        #expect(read.source.kind == 5 && read.destination.digits == "79000000042")
        #expect(read.header == [5, 0, 3, 7, 2, 1] && read.text == "П")
        for count in 0..<message.body.count - 5 {
            #expect(SMPPShortMessage(body: Array(message.body.prefix(count))) == nil)
        }
        // A long text stands in an option.
        message.esmClass = 0
        message.options = [SMPPShortMessage.Option.payload: [0x04, 0x1F]]
        message.content = []
        #expect(SMPPShortMessage(body: message.body)?.text == "П")
    }

    @Test(arguments: [
        (
            "Hi €[]@£$_Δé", UInt8(0),
            [72, 105, 32, 0x1B, 0x65, 0x1B, 0x3C, 0x1B, 0x3E, 0, 1, 2, 0x11, 0x10, 5] as [UInt8]
        ),
        ("àÄñ\nü", 0, [0x7F, 0x5B, 0x7D, 0x0A, 0x7E]),
        ("П😀", 8, [0x04, 0x1F, 0xD8, 0x3D, 0xDE, 0x00]),
    ])
    func `a text is written in the alphabet of GSM where it can be`(text: String, coding: UInt8, bytes: [UInt8]) {
        let written = SMPPText.encode(text)
        #expect(written.coding == coding && written.bytes == bytes)
        #expect(SMPPText.decode(bytes, coding: coding) == text)
    }

    @Test func `a long text comes in parts`() {
        let long = SMPPIncoming(text: String(repeating: "я", count: 71), sender: "1", receiver: "2", reference: 9)
        #expect(long.messages.map(\.header) == [[5, 0, 3, 9, 2, 1], [5, 0, 3, 9, 2, 2]])
        #expect(long.messages.compactMap(\.text).map(\.count) == [67, 4])
        for (text, parts) in [
            ("", 1), (String(repeating: "a", count: 160), 1), (String(repeating: "a", count: 161), 2),
        ] {
            #expect(SMPPIncoming(text: text, sender: "1", receiver: "2", reference: 9).messages.count == parts)
        }
    }

    @Test func `who is not bound, or not so, submits nothing`() {
        var desk = desk()
        let wrongState = SMPPUnit(code: 0x8000_0004, status: 4, sequence: 2).bytes
        #expect(desk.take(submit(to: "42"), from: 1) == [.answer(wrongState)])
        #expect(
            desk.take(bind(password: "x"), from: 1) == [
                .answer(SMPPUnit(code: 0x8000_0009, status: 0x0E, sequence: 1).bytes), .hangUp,
            ]
        )
        #expect(desk.refusals == 1)
        _ = desk.take(bind(.bindReceiver), from: 1)
        #expect(desk.take(submit(to: "42"), from: 1) == [.answer(wrongState)])
        #expect(desk.take(bind(), from: 1) == [.answer(SMPPUnit(code: 0x8000_0009, status: 5, sequence: 1).bytes)])
        #expect(desk.submissions.isEmpty)
    }

    @Test func `what it does not understand is refused by a generic nack`() {
        var desk = desk()
        let nack = SMPPUnit(code: 0x8000_0000, status: 3, sequence: 7).bytes
        #expect(desk.take(SMPPUnit(code: 0x03, sequence: 7), from: 1) == [.answer(nack)])
    }

    @Test(
        arguments: [
            (1, [0x0B], []), (2, [0], [5]), (3, [0], [3]), (4, [0], [8]), (5, [0], []), (6, [0x58, 0x58, 0], [2]),
            (7, [], []),
            (8, [0], [1, 2]), (9, [0], [2]), (10, [0x14], []), (11, [0], [2]), (0, [0], [2]), (1234, [0], [2]),
        ] as [(Int, [UInt32], [UInt8])]
    )
    func `its conduct follows the number`(last: Int, statuses: [UInt32], states: [UInt8]) throws {
        var desk = desk()
        _ = desk.take(bind(), from: 1)
        let number = "7900000" + String(repeating: "0", count: 4 - "\(last)".count) + "\(last)"
        var seen: [UInt32] = []
        var reported: [UInt8] = []
        for _ in 0..<max(1, statuses.count) {
            for action in desk.take(submit(to: number), from: 1) {
                switch action {
                case .answer(let bytes): seen.append(try #require(try read(bytes)).status)
                case .deliver(let body, _):
                    let report = try #require(SMPPShortMessage(body: body))
                    #expect(report.source.digits == number && report.destination.digits == "1539")
                    #expect(report.esmClass == 4 && report.content.isEmpty == (last == 11))
                    reported += report.options[SMPPShortMessage.Option.state] ?? []
                case .hangUp: Issue.record("hung up")
                }
            }
        }
        #expect(seen == statuses)
        #expect(reported == states)
        #expect(desk.submissions.count == max(1, statuses.count))
    }

    @Test func `no report is made where none is wanted`() {
        var desk = desk()
        _ = desk.take(bind(), from: 1)
        #expect(desk.take(submit(to: "79000000042", wantsReport: false), from: 1).count == 1)
    }

    @Test func `what nobody is there for waits for the next who listens`() throws {
        var desk = desk()
        #expect(desk.deliver([1]) == nil)
        _ = desk.take(bind(.bindTransmitter), from: 1)
        #expect(desk.deliver([2]) == nil)
        #expect(
            desk.take(bind(.bindReceiver), from: 2).dropFirst() == [
                .deliver([1], after: .zero), .deliver([2], after: .zero),
            ]
        )
        #expect(desk.deliver([3])?.session == 2)
        desk.leave(2)
        #expect(desk.deliver([4]) == nil)
    }

    @Test func `a centre that is paused says nothing`() {
        var desk = desk()
        desk.isPaused = true
        #expect(desk.take(bind(), from: 1) == [])
    }

    @Test func `neither a message nor a submission prints itself`() {
        var message = SMPPShortMessage(from: .init("1539"), to: .init("+79000000042"))
        (message.coding, message.content) = SMPPText.encode("Привет")
        let submission = SMPPSubmission(message, id: 1)
        var dumped = "\(message) \(submission)"
        dump(message, to: &dumped)
        dump(submission, to: &dumped)
        #expect(!dumped.contains("Привет") && !dumped.contains("79000000042"))
    }
}
