import AGI
import Testing

struct CommandTests {
    @Test(arguments: [
        (Command.answer, "ANSWER"),
        (.hangUp, "HANGUP"),
        (.channelStatus, "CHANNEL STATUS"),
        (.streamFile("hotline/greeting"), #"STREAM FILE "hotline/greeting" """#),
        (.streamFile("beep", escapeDigits: "12#", offset: 4000), #"STREAM FILE "beep" "12#" "4000""#),
        (.getOption("menu", escapeDigits: "12", timeout: .seconds(5)), #"GET OPTION "menu" "12" "5000""#),
        (.getData("digits", timeout: .milliseconds(1500), maximumDigits: 15), #"GET DATA "digits" "1500" "15""#),
        (.waitForDigit(timeout: .seconds(2)), #"WAIT FOR DIGIT "2000""#),
        (.waitForDigit(timeout: nil), #"WAIT FOR DIGIT "-1""#),
        (.sayNumber(-3, escapeDigits: "1", gender: "f"), #"SAY NUMBER "-3" "1" "f""#),
        (.sayDigits("1123"), #"SAY DIGITS "1123" """#),
        (
            .recordFile("/spool/a", format: "wav", escapeDigits: "#", timeout: .seconds(60), beep: true, silence: 5),
            ##"RECORD FILE "/spool/a" "wav" "#" "60000" "0" "BEEP" "s=5""##
        ),
        (.recordFile("a", format: "gsm", escapeDigits: "", timeout: nil), #"RECORD FILE "a" "gsm" "" "-1" "0""#),
        (.setVariable("A", #"say "hi" \ there"#), #"SET VARIABLE "A" "say \"hi\" \\ there""#),
        (.getVariable("CALLERID(num)"), #"GET VARIABLE "CALLERID(num)""#),
        (.getFullVariable("${EXTEN}"), #"GET FULL VARIABLE "${EXTEN}""#),
        (.verbose("Привет", level: 3), #"VERBOSE "Привет" "3""#),
        (.noop(), "NOOP"),
        (.exec("Playback", "beep,noanswer"), #"EXEC "Playback" "beep,noanswer""#),
    ])
    func `encodes each command as one line that reads back as itself`(command: Command, line: String) throws {
        #expect(try command.encoded() == line)
        #expect(try Command(parsing: line) == command)
    }

    @Test(arguments: ["a\nHANGUP", "a\r", "\0", "\r\n", "line\u{A}"])
    func `refuses what would break out of the line`(text: String) {
        #expect(throws: AGIError.forbiddenByte(command: "VERBOSE")) { try Command.verbose(text).encoded() }
        #expect(throws: AGIError.badCommandName) { try Command("NOOP\(text)").encoded() }
    }

    @Test(arguments: ["", " ", "NOOP ", " NOOP", "SET  VARIABLE", "NO\"OP", "НЕТ", "A\tB"])
    func `refuses a name that is not made of plain words`(name: String) {
        #expect(throws: AGIError.badCommandName) { try Command(name).encoded() }
    }

    @Test func `refuses more words than Asterisk reads, its name among them`() throws {
        let words = Array(repeating: "x", count: 124)
        #expect(throws: Never.self) { try Command("SET VARIABLE", arguments: words).encoded() }
        #expect(throws: AGIError.tooManyWords(command: "SET VARIABLE", count: 127, limit: 126)) {
            try Command("SET VARIABLE", arguments: words + ["x"]).encoded()
        }
    }

    @Test func `refuses a line longer than Asterisk reads`() throws {
        let overhead = #"NOOP """#.utf8.count
        #expect(try Command("NOOP", String(repeating: "x", count: 8190 - overhead)).encoded().utf8.count == 8190)
        #expect(throws: AGIError.commandTooLong(command: "NOOP", length: 8191, limit: 8190)) {
            try Command("NOOP", String(repeating: "x", count: 8191 - overhead)).encoded()
        }
    }

    /// The rules are from `quoting.txt` and `garbage.txt`.
    @Test(arguments: [
        ("SET VARIABLE Q plain", ["Q", "plain"]),
        (#"SET VARIABLE Q "two words""#, ["Q", "two words"]),
        (#"SET VARIABLE Q two\ words"#, ["Q", "two words"]),
        (#"SET VARIABLE Q a"b"c"#, ["Q", "abc"]),
        (#"SET VARIABLE Q "a"b"c""#, ["Q", "abc"]),
        (#"SET VARIABLE Q back\slash"#, ["Q", "backslash"]),
        (#"SET VARIABLE Q "back\\slash""#, ["Q", #"back\slash"#]),
        (#"SET VARIABLE Q "unterminated"#, ["Q", "unterminated"]),
        ("SET VARIABLE Q 'single q'", ["Q", "'single", "q'"]),
        (#"SET VARIABLE Q """#, ["Q", ""]),
        ("  set\tVariable  Q\t x  ", ["Q", "x"]),
        (#""SET" "VARIABLE" Q x"#, ["Q", "x"]),
        (#"SET VARIABLE Q x\"#, ["Q", "x"]),
    ])
    func `reads words as Asterisk does`(line: String, arguments: [String]) throws {
        #expect(try Command(parsing: line) == Command("SET VARIABLE", arguments: arguments))
    }

    @Test func `takes the longest name Asterisk knows, or else the first word`() throws {
        #expect(try Command(parsing: "GET FULL VARIABLE x").name == "GET FULL VARIABLE")
        #expect(try Command(parsing: "GET FULL x") == Command("GET", "FULL", "x"))
        #expect(try Command(parsing: "NOSUCH x") == Command("NOSUCH", "x"))
    }

    @Test(arguments: ["", "   ", #""STREAM FILE" beep """#, "NOOP\r", #""" x"#])
    func `says so where a line cannot be a command`(line: String) {
        #expect(throws: AGIError.badCommandName) { try Command(parsing: line) }
    }

    @Test func `shows no argument when printed`() {
        let command = Command.sayDigits("12025550123")
        var dumped = ""
        dump(command, to: &dumped)
        #expect(!"\(command) \(String(reflecting: command)) \(dumped)".contains("2025550123"))
    }

    @Test func `gives each command the time it may need`() {
        #expect(Command.answer.answerLimit == Command.usualAnswerLimit)
        #expect(Command.getData("x", timeout: .seconds(8), maximumDigits: 4).answerLimit > .seconds(5 * 8))
        #expect(
            Command.recordFile("x", format: "wav", escapeDigits: "", timeout: .seconds(600)).answerLimit > .seconds(600)
        )
        #expect(Command.answer.answered(within: .seconds(1)).answerLimit == .seconds(1))
        #expect(Command.answer.answered(within: .seconds(1)) == .answer)
    }
}
