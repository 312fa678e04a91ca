import AGI
import NIOCore
import Testing

/// Everything a real Asterisk said, and everything that was said to it, goes through the parsers.
struct TranscriptTests {
    @Test func `the transcripts are there`() {
        #expect(Transcript.all.count == 60)
    }

    @Test(arguments: Transcript.all)
    func `every line of a real Asterisk is understood`(transcript: Transcript) throws {
        var decoder = InboundLineDecoder()
        var isOpening = true
        for entry in transcript.entries {
            switch entry {
            case .newCall:
                decoder = InboundLineDecoder()
                isOpening = true
            case .server(let line):
                let name = try? Command(parsing: line.filter { $0 != 10 }).name
                decoder.expectsValue =
                    name.map(["GET VARIABLE", "GET FULL VARIABLE", "DATABASE GET"].contains) ?? false
            case .asterisk(let line):
                var bytes = ByteBuffer(bytes: line)
                if isOpening, !line.starts(with: "agi_".utf8) {
                    // Most transcripts leave out the opening, or its end.
                    var end = ByteBuffer(string: line == [10] ? "" : "\n")
                    _ = try decoder.decode(buffer: &end)
                    isOpening = false
                }
                while try decoder.decode(buffer: &bytes) != nil {}
                #expect(bytes.readableBytes == 0)
            }
        }
    }

    @Test(arguments: Transcript.all)
    func `every command said to a real Asterisk survives parsing and encoding`(transcript: Transcript) throws {
        for case .server(let bytes) in transcript.entries {
            for line in bytes.split(separator: 10) {
                guard let command = try? Command(parsing: line) else { continue }
                if line.contains(0) || line.contains(13) {
                    #expect(throws: AGIError.self) { try command.encoded() }
                } else {
                    #expect(try Command(parsing: command.encoded()) == command)
                }
            }
        }
    }

    @Test(arguments: Transcript.all)
    func `a well-behaved conversation can be held again`(transcript: Transcript) throws {
        guard let turns = transcript.turns else { return }
        var conversation = Conversation(dialogue: ReplayDialogue(turns: turns))
        var decoder = InboundLineDecoder(expectingVariables: false)
        var step = conversation.receive(.opened(CallVariables([:])))
        var hasHungUp = false
        for turn in turns {
            let answer: [UInt8]
            switch (turn, step) {
            case (.command(let expected, let said), .send(let command)):
                #expect(command == expected)
                decoder.expectsValue = ["GET VARIABLE", "GET FULL VARIABLE", "DATABASE GET"].contains(command.name)
                answer = said
            case (.idle(let said), .perform): answer = said
            default:
                Issue.record("The conversation is out of step.")
                return
            }
            var bytes = ByteBuffer(bytes: answer)
            while let line = try decoder.decode(buffer: &bytes) {
                if line == .hangup { hasHungUp = true }
                step = conversation.receive(line)
            }
            if case .idle = turn { step = conversation.performed(()) }
        }
        #expect(conversation.isFinished || turns.isEndedByServer)
        #expect(conversation.closingReason == nil)
        #expect(conversation.dialogue.hangups == (hasHungUp && turns.hasCommandAfterHangup ? 1 : 0))
    }
}

/// Sends what was sent in a transcript, one command after another.
private struct ReplayDialogue: Dialogue {
    var turns: [Transcript.Turn]
    var hangups = 0
    private var last: DialogueAction<Void> = .close

    init(turns: [Transcript.Turn]) {
        self.turns = turns
    }

    mutating func handle(_ event: DialogueEvent<Void>) -> DialogueAction<Void> {
        if case .hungUp = event {
            hangups += 1
            return last
        }
        guard !turns.isEmpty else { return .close }
        switch turns.removeFirst() {
        case .command(let command, _): last = .send(command)
        case .idle: last = .perform(())
        }
        return last
    }
}

extension Transcript.Turn {
    fileprivate var saysHangup: Bool {
        switch self {
        case .command(_, let answer), .idle(let answer):
            answer.split(separator: 10).contains { $0.elementsEqual("HANGUP".utf8) }
        }
    }
}

extension [Transcript.Turn] {
    fileprivate var isEndedByServer: Bool {
        guard case .command(_, let answer) = last else { return false }
        return answer.isEmpty
    }

    fileprivate var hasCommandAfterHangup: Bool {
        guard let hangup = firstIndex(where: \.saysHangup) else { return false }
        return self[hangup...].dropFirst().contains { turn in
            if case .command = turn { true } else { false }
        }
    }
}
