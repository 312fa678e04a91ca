import Foundation
import HotlineTesting
import Testing

/// The project's dialplan on a real Asterisk, with nothing of ours behind it but what a test puts there.
@Suite(.serialized, .timeLimit(.minutes(1)))
struct DialplanTests {
    @Test func `with nothing of ours running, the caller is heard out and left in the spool`() async throws {
        let stage = try await Stage(program: "/no/such/program")
        let caller = try await SIPCaller.call("74950000001", at: stage.asterisk.sipPort)
        try await stage.hear(Stage.message, caller)
        try await caller.waitForSilence()
        let words = Sounds.speech(seconds: 1.5, seed: 9)
        try await caller.speak(words)
        try await caller.press("#")
        try await caller.waitForBye()
        #expect(AudioMatch.best(of: Array(Stage.thanks.prefix(4_800)), in: caller.heard).value > 0.98)
        try await stage.asterisk.waitUntilIdle()

        let note = try stage.onlyNote()
        #expect(note["number"] == "%2B12025550123")
        #expect(note["presentation"] == "allowed_not_screened")
        #expect(note["called"] == "74950000001")
        #expect(note["began"]?.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/) != nil)
        #expect(note["ended"] != nil)
        let recording = stage.spool.appending(path: "dialplan/\(try #require(note["uniqueid"])).wav")
        // Asterisk takes the key's sound off the end, and a little more.
        let beginning = Array(words.prefix(8_000))
        #expect(AudioMatch.best(of: beginning, in: try WAVFile.samples(of: recording)).value > 0.9)
        await stage.asterisk.stop()
    }

    @Test func `a caller who hangs up while being recorded is kept, recording and all`() async throws {
        let stage = try await Stage(program: "/no/such/program")
        let caller = try await SIPCaller.call("s", at: stage.asterisk.sipPort, as: .anonymous)
        try await stage.hear(Stage.message, caller)
        try await caller.waitForSilence()
        let words = Sounds.speech(seconds: 1, seed: 10)
        try await caller.speak(words)
        await caller.hangUp()
        try await stage.asterisk.waitUntilIdle()

        let note = try stage.onlyNote()
        #expect(note["number"] == "anonymous")
        #expect(note["called"] == "s")
        #expect(note["ended"] != nil)
        let recording = stage.spool.appending(path: "dialplan/\(try #require(note["uniqueid"])).wav")
        #expect(AudioMatch.best(of: words, in: try WAVFile.samples(of: recording)).value > 0.9)
        await stage.asterisk.stop()
    }

    @Test func `a caller who hangs up before the recording begins is left in the spool all the same`() async throws {
        let stage = try await Stage(program: "/no/such/program")
        let caller = try await SIPCaller.call("+74950000001", at: stage.asterisk.sipPort)
        try await caller.waitForSound()
        await caller.hangUp()
        try await stage.asterisk.waitUntilIdle()
        let note = try stage.onlyNote()
        #expect(note["called"] == "%2B74950000001")
        #expect(note["ended"] != nil)
        await stage.asterisk.stop()
    }

    @Test func `where the server dies in the call, the program goes on with it`() async throws {
        let server = try DyingServer()
        let stage = try await Stage(server: server.port, program: Stage.workingProgram)
        let caller = try await SIPCaller.call("74950000001", at: stage.asterisk.sipPort)
        try await caller.waitForBye()
        try await stage.asterisk.waitUntilIdle()

        #expect(server.calls == 1)
        let seen = try String(contentsOf: stage.folder.url.appending(path: "seen"), encoding: .utf8)
        #expect(seen.contains("agi_extension: 74950000001\n"))
        #expect(seen.contains("agi_callerid: +12025550123\n"))
        #expect(seen.contains("agi_language: ru_hotline\n"))
        #expect(try stage.notes() == [])
        await stage.asterisk.stop()
        // The second is Asterisk's own, when it was just telling the server something.
        let expected = ["hotline server did not finish", "write() returned error"]
        #expect(stage.asterisk.complaints.filter { line in !expected.contains { line.contains($0) } } == [])
    }

    @Test func `a program that breaks off is no end of the call either`() async throws {
        let stage = try await Stage(program: "exit 1")
        let caller = try await SIPCaller.call("74950000001", at: stage.asterisk.sipPort)
        try await stage.hear(Stage.message, caller)
        await caller.hangUp()
        try await stage.asterisk.waitUntilIdle()
        #expect(try stage.onlyNote()["ended"] != nil)
        await stage.asterisk.stop()
    }

    @Test(arguments: [
        #"${SHELL(touch broken)}"#, #"a)b,c=d"e|touch broken`touch broken`$(touch broken)"#, "$[1+1]", "Иван",
        "../../../etc", "1\nended: x", "1&2\\n3",
    ])
    func `whatever a caller gives as number and name, it stays words`(hostile: String) async throws {
        let stage = try await Stage(program: "/no/such/program")
        let allowed = hostile.utf8.map { byte in
            // As a SIP address has it; Asterisk undoes this.
            byte.isLetterOrDigit ? String(UnicodeScalar(byte)) : "%" + String(0x100 + Int(byte), radix: 16).dropFirst()
        }.joined()
        let identity = SIPIdentity(user: allowed, displayName: hostile.filter { $0 != "\"" && $0 != "\n" })
        let caller = try await SIPCaller.call("7" + allowed, at: stage.asterisk.sipPort, as: identity)
        try await caller.waitForSound()
        await caller.hangUp()
        try await stage.asterisk.waitUntilIdle()

        let note = try stage.onlyNote()
        #expect(note.keys.sorted() == ["began", "called", "ended", "number", "presentation", "uniqueid"])
        #expect(note["number"]?.removingPercentEncoding == hostile, "\(stage.asterisk.log.suffix(4_000))")
        #expect(note["called"]?.removingPercentEncoding == "7" + hostile)
        // Its working folder, where a command would have left the file.
        #expect(!FileManager.default.fileExists(atPath: stage.asterisk.folder.appending(path: "broken").path()))
        await stage.asterisk.stop()
    }

    @Test func `a withheld number says so`() async throws {
        let stage = try await Stage(program: "/no/such/program")
        var manner = SIPCaller.Manner()
        manner.headers = [("P-Asserted-Identity", "<sip:+12025550199@127.0.0.1>"), ("Privacy", "id")]
        let caller = try await SIPCaller.call("1", at: stage.asterisk.sipPort, manner: manner)
        try await caller.waitForSound()
        await caller.hangUp()
        try await stage.asterisk.waitUntilIdle()
        let note = try stage.onlyNote()
        #expect(note["number"] == "%2B12025550199")
        #expect(note["presentation"]?.hasPrefix("prohib") == true)
        await stage.asterisk.stop()
    }
}

extension UInt8 {
    fileprivate var isLetterOrDigit: Bool {
        let character = Character(UnicodeScalar(self))
        return self < 0x80 && (character.isLetter || character.isNumber)
    }
}
