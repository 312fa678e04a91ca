import Foundation
import HotlineTesting
import Testing

@Suite(.timeLimit(.minutes(1)))
struct AsteriskServerTests {
    @Test func `a real Asterisk boots, plays a sound to a caller, and takes the digits pressed`() async throws {
        let folder = try TemporaryFolder()
        let asterisk = try AsteriskServer(
            in: folder.url,
            AsteriskServer.Settings(
                dialplan: """
                    exten => menu,1,Answer()
                     same => n,Read(digits,\(folder.url.path())/prompt,3,,1,5)
                     same => n,Set(FILE(\(folder.url.path())/digits,,,al,u)=${digits})
                     same => n,Playback(\(folder.url.path())/thanks)
                     same => n,Hangup()
                    """
            )
        )
        let prompt = Sounds.speech(seconds: 1, seed: 4)
        let thanks = Sounds.speech(seconds: 0.5, seed: 5)
        try WAVFile.write(prompt, to: folder.url.appending(path: "prompt.wav"))
        try WAVFile.write(thanks, to: folder.url.appending(path: "thanks.wav"))
        try await asterisk.start()

        let caller = try await SIPCaller.call("menu", at: asterisk.sipPort)
        try await caller.waitForSound()
        try await caller.waitForSilence()
        #expect(AudioMatch.best(of: prompt, in: caller.heard).value > 0.98)
        caller.forgetHeard()
        try await caller.press("112")
        try await caller.waitForBye()

        // Asterisk hangs up with the last 20 ms unsent.
        #expect(AudioMatch.best(of: Array(thanks.prefix(3_200)), in: caller.heard).value > 0.98)
        let digits = try String(contentsOf: folder.url.appending(path: "digits"), encoding: .utf8)
        #expect(digits == "112\n", "\(asterisk.log.suffix(3_000))")
        await #expect(throws: WorldError.callOver) { try await caller.press("1") }
        await asterisk.stop()
        #expect(asterisk.complaints == [])
    }

    @Test func `calls that are refused, cancelled or hung up end as they should`() async throws {
        let folder = try TemporaryFolder()
        let asterisk = try AsteriskServer(
            in: folder.url,
            AsteriskServer.Settings(
                dialplan: """
                    exten => ring,1,Ringing()
                     same => n,Wait(20)
                    exten => talk,1,Answer()
                     same => n,Echo()
                    """
            )
        )
        try await asterisk.start()
        await #expect(throws: WorldError.notAnswered(status: 404)) {
            try await SIPCaller.call("nobody", at: asterisk.sipPort)
        }

        let impatient = try SIPCaller(dialling: "ring", at: asterisk.sipPort, as: .anonymous)
        try await impatient.cancel()
        #expect(!impatient.isUp)

        let speaker = try await SIPCaller.call("talk", at: asterisk.sipPort)
        let words = Sounds.speech(seconds: 0.6, seed: 6)
        try await speaker.speak(words)
        try await speaker.waitForSilence()
        #expect(AudioMatch.best(of: words, in: speaker.heard).value > 0.98)
        await speaker.hangUp()
        try await asterisk.waitUntilIdle()
        await asterisk.stop()
    }
}
