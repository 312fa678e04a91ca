import AMI
import NIOCore
import NIOTestUtils
import Testing

struct ManagerDecoderTests {
    /// The verifier also drip-feeds the bytes one at a time and sends everything at once.
    @Test func `decodes the same messages however the bytes arrive`() throws {
        try ByteToMessageDecoderVerifier.verifyDecoder(
            stringInputOutputPairs: [
                ("Response: Success\r\nActionID: 1\r\n\r\n", [message(("Response", "Success"), ("ActionID", "1"))]),
                (
                    "\r\n\r\nEvent: Hangup\r\nCause-txt: Normal: Clearing\r\n\r\n",
                    [
                        message(("Event", "Hangup"), ("Cause-txt", "Normal: Clearing"))
                    ]
                ),
                (
                    "Event: A\nClass: 7Б\nEmpty:\nBlank: \nTwo:  x\n\n",
                    [
                        message(("Event", "A"), ("Class", "7Б"), ("Empty", ""), ("Blank", ""), ("Two", " x"))
                    ]
                ),
                (
                    "Event: A\r\nValue: with\r\na break\r\n: and more\r\nB: c\r\n\r\n",
                    [
                        message(("Event", "A"), ("Value", "with"), ("B", "c"))
                    ]
                ),
            ],
            decoderFactory: { ManagerDecoder(expectingGreeting: false) }
        )
    }

    @Test func `the first line is the greeting, and messages follow it`() throws {
        var decoder = ManagerDecoder()
        var bytes = ByteBuffer(string: "Asterisk Call Manager/11.0.0\r\nResponse: Success\r\n\r\n")
        #expect(try decoder.decode(buffer: &bytes) == .greeting(version: "11.0.0"))
        #expect(try decoder.decode(buffer: &bytes) == message(("Response", "Success")))
    }

    @Test(arguments: ["HTTP/1.1 200 OK\r\n", "\r\n", "asterisk call manager/1\r\n", "Event: Hangup\r\n"])
    func `a peer that does not greet is no manager interface`(line: String) {
        var bytes = ByteBuffer(string: line)
        var decoder = ManagerDecoder()
        #expect(throws: AMIError.noGreeting(length: line.utf8.count - 2)) { try decoder.decode(buffer: &bytes) }
    }

    @Test(arguments: ["no header\r\n", ": no name\r\n", "\0\r\n"])
    func `a message does not begin with what is no header`(line: String) {
        var bytes = ByteBuffer(string: line)
        var decoder = ManagerDecoder(expectingGreeting: false)
        #expect(throws: AMIError.malformedLine(length: line.utf8.count - 2)) { try decoder.decode(buffer: &bytes) }
    }

    @Test(arguments: ["", "\n", "\r\n"], [16, 17])
    func `a line past the limit is refused, before and after it ends`(ending: String, length: Int) throws {
        var decoder = ManagerDecoder(expectingGreeting: false, limits: ManagerLimits(lineLength: 16))
        // Before its end the decoder cannot know whether one more byte is a carriage return.
        let extra = ending.isEmpty && length > 16 ? 1 : 0
        var bytes = ByteBuffer(string: "A: " + String(repeating: "x", count: length - 3 + extra) + ending)
        if length > 16 {
            #expect(throws: AMIError.lineTooLong(limit: 16)) { try decoder.decode(buffer: &bytes) }
        } else {
            #expect(try decoder.decode(buffer: &bytes) == nil)
        }
    }

    @Test func `a message with too many headers or bytes is refused, the next one begins anew`() throws {
        let limits = ManagerLimits(headerCount: 3, messageLength: 24)
        var decoder = ManagerDecoder(expectingGreeting: false, limits: limits)
        var bytes = ByteBuffer(string: "A: 1\nB: 2\nC: 3\n\nA: 1\nB: 2\nC: 3\n\n")
        #expect(try decoder.decode(buffer: &bytes) != nil)
        #expect(try decoder.decode(buffer: &bytes) != nil)
        bytes = ByteBuffer(string: "A: 1\nB: 2\nC: 3\nD: 4\n\n")
        #expect(throws: AMIError.tooManyHeaders(limit: 3)) { try decoder.decode(buffer: &bytes) }
        decoder = ManagerDecoder(expectingGreeting: false, limits: limits)
        bytes = ByteBuffer(string: "A: 1234567890\nno header at all\n\n")
        #expect(throws: AMIError.messageTooLong(limit: 24)) { try decoder.decode(buffer: &bytes) }
    }

    @Test func `half a message says nothing when the connection closes, and bad UTF-8 is mended`() throws {
        var decoder = ManagerDecoder(expectingGreeting: false)
        var bytes = ByteBuffer(bytes: Array("Event: A\r\nName: ".utf8) + [0xFF] + Array("\r\n\r\nEvent: B\r\n".utf8))
        #expect(try decoder.decode(buffer: &bytes) == message(("Event", "A"), ("Name", "\u{FFFD}")))
        #expect(try decoder.decodeLast(buffer: &bytes, seenEOF: true) == nil)
    }
}

private func message(_ headers: (String, String)...) -> ManagerInbound {
    .message(ManagerMessage(headers.map { ManagerHeader($0.0, $0.1) }))
}
