import Logging
import NIOCore
import NIOEmbedded
import Synchronization
import Testing

@testable import AGI

/// The handler with a clock that the test moves.
struct ConversationHandlerTests {
    private typealias Perform = ConversationRunner<ScriptedDialogue>.Perform

    private func channel(
        _ script: [DialogueAction<String>],
        perform: @escaping Perform = { work, done in done(work) },
        finished: (() -> Void)? = nil
    ) throws -> EmbeddedChannel {
        let channel = EmbeddedChannel()
        let handler = ConversationHandler(
            driver: ConversationDriver(
                ConversationRunner(dialogue: ScriptedDialogue(script), eventLoop: channel.eventLoop, perform: perform)
            ),
            eventLoop: channel.eventLoop,
            limits: ConversationLimits(opening: .seconds(10)),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            onFinish: { _ in finished?() }
        )
        try channel.pipeline.syncOperations.addHandler(handler)
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
        return channel
    }

    @Test func `each command has its own limit, whichever timer is running`() throws {
        let channel = try channel([
            .send(.noop().answered(within: .seconds(100))), .send(.noop().answered(within: .seconds(5))),
            .send(.noop().answered(within: .seconds(50))),
        ])
        channel.embeddedEventLoop.advanceTime(by: .seconds(9))
        try channel.writeInbound(ByteBuffer(string: "agi_uniqueid: 1\n\n"))
        channel.embeddedEventLoop.advanceTime(by: .seconds(99))
        #expect(channel.isActive)
        try channel.writeInbound(ByteBuffer(string: "200 result=0\n"))
        channel.embeddedEventLoop.advanceTime(by: .seconds(4))
        #expect(channel.isActive)
        try channel.writeInbound(ByteBuffer(string: "200 result=0\n"))
        channel.embeddedEventLoop.advanceTime(by: .seconds(49))
        #expect(channel.isActive)
        channel.embeddedEventLoop.advanceTime(by: .seconds(1))
        #expect(!channel.isActive)
    }

    @Test func `waiting for work has no limit, a second finding is nothing, and the next command has its own limit`()
        throws
    {
        let completion = Mutex<(@Sendable (String) -> Void)?>(nil)
        let channel = try channel(
            [.perform("save"), .send(.answer)],
            perform: { _, done in completion.withLock { $0 = done } }
        )
        try channel.writeInbound(ByteBuffer(string: "agi_uniqueid: 1\n\n"))
        channel.embeddedEventLoop.advanceTime(by: .seconds(3600))
        #expect(channel.isActive)
        completion.withLock { $0?("saved") }
        completion.withLock { $0?("saved twice") }
        channel.embeddedEventLoop.run()
        #expect(try channel.readOutbound(as: ByteBuffer.self) == ByteBuffer(string: "ANSWER\n"))
        channel.embeddedEventLoop.advanceTime(by: .seconds(119))
        #expect(channel.isActive)
        channel.embeddedEventLoop.advanceTime(by: .seconds(1))
        #expect(!channel.isActive)
    }

    @Test func `trying again and again does not buy time`() throws {
        let channel = try channel([.send(.answer)])
        try channel.writeInbound(ByteBuffer(string: "agi_uniqueid: 1\n\n"))
        for _ in 0..<12 {
            #expect(channel.isActive)
            try channel.writeInbound(ByteBuffer(string: "100 Trying...\n\nHANGUP\n"))
            channel.embeddedEventLoop.advanceTime(by: .seconds(10))
        }
        #expect(!channel.isActive)
    }

    @Test func `keeps nothing that nobody will read`() throws {
        var finishes = 0
        let channel = try channel([], finished: { finishes += 1 })
        try channel.writeInbound(ByteBuffer(repeating: UInt8(ascii: "x"), count: 8193))
        #expect(!channel.isActive)
        #expect(finishes == 1)
        channel.embeddedEventLoop.run()
        #expect(finishes == 1)
    }

    @Test func `is gone when its call is over, however that ended`() throws {
        for script in [[], [.send(.answer)], [.perform("save"), .close]] as [[DialogueAction<String>]] {
            weak var handler: ConversationHandler?
            do {
                let channel = try channel(script)
                handler = try channel.pipeline.syncOperations.handler(type: ConversationHandler.self)
                #expect(handler != nil)
                try channel.writeInbound(ByteBuffer(string: "agi_uniqueid: 1\n\n"))
                channel.embeddedEventLoop.run()
                if channel.isActive { try channel.close().wait() }
                channel.embeddedEventLoop.run()
            }
            #expect(handler == nil)
        }
    }
}
