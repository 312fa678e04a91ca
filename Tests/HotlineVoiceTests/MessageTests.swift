import AGI
import HotlineCore
import HotlineVoice
import Testing

struct MessageTests {
    private func script() -> CallScript {
        var script = CallScript()
        script.menu.recordings = "/r"
        script.begun.consent = true
        return script
    }

    private static func sound(isSilent: Bool) -> CallFinding {
        .examined(
            CallRecording(
                kind: .message,
                file: "call-7-message.wav",
                length: .seconds(5),
                sha256: "",
                isSilent: isSilent
            )
        )
    }

    @Test func `a message is recorded after the tone, named by the record, and kept`() {
        let record = script().play(keys: ["2", "#"])
        let tone = record.commands.firstIndex(of: "STREAM FILE hotline/beep")
        let recording = record.commands.firstIndex(of: "RECORD FILE /r/call-7-message")
        #expect(tone != nil && recording != nil && (tone ?? 0) < (recording ?? 0))
        #expect(record.sounds == [RecordedSound(kind: .message, name: "call-7-message")])
        #expect(record.notes.compactMap(\.recording).count == 1)
        #expect(record.commands.contains("STREAM FILE hotline/message-kept"))
        #expect(record.last?.outcome == .message)
    }

    @Test(arguments: [false, true])
    func `a hang-up while recording is the usual end, and the sound is kept`(isSilent: Bool) {
        var script = script()
        script.sound = { _ in Self.sound(isSilent: isSilent) }
        let record = script.play { _, command in
            switch command.name {
            case "GET OPTION": .replied(Reply(result: "50"))
            case "RECORD FILE": .replied(Reply(result: "-1", remark: "hangup", endPosition: 40_000))
            default: .replied(Reply(result: "0"))
            }
        }
        #expect(record.notes.compactMap(\.recording).count == 1)
        #expect(record.last?.outcome == (isSilent ? .dropped : .message))
        #expect(record.last?.step == .message)
    }

    @Test func `the connection lost while recording loses no sound either`() {
        let record = script().play { _, command in
            switch command.name {
            case "GET OPTION": .replied(Reply(result: "50"))
            case "RECORD FILE": .closed(.peerClosed)
            default: .replied(Reply(result: "0"))
            }
        }
        #expect(record.sounds.count == 1)
        #expect(record.last?.outcome == .message)
    }

    @Test func `silence is asked about once, with a second recording beside the first`() {
        var script = script()
        script.sound = { Self.sound(isSilent: $0 == 1) }
        let record = script.play(keys: ["2", "", "#"])
        #expect(record.commands.contains("STREAM FILE hotline/message-silence"))
        #expect(record.sounds.map(\.name) == ["call-7-message", "call-7-message-2"])
        #expect(record.last?.outcome == .message)
    }

    @Test func `who stays silent gets a number all the same`() {
        var script = script()
        script.sound = { _ in Self.sound(isSilent: true) }
        let record = script.play(keys: ["2"])
        #expect(record.sounds.count == 2)
        #expect(record.commands.contains("SAY NUMBER 42"))
        #expect(record.last?.outcome == .completed)
    }

    @Test func `a recording that cannot be written does not end the call`() {
        let record = script().play { _, command in
            switch command.name {
            case "GET OPTION": .replied(Reply(result: "50"))
            case "RECORD FILE": .replied(Reply(result: "-1", remark: "writefile"))
            case "CHANNEL STATUS": .replied(Reply(result: "6"))
            default: .replied(Reply(result: "0"))
            }
        }
        #expect(record.commands.contains("SAY NUMBER 42"))
        #expect(record.last?.outcome != nil)
    }

    @Test func `what was recorded under a program that died is not recorded over`() {
        var script = script()
        script.begun.isTakenUp = true
        script.begun.step = .message
        script.begun.type = .ejournal
        script.begun.messages = 1
        let record = script.play(keys: ["#"])
        #expect(record.sounds.map(\.name) == ["call-7-message-2"])
    }

    @Test func `a hash skips the message`() {
        let record = script().play { _, command in
            switch (command.name, command.arguments.first) {
            case ("GET OPTION", _): .replied(Reply(result: "50"))
            case ("STREAM FILE", "hotline/message"): .replied(Reply(result: "35"))
            default: .replied(Reply(result: "0"))
            }
        }
        #expect(!record.commands.contains { $0.hasPrefix("RECORD") })
        #expect(record.last?.outcome == .completed)
    }

    @Test func `a call kept in the spool goes on there to its end`() {
        var script = script()
        script.begun.id = Identifier(-1)
        script.begun.isSpooled = true
        let record = script.play(keys: ["2", "#"])
        #expect(record.notes.allSatisfy { $0.isSpooled && $0.uniqueID == "1.1" })
        #expect(record.sounds.map(\.name) == ["call-spool-1.1-message"])
    }
}
