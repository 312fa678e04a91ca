import HotlineCore
import Testing

@Suite struct CallerNumberTests {
    @Test(arguments: [0, 0x01, 0x02, 0x03, 0x40, 0x43])
    func `a number that may be shown is kept as it came and read`(presentation: Int) {
        let caller = CallerNumber(callerID: "8 900 000-00-42", presentation: presentation, cityCode: "495")
        #expect(caller.raw == "8 900 000-00-42")
        #expect(caller.number?.e164 == "+79000000042")
        #expect(caller.lineKind == .mobile)
    }

    @Test(arguments: [0x20, 0x21, 0x22, 0x23])
    func `a number with privacy asked for is neither used nor kept`(presentation: Int) {
        let caller = CallerNumber(callerID: "89000000042", presentation: presentation, cityCode: "495")
        #expect(caller.raw == nil)
        #expect(caller.number == nil)
        #expect(caller.lineKind == .none)
    }

    @Test(arguments: [
        "unknown", "Unknown", "anonymous", "ANONYMOUS", "Anonymous", "restricted", "Restricted", "private", "PRIVATE",
        "unavailable", "Withheld", "", " ", " anonymous ", "\tUnknown\n",
    ])
    func `a word instead of a number is a withheld number`(word: String) {
        let caller = CallerNumber(callerID: word, presentation: 0, cityCode: "495")
        #expect(caller.raw == nil)
        #expect(caller.number == nil)
    }

    @Test func `no number at all is a withheld number`() {
        #expect(CallerNumber(callerID: nil, presentation: 0, cityCode: nil).raw == nil)
    }

    @Test(arguments: ["101", "asterisk", "sip:someone@example.com", "89000000042\r\nEXEC", "００７"])
    func `what cannot be read is kept and is no number`(text: String) {
        let caller = CallerNumber(callerID: text, presentation: 0, cityCode: "495")
        #expect(caller.raw == text)
        #expect(caller.number == nil)
        #expect(caller.lineKind == .none)
    }
}
