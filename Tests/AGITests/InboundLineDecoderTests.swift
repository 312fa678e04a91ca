import AGI
import NIOCore
import NIOTestUtils
import Testing

struct InboundLineDecoderTests {
    /// The verifier also drip-feeds the bytes one at a time and sends everything at once.
    @Test func `decodes the same lines however the bytes arrive`() throws {
        try ByteToMessageDecoderVerifier.verifyDecoder(
            stringInputOutputPairs: [
                ("200 result=1\n", [.success(Reply(result: "1"))]),
                ("HANGUP\r\n", [.hangup]),
                ("\n\n100 Trying...\n", [.trying]),
                ("520-Invalid\nUsage\n520 End of proper usage.\n", [.refusal(.badSyntax(usage: "Usage"))]),
                ("HANGUP\n511 Command Not Permitted\n", [.hangup, .refusal(.deadChannel)]),
                ("HANGUP200 result=-1\n", [.hangup, .success(Reply(result: "-1"))]),
                ("HANGUPHANGUP\n", [.hangup, .hangup]),
            ],
            decoderFactory: { InboundLineDecoder(expectingVariables: false) }
        )
    }

    @Test func `opens a call and goes on in the same read`() throws {
        var decoder = InboundLineDecoder()
        var bytes = ByteBuffer(string: "agi_uniqueid: 1.2\n\n200 result=0\n")
        guard case .opened(let variables) = try decoder.decode(buffer: &bytes) else {
            Issue.record("The call was not opened.")
            return
        }
        #expect(variables.uniqueID == "1.2")
        #expect(try decoder.decode(buffer: &bytes) == .success(Reply(result: "0")))
        #expect(try decoder.decodeLast(buffer: &bytes, seenEOF: true) == nil)
    }

    @Test(arguments: [16, 17])
    func `refuses a line past the limit, before and after it ends`(length: Int) throws {
        for ending in ["", "\n"] {
            var decoder = InboundLineDecoder(expectingVariables: false, limits: ConversationLimits(lineLength: 16))
            var bytes = ByteBuffer(string: "200 result=".padding(to: length) + ending)
            if length > 16 {
                #expect(throws: AGIError.lineTooLong(limit: 16)) { try decoder.decode(buffer: &bytes) }
            } else {
                #expect(throws: Never.self) { try decoder.decode(buffer: &bytes) }
            }
        }
    }
}

extension String {
    fileprivate func padding(to length: Int) -> String {
        self + String(repeating: "1", count: length - utf8.count)
    }
}
