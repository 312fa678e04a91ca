import AGI
import Testing

struct InboundLineParserTests {
    /// Each is a line of Asterisk 22 or of an older one; see the transcripts.
    @Test(
        arguments: [
            ("200 result=0", .success(Reply(result: "0"))),
            ("200 result=0\r", .success(Reply(result: "0"))),
            ("200 result=", .success(Reply(result: ""))),
            ("200 result= (timeout)", .success(Reply(result: "", remark: "timeout"))),
            ("200 result=12 (timeout)", .success(Reply(result: "12", remark: "timeout"))),
            ("200 result=*1*2", .success(Reply(result: "*1*2"))),
            ("200 result=53 endpos=16000", .success(Reply(result: "53", endPosition: 16000))),
            ("200 result=0 endpos=-1", .success(Reply(result: "0", endPosition: -1))),
            ("200 result=0 endpos=", .success(Reply(result: "0"))),
            ("200 result=35 (dtmf) endpos=11360", .success(Reply(result: "35", remark: "dtmf", endPosition: 11360))),
            (
                "200 result=-1 (hangup) endpos=20640",
                .success(Reply(result: "-1", remark: "hangup", endPosition: 20640))
            ),
            ("200 result=-1 (writefile)", .success(Reply(result: "-1", remark: "writefile"))),
            ("200 result=-1 Gosub label not found", .success(Reply(result: "-1"))),
            ("100 Trying...", .trying),
            ("510 Invalid or unknown command", .refusal(.unknownCommand)),
            ("511 Command Not Permitted on a dead channel or intercept routine", .refusal(.deadChannel)),
            ("520 Invalid command syntax.  Proper usage not available.", .refusal(.badSyntax(usage: ""))),
            ("HANGUP", .hangup),
            ("HANGUP\r", .hangup),
            ("", nil),
            ("\r", nil),
        ] as [(String, InboundLine?)]
    )
    func `reads each line Asterisk can send`(line: String, expected: InboundLine?) throws {
        var parser = InboundLineParser(expectingVariables: false)
        #expect(try parser.read(line) == expected)
    }

    @Test(arguments: [
        "GET / HTTP/1.1", "200", "200 ok", "2000 result=1", "200 result=1 (open", "200 result=) (open", "5100",
        "HANGUPS", "agi_x: y",
        "hello", " ",
        "\u{FFFD}", "SSH-2.0-x",
    ])
    func `refuses what is not AGI`(line: String) {
        var parser = InboundLineParser(expectingVariables: false)
        #expect(throws: AGIError.malformedLine(length: line.utf8.count)) { try parser.read(line) }
    }

    @Test(arguments: ["GET / HTTP/1.1", "200 result=0", "agi_nocolon", "HANGUP", "\u{0}"])
    func `refuses an opening that is not one`(line: String) {
        var parser = InboundLineParser()
        #expect(throws: AGIError.malformedLine(length: line.utf8.count)) { try parser.read(line) }
    }

    /// Values may hold brackets, line breaks and whole replies; see `quoting.txt` and `newline.txt`.
    @Test(arguments: [
        (["200 result=1 ()"], ""),
        (["200 result=1 ((a))"], "(a)"),
        (["200 result=1 (a) (b)"], "a) (b"),
        (["200 result=1 (x) endpos=5)"], "x) endpos=5"),
        (["200 result=1 (a", "b)"], "a\nb"),
        (["200 result=1 (a", "200 result=1", ")"], "a\n200 result=1\n"),
        (["200 result=1 (", "", "", ")"], "\n\n\n"),
        (["200 result=1 (a\r", "HANGUP", "c)"], "a\r\nHANGUP\nc"),
    ])
    func `reads a value whole, whatever is in it`(lines: [String], value: String) throws {
        var parser = InboundLineParser(expectingVariables: false, expectingValue: true)
        var read: InboundLine?
        for line in lines {
            #expect(read == nil)
            read = try parser.read(line)
        }
        #expect(read == .success(Reply(result: "1", remark: value)))
        #expect(!parser.expectsValue)
    }

    @Test func `lets the rest of a value that seemed whole pass, and only there`() throws {
        var parser = InboundLineParser(expectingVariables: false, expectingValue: true)
        #expect(try parser.read("200 result=1 (a)") == .success(Reply(result: "1", remark: "a")))
        #expect(try parser.read("b)") == nil)
        #expect(try parser.read("200 result=0") == .success(Reply(result: "0")))
        #expect(throws: AGIError.malformedLine(length: 2)) { try parser.read("b)") }
    }

    @Test(arguments: [
        [
            "520-Invalid command syntax.  Proper usage follows:", "Line one", "200 result=1 (x)",
            "520 End of proper usage.",
        ],
        ["520-Invalid command syntax.  Proper usage follows:", "Line one", "200 result=1 (x)520 End of proper usage."],
        ["520-Invalid", "Line one\r", "200 result=1 (x)\r", "520 End of proper usage.\r"],
    ])
    func `reads a usage text to its end, with or without its last line break`(lines: [String]) throws {
        var parser = InboundLineParser(expectingVariables: false)
        for line in lines.dropLast() { #expect(try parser.read(line) == nil) }
        let usage = "Line one\n200 result=1 (x)"
        #expect(try parser.read(lines.last ?? "") == .refusal(.badSyntax(usage: usage)))
        #expect(try parser.read("200 result=0") == .success(Reply(result: "0")))
    }

    @Test func `hears a hangup in the middle of a usage text`() throws {
        var parser = InboundLineParser(expectingVariables: false)
        #expect(try parser.read("520-Invalid") == nil)
        #expect(try parser.read("HANGUP") == .hangup)
        #expect(try parser.read("520 End of proper usage.") == .refusal(.badSyntax(usage: "")))
    }

    @Test func `holds no more than the limits of what takes many lines`() throws {
        let limits = ConversationLimits(blockLength: 100, variableCount: 2)
        let long = String(repeating: "x", count: 60)
        var opening = InboundLineParser(limits: limits)
        #expect(try opening.read("agi_a: \(long)") == nil)
        #expect(throws: AGIError.blockTooLong(limit: 100)) { try opening.read("agi_b: \(long)") }

        var many = InboundLineParser(limits: limits)
        #expect(try many.read("agi_a: 1") == nil)
        #expect(try many.read("agi_b: 2") == nil)
        #expect(throws: AGIError.tooManyVariables(limit: 2)) { try many.read("agi_c: 3") }

        var value = InboundLineParser(expectingVariables: false, expectingValue: true, limits: limits)
        #expect(try value.read("200 result=1 (\(long)") == nil)
        #expect(throws: AGIError.blockTooLong(limit: 100)) { try value.read(long) }

        var usage = InboundLineParser(expectingVariables: false, limits: limits)
        #expect(try usage.read("520-x") == nil)
        #expect(try usage.read(long) == nil)
        #expect(throws: AGIError.blockTooLong(limit: 100)) { try usage.read(long) }

        var strays = InboundLineParser(expectingVariables: false, expectingValue: true, limits: limits)
        _ = try strays.read("200 result=1 (a)")
        #expect(try strays.read(long) == nil)
        #expect(throws: AGIError.malformedLine(length: 60)) { try strays.read(long) }
    }
}
