import Foundation
import HotlineTesting
import Testing

/// What Asterisk plays for a number in our language: each file is a word, so the files are the grammar.
@Suite(.timeLimit(.minutes(2)))
struct SpokenNumberTests {
    @Test func `an appeal's number is said as Russian says it, with no word missing`() async throws {
        let expected = [
            1: ["1"], 2: ["2"], 5: ["5"], 11: ["11"], 21: ["20", "1"], 22: ["20", "2"], 25: ["20", "5"],
            111: ["100", "11"], 1042: ["1f", "thousand", "40", "2"], 2002: ["2f", "thousands-i", "2"],
            5015: ["5", "thousands", "15"],
        ]
        let folder = try TemporaryFolder()
        let dialplan = expected.keys.sorted().map { number in
            " same => n,NoOp(number \(number) begins)\n same => n,SayNumber(\(number))"
        }
        let asterisk = try AsteriskServer(
            in: folder.url,
            AsteriskServer.Settings(
                dialplan: "exten => say,1,Answer()\n same => n,Set(CHANNEL(language)=ru_hotline)\n"
                    + dialplan.joined(separator: "\n") + "\n same => n,Hangup()"
            )
        )
        try await asterisk.start()
        let caller = try await SIPCaller.call("say", at: asterisk.sipPort)
        try await caller.waitForBye(within: .seconds(60))
        await asterisk.stop()

        var number = 0
        var played: [Int: [String]] = [:]
        for line in asterisk.log.split(separator: "\n") {
            if let match = line.firstMatch(of: /number (\d+) begins/) {
                number = Int(match.1) ?? 0
            } else if let match = line.firstMatch(of: /Playing 'digits\/([^.']+)[^']*' \(language 'ru_hotline'\)/) {
                played[number, default: []].append(String(match.1))
            }
        }
        #expect(played == expected)
        #expect(asterisk.complaints == [])
    }
}
