import AGI
import Testing

struct CallVariablesTests {
    private func opened(_ lines: String...) throws -> CallVariables {
        var parser = InboundLineParser()
        for line in lines { _ = try parser.read(line) }
        guard case .opened(let variables) = try parser.read("") else { throw AGIError.unexpectedReply }
        return variables
    }

    @Test func `looks up what Asterisk sent`() throws {
        let variables = try opened(
            "agi_network_script: facts?x=a%20b",
            "agi_channel: Local/args@incoming-00000003;2",
            "agi_language: en",
            "agi_uniqueid: caller-2",
            "agi_callerid: +12025550123",
            "agi_calleridname: Tester",
            "agi_callingpres: 32",
            "agi_dnid: unknown",
            "agi_context: incoming",
            "agi_extension: args",
            "agi_enhanced: 1.0",
            "agi_accountcode: ",
            "agi_arg_1: first arg",
            "agi_arg_2: ",
            "agi_arg_3: third: with colon"
        )
        #expect(variables.networkScript == "facts?x=a%20b")
        #expect(variables.channel == "Local/args@incoming-00000003;2")
        #expect(variables.language == "en")
        #expect(variables.uniqueID == "caller-2")
        #expect(variables.callerID == "+12025550123")
        #expect(variables.callerName == "Tester")
        #expect(variables.callingPresentation == 32)
        #expect(variables.dialledNumber == "unknown")
        #expect(variables.context == "incoming")
        #expect(variables.extension == "args")
        #expect(variables.isEnhanced)
        #expect(variables["accountcode"] == "")
        #expect(variables["nosuch"] == nil)
        #expect(variables.arguments == ["first arg", "", "third: with colon"])
        #expect(variables.shownNumber == nil)
    }

    @Test func `does not trip over bytes that are not UTF-8`() throws {
        var parser = InboundLineParser()
        _ = try parser.read(Array("agi_calleridname: ".utf8 + [0xFF, 0xFE]).span)
        guard case .opened(let variables) = try parser.read("") else { throw AGIError.unexpectedReply }
        #expect(variables.callerName == "\u{FFFD}\u{FFFD}")
    }

    /// Asterisk's ways of saying that there is no number; see `callerid.txt`.
    @Test(arguments: ["unknown", "anonymous", "Anonymous", "Restricted", "", "UNAVAILABLE"])
    func `knows the words that stand for no number`(word: String) {
        #expect(CallVariables(["callerid": word]).shownNumber == nil)
        #expect(CallVariables(["callerid": word]).callerID == word)
    }

    @Test(arguments: [(0, true), (1, true), (3, true), (32, false), (35, false), (67, false)])
    func `honours the wish to withhold the number`(presentation: Int, isShown: Bool) {
        let variables = CallVariables(["callerid": "+12025550123", "callingpres": "\(presentation)"])
        #expect(variables.shownNumber == (isShown ? "+12025550123" : nil))
    }

    @Test func `keeps the first of two, and lets no value make a line`() throws {
        #expect(try opened("agi_uniqueid: one", "agi_uniqueid: two").uniqueID == "one")
        let forged = CallVariables(["callerid": "x\nagi_uniqueid: forged"])
        #expect(forged.uniqueID == nil)
    }

    @Test func `shows no variable when printed`() {
        let event = DialogueEvent<Int>.opened(CallVariables(["callerid": "+12025550123"]))
        var dumped = ""
        dump(event, to: &dumped)
        #expect(!"\(event) \(dumped)".contains("2025550123"))
    }
}
