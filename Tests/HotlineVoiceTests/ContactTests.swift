import AGI
import HotlineCore
import HotlineVoice
import Testing

struct ContactTests {
    private let other = try? PhoneNumber(e164: "+79000000077")

    @Test(arguments: [("1", true), ("3", false), ("", false)])
    func `a mobile caller is asked whether texts may go to the number`(key: String, isGiven: Bool) {
        let record = CallScript().play(keys: ["2", key])
        let consent = record.kept.contact?.consent
        #expect(consent == Consent(isGiven: isGiven, digit: key.isEmpty ? nil : key, promptVersion: "1"))
        #expect(record.kept.contact?.phone == nil)
        #expect(record.commands.contains("STREAM FILE hotline/\(isGiven ? "finish-sms" : "finish-callback")"))
    }

    @Test func `another number is keyed, read back in groups of 3 3 2 2, and confirmed`() {
        let record = CallScript().play(keys: ["2", "2", "9000000077#", "1"])
        #expect(record.kept.contact?.phone == other)
        #expect(record.kept.contact?.consent?.digit == "2")
        let said = record.commands.filter { $0.hasPrefix("SAY DIGITS") }.dropLast()
        #expect(said == ["SAY DIGITS 900", "SAY DIGITS 000", "SAY DIGITS 00", "SAY DIGITS 77"])
        #expect(!record.kept.keys.contains("9000000077"))
    }

    @Test(arguments: ["900*9000000077#", "*9000000077#", "79000000077", "89000000077#"])
    func `a star inside a number begins it again, and a leading 7 or 8 is understood`(keyed: String) {
        #expect(CallScript().play(keys: ["2", "2", keyed, "1"]).kept.contact?.phone == other)
    }

    @Test func `a number heard wrong is keyed again`() {
        let record = CallScript().play(keys: ["2", "2", "9000000099#", "2", "9000000077#", "1"])
        #expect(record.kept.contact?.phone == other)
    }

    @Test func `a number that will not come right leaves the one the call came from`() {
        let record = CallScript().play(keys: ["2", "2", "123#", "45#", "6#", "1"])
        #expect(record.commands.filter { $0 == "STREAM FILE hotline/contact-digits" }.count == 2)
        #expect(record.kept.contact == ContactChoice())
        #expect(record.last?.outcome == .completed)
    }

    @Test(arguments: [("anonymous", "0"), ("79000000042", "32"), ("unknown", "67"), ("", "0")])
    func `a caller without a number is asked for one, and a withheld number is not kept`(
        callerID: String,
        presentation: String
    ) {
        var script = CallScript(callerID: callerID, presentation: presentation)
        script.begun.caller = nil
        let record = script.play(keys: ["2", "9000000077#", "1"])
        guard case .begin(let start) = record.works.first else {
            Issue.record("nothing was kept")
            return
        }
        #expect(start.caller.number == nil)
        #expect(start.caller.raw == nil)
        #expect(record.kept.contact?.phone == other)
        #expect(record.kept.contact?.consent == nil)
    }

    @Test(arguments: [
        (["2", "1"], nil as String?), (["2", "2", "9000000077#", "1"], "+79000000077"), (["2", ""], nil),
    ])
    func `a landline is rung back, or a mobile is given`(keys: [String], phone: String?) {
        var script = CallScript(callerID: "4950000042")
        script.begun.caller = try? PhoneNumber(e164: "+74950000042")
        let record = script.play(keys: keys)
        #expect(record.commands.contains("GET OPTION hotline/contact-landline"))
        #expect(record.kept.contact?.phone?.e164 == phone)
        #expect(record.kept.contact?.consent?.isGiven == (phone == nil ? nil : true))
    }

    @Test(arguments: [true, false])
    func `nobody is asked twice`(consent: Bool) {
        var script = CallScript()
        script.begun.consent = consent
        let record = script.play(keys: ["2"])
        #expect(!record.commands.contains("GET OPTION hotline/contact-mobile"))
        #expect(record.kept.contact == nil)
        #expect(record.commands.contains("STREAM FILE hotline/\(consent ? "finish-sms" : "finish-callback")"))
    }

    @Test func `nobody is asked where the school has it in writing`() {
        var script = CallScript()
        script.menu.consent = .assumed
        let record = script.play(keys: ["2"])
        #expect(!record.commands.contains("GET OPTION hotline/contact-mobile"))
        #expect(record.commands.contains("STREAM FILE hotline/finish-sms"))
    }
}
