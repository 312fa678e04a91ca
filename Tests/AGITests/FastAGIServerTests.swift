import AGI
import InMemoryLogging
import Logging
import NIOCore
import NIOPosix
import Testing

@Suite(.timeLimit(.minutes(1)))
struct FastAGIServerTests {
    private static let menu: [DialogueAction<String>] = [
        .send(.answer), .send(.streamFile("hello")), .perform("save"), .send(.hangUp),
    ]

    private func holdMenu(_ peer: inout Peer) async throws {
        #expect(await peer.line() == "ANSWER")
        try await peer.send("200 result=0\n")
        #expect(await peer.line() == #"STREAM FILE "hello" """#)
        try await peer.send("200 result=0 endpos=3520\n")
        #expect(await peer.line() == "HANGUP")
        try await peer.send("200 result=1\n")
        #expect(await peer.line() == nil)
    }

    @Test func `holds a whole call, work included, and closes`() async throws {
        try await ServerHarness.run(Self.menu) { server in
            try await Peer.call(port: server.port) { peer in
                try await peer.send(Peer.opening)
                try await holdMenu(&peer)
            }
        }
    }

    @Test func `a call that came before the server did, by a socket that was passed, is held`() async throws {
        let passed = try PassedSocket()
        // Who passed the socket listens on when the first server is gone: the second finds the call that waits there.
        for _ in 0..<2 {
            let (sent, sending) = AsyncStream.makeStream(of: Void.self)
            let (held, holding) = AsyncStream.makeStream(of: Void.self)
            async let early: Void = Peer.call(port: passed.port) { peer in
                try await peer.send(Peer.opening)
                sending.yield()
                try await holdMenu(&peer)
                holding.yield()
            }
            _ = await sent.first { _ in true }
            try await ServerHarness.run(Self.menu, port: passed.port, socket: passed.copy()) { server in
                #expect(server.port == passed.port)
                _ = await held.first { _ in true }
            }
            try await early
        }
    }

