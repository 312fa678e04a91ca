import AGI
import Testing

struct ConversationTests {
    private typealias Scripted = Conversation<ScriptedDialogue>
    private static let opening = InboundLine.opened(CallVariables([:]))
    private static let ok = InboundLine.success(Reply(result: "0"))

    private func opened(_ script: DialogueAction<String>...) -> (Scripted, Scripted.Step) {
        var conversation = Conversation(dialogue: ScriptedDialogue(script))
        let step = conversation.receive(Self.opening)
        return (conversation, step)
    }

    @Test func `sends one command for each reply, and closes when the dialogue does`() {
        var (conversation, step) = opened(.send(.answer), .send(.noop()), .close)
        #expect(step == .send(.answer))
        #expect(conversation.receive(.trying) == .wait)
        step = conversation.receive(Self.ok)
        #expect(step == .send(.noop()))
        #expect(conversation.receive(.refusal(.unknownCommand)) == .close)
        #expect(conversation.isFinished && !conversation.isOpen && conversation.closingReason == nil)
        #expect(conversation.close(.peerClosed) == .wait)
        #expect(conversation.dialogue.events.count == 3)
    }

    @Test(arguments: 0..<5, 0..<3)
    func `a hangup at any step is told once, when the next command would go out`(step: Int, times: Int) {
        let commands = Array(repeating: DialogueAction<String>.send(.noop()), count: 7)
        var conversation = Conversation(dialogue: ScriptedDialogue(commands))
        _ = conversation.receive(Self.opening)
        for turn in 0..<5 {
            if turn == step { for _ in 0...times { #expect(conversation.receive(.hangup) == .wait) } }
            #expect(conversation.receive(Self.ok) == .send(.noop()))
        }
        var expected: [ScriptedDialogue.Event] = [.opened(CallVariables([:]))]
        expected += Array(repeating: .replied(Reply(result: "0")), count: step + 1)
        expected += [.hungUp]
        expected += Array(repeating: .replied(Reply(result: "0")), count: 4 - step)
        #expect(conversation.dialogue.events == expected)
    }

    @Test func `a hangup that Asterisk says again is not told again`() {
        var (conversation, _) = opened(.send(.noop()), .send(.noop()), .send(.noop()), .send(.noop()), .send(.noop()))
        for _ in 0..<3 {
            #expect(conversation.receive(.hangup) == .wait)
            #expect(conversation.receive(Self.ok) == .send(.noop()))
        }
        #expect(conversation.dialogue.events.filter { $0 == .hungUp }.count == 1)
    }

    @Test func `a hangup while work is under way waits for the finding`() {
        var (conversation, step) = opened(.perform("save"), .send(.noop()), .send(.setVariable("A", "1")))
        #expect(step == .perform("save"))
        #expect(conversation.receive(.hangup) == .wait)
        step = conversation.performed("saved")
        #expect(step == .send(.setVariable("A", "1")))
        #expect(conversation.dialogue.events.dropFirst() == [.performed("saved"), .hungUp])
    }

    @Test func `a hangup is not told to a dialogue that has nothing more to send`() {
        var (conversation, _) = opened(.send(.noop()), .close)
        #expect(conversation.receive(.hangup) == .wait)
        #expect(conversation.receive(Self.ok) == .close)
        #expect(!conversation.dialogue.events.contains(.hungUp))
    }

    @Test(arguments: [InboundLine.trying, opening, ok, .refusal(.deadChannel)])
    func `what nobody asked for ends the conversation`(line: InboundLine) {
        var (conversation, _) = opened(.perform("save"), .send(.noop()))
        #expect(conversation.receive(line) == .wait)
        #expect(!conversation.isOpen)
        #expect(conversation.closingReason == .fault(.unexpectedReply))
        #expect(conversation.performed("saved") == .close)
        #expect(conversation.dialogue.events.last == .closed(.fault(.unexpectedReply)))
    }

    @Test func `a second opening ends the conversation at once`() {
        var (conversation, _) = opened(.send(.noop()))
        #expect(conversation.receive(Self.opening) == .close)
        #expect(conversation.closingReason == .fault(.unexpectedReply))
    }

    @Test(arguments: [ClosingReason.peerClosed, .timedOut, .fault(.unexpectedReply), .shuttingDown])
    func `what is left to save can be saved after the connection is gone`(reason: ClosingReason) {
        var (conversation, _) = opened(.send(.noop()), .perform("one"), .perform("two"), .send(.noop()))
        #expect(conversation.close(reason) == .perform("one"))
        #expect(!conversation.isOpen && !conversation.isFinished)
        #expect(conversation.close(.peerClosed) == .wait)
        #expect(conversation.performed("1") == .perform("two"))
        #expect(conversation.performed("2") == .close)
        #expect(conversation.isFinished)
        #expect(conversation.dialogue.events.dropFirst() == [.closed(reason), .performed("1"), .performed("2")])
    }

    @Test func `a connection that goes while work is under way is told once, after the finding`() {
        var (conversation, _) = opened(.perform("one"), .send(.noop()), .perform("two"), .send(.noop()))
        #expect(conversation.close(.peerClosed) == .wait)
        #expect(conversation.performed("1") == .perform("two"))
        #expect(conversation.performed("2") == .close)
        #expect(conversation.dialogue.events.dropFirst() == [.performed("1"), .closed(.peerClosed), .performed("2")])
    }

    @Test func `a peer that never opened is told of too`() {
        var conversation = Conversation(dialogue: ScriptedDialogue([]))
        #expect(conversation.close(.timedOut) == .close)
        #expect(conversation.dialogue.events == [.closed(.timedOut)])
    }

    @Test func `a finding nobody waits for is nothing`() {
        var (conversation, _) = opened(.send(.noop()))
        #expect(conversation.performed("stray") == .wait)
        #expect(conversation.isOpen)
    }
}