    @Test func `the pulse beats while calls are held, of its own accord`() async throws {
        let (beats, beating) = AsyncStream.makeStream(of: Void.self)
        let pulse = Pulse(every: .milliseconds(1)) { beating.yield() }
        try await ServerHarness.run(Self.menu, pulse: pulse) { server in
            var heard = beats.makeAsyncIterator()
            for _ in 0..<3 { #expect(await heard.next() != nil) }
            try await Peer.call(port: server.port) { peer in
                try await peer.send(Peer.opening)
                try await holdMenu(&peer)
            }
        }
    }

    @Test func `understands a call that comes byte by byte`() async throws {
        try await ServerHarness.run(Self.menu) { server in
            try await Peer.call(port: server.port) { peer in
                for character in Peer.opening { try await peer.send(String(character)) }
                try await holdMenu(&peer)
            }
        }
    }

    @Test func `one call's garbage does not touch another's call`() async throws {
        try await ServerHarness.run(Self.menu) { server in
            try await Peer.call(port: server.port) { good in
                try await good.send(Peer.opening)
                try await Peer.call(port: server.port) { bad in
                    try await bad.send("\u{FFFD}GET / HTTP/1.1\r\n\r\n")
                    #expect(await bad.line() == nil)
                }
                try await Peer.call(port: server.port) { bad in
                    try await bad.send(Peer.opening)
                    #expect(await bad.line() == "ANSWER")
                    try await bad.send("200 result=0\n200 result=0\n200 result=0\n200 result=0\n200 result=0\n")
                    while await bad.line() != nil {}
                }
                try await holdMenu(&good)
            }
        }
    }

    @Test func `ten megabytes without a line end are not read to their end`() async throws {
        try await ServerHarness.run(Self.menu) { server in
            try await Peer.call(port: server.port) { peer in
                await peer.flood(ByteBuffer(repeating: UInt8(ascii: "x"), count: 65536), times: 160)
                #expect(await peer.line() == nil)
            }
            #expect(await server.closing() == .fault(.lineTooLong(limit: 8192)))
        }
    }

    @Test(arguments: ["", "agi_network: yes\n", "agi_netw"])
    func `a peer that never says which call it is for is closed`(beginning: String) async throws {
        let limits = ConversationLimits(opening: .milliseconds(20))
        try await ServerHarness.run(Self.menu, limits: limits) { server in
            try await Peer.call(port: server.port) { peer in
                // On a busy machine the limit may be over before this is sent.
                await peer.flood(ByteBuffer(string: beginning), times: 1)
                #expect(await peer.line() == nil)
            }
            #expect(await server.closing() == .timedOut)
        }
    }

    @Test func `a peer that does not answer a command in time is closed`() async throws {
        try await ServerHarness.run([.send(.answer.answered(within: .milliseconds(20)))]) { server in
            try await Peer.call(port: server.port) { peer in
                try await peer.send(Peer.opening)
                #expect(await peer.line() == "ANSWER")
                #expect(await peer.line() == nil)
            }
            #expect(await server.closing() == .timedOut)
        }
    }

    @Test(arguments: [false, true])
    func `a peer that goes in the middle of a command is told to the dialogue, which can still save`(
        byReset: Bool
    ) async throws {
        let (works, saved) = AsyncStream.makeStream(of: String.self)
        let script: [DialogueAction<String>] = [.send(.answer), .perform("save"), .close]
        try await ServerHarness.run(
            script,
            perform: { work, done in
                saved.yield(work)
                done(work)
            }
        ) { server in
            try await Peer.call(port: server.port) { peer in
                try await peer.send(Peer.opening)
                #expect(await peer.line() == "ANSWER")
                try await peer.send("200 resu")
                if byReset { try await peer.resetOnClose() }
            }
            #expect(await server.closing() == .peerClosed)
            #expect(await works.first { _ in true } == "save")
        }
    }

    @Test func `shutdown lets a call finish, and takes no more`() async throws {
        // An address of its own: at another one a test beside this may be given the port that was let go of.
        let host = "127.0.0.2"
        try await ServerHarness.run(Self.menu, host: host) { server in
            try await Peer.call(host: host, port: server.port) { peer in
                try await peer.send(Peer.opening)
                #expect(await peer.line() == "ANSWER")
                await server.shutDown()
                try await peer.send("200 result=0\n")
                #expect(await peer.line() == #"STREAM FILE "hello" """#)
                try await peer.send("200 result=0 endpos=3520\n")
                #expect(await peer.line() == "HANGUP")
                // The port is let go of by another loop than the call's, which may be a moment behind.
                while (try? await Peer.call(host: host, port: server.port) { _ in }) != nil {
                    try await Task.sleep(for: .milliseconds(10))
                }
                try await peer.send("200 result=1\n")
                #expect(await peer.line() == nil)
            }
        }
    }

    @Test func `what outlasts the grace is closed, and its last work still done before the server ends`() async throws {
        let (works, asked) = AsyncStream.makeStream(of: String.self)
        let script: [DialogueAction<String>] = [.send(.answer), .perform("save"), .close]
        try await ServerHarness.run(
            script,
            grace: .milliseconds(1),
            perform: { work, done in
                MultiThreadedEventLoopGroup.singleton.next().scheduleTask(in: .milliseconds(20)) {
                    asked.yield(work)
                    done(work)
                }
            }
        ) { server in
            try await Peer.call(port: server.port) { peer in
                try await peer.send(Peer.opening)
                #expect(await peer.line() == "ANSWER")
                await server.shutDown()
                #expect(await peer.line() == nil)
            }
            #expect(await server.closing() == .shuttingDown)
        }
        // The server has ended, so the work must be done.
        asked.finish()
        var done: [String] = []
        for await work in works { done.append(work) }
        #expect(done == ["save"])
    }

    @Test func `work may end after its peer is gone`() async throws {
        let (completions, handed) = AsyncStream.makeStream(of: (@Sendable () -> Void).self)
        try await ServerHarness.run(
            [.perform("save"), .send(.answer), .close],
            perform: { work, done in handed.yield { done(work) } }
        ) { server in
            try await Peer.call(port: server.port) { peer in try await peer.send(Peer.opening) }
            for await complete in completions {
                complete()
                break
            }
            var events: [ScriptedDialogue.Event] = []
            for await event in server.events {
                events.append(event)
                if events.count == 3 { break }
            }
            #expect(events.dropFirst() == [.performed("save"), .closed(.peerClosed)])
        }
    }

    @Test func `a command that cannot be encoded ends its call and is never sent`() async throws {
        try await ServerHarness.run([.send(.verbose("a\nHANGUP"))]) { server in
            try await Peer.call(port: server.port) { peer in
                try await peer.send(Peer.opening)
                #expect(await peer.line() == nil)
            }
            #expect(await server.closing() == .fault(.forbiddenByte(command: "VERBOSE")))
        }
    }

    @Test func `says which address it could not have`() async throws {
        try await ServerHarness.run([]) { server in
            let second = FastAGIServer(
                host: "127.0.0.1",
                port: server.port,
                grace: .zero,
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
                makeDialogue: { ScriptedDialogue([]) },
                perform: { work, done in done(work) }
            )
            let error = await #expect(throws: ListeningError.self) { try await second.run() }
            #expect(error?.description.contains("127.0.0.1:\(server.port)") == true)
        }
    }

    @Test func `ends at once where its task is cancelled`() async throws {
        let (ports, listening) = AsyncStream.makeStream(of: Int.self)
        let server = FastAGIServer(
            host: "127.0.0.1",
            port: 0,
            grace: .seconds(3600),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            onListening: { listening.yield($0.port ?? 0) },
            makeDialogue: { ScriptedDialogue([.send(.answer)]) },
            perform: { work, done in done(work) }
        )
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await server.run() }
            let port = await ports.first { _ in true } ?? 0
            try await Peer.call(port: port) { peer in
                try await peer.send(Peer.opening)
                #expect(await peer.line() == "ANSWER")
                tasks.cancelAll()
                #expect(await peer.line() == nil)
            }
        }
    }

    @Test func `logs a call that went wrong by its id, and nothing of the caller`() async throws {
        let log = InMemoryLogHandler()
        var logger = Logger(label: "test") { _ in log }
        logger.logLevel = .trace
        try await ServerHarness.run([.send(.sayDigits("12025550199"))], logger: logger) { server in
            try await Peer.call(port: server.port) { peer in
                try await peer.send(Peer.opening)
                #expect(await peer.line() != nil)
                try await peer.send("+12025550123\n")
                #expect(await peer.line() == nil)
            }
        }
        let entry = log.entries.first { "\($0.message)" == "A call ended early." }
        #expect(entry?.level == .info)
        #expect(entry?.metadata["call.id"] == "test-1.1")
        #expect(entry?.metadata["call.end"] == "The peer sent a line of 12 bytes that is not AGI.")
        #expect(!log.entries.contains { "\($0)".contains("202555") })
    }

    @Test func `takes hundreds of calls at once`() async throws {
        try await ServerHarness.run(Self.menu) { server in
            try await withThrowingTaskGroup(of: Void.self) { calls in
                for _ in 0..<200 {
                    calls.addTask {
                        try await Peer.call(port: server.port) { peer in
                            try await peer.send(Peer.opening)
                            try await holdMenu(&peer)
                        }
                    }
                }
                try await calls.waitForAll()
            }
        }
    }
}
