import HTTPClient
import HotlineCore
import InMemoryLogging
import Logging
import ServiceLifecycle
import Synchronization
import Testing

@testable import HotlineWeb

@Suite(.timeLimit(.minutes(1)))
struct CallbackServerTests {
    /// What came to the one Kannel there is, and what it is told.
    private final class Inbox: Sendable {
        let queries = Mutex<[String]>([])
    }

    private static let secret = "s3cret-of-kannel"

    private func serve<Value: Sendable>(
        answering answer: CallbackAnswer,
        inbox: Inbox = Inbox(),
        log: InMemoryLogHandler = InMemoryLogHandler(),
        _ body: @escaping @Sendable (String) async throws -> Value
    ) async throws -> Value {
        let (ports, signal) = AsyncStream<Int>.makeStream()
        var logger = Logger(label: "test") { _ in log }
        logger.logLevel = .trace
        let routes = CallbackRoutes(gateways: [
            GatewayCallback(kind: "kannel", secret: Self.secret) { request in
                inbox.queries.withLock { $0.append(request.query) }
                return answer
            }
        ])
        let server = CallbackServer(
            address: ListenAddress(host: "127.0.0.1", port: 0),
            routes: routes,
            logger: logger,
            onListening: { signal.yield($0) }
        )
        let services = ServiceGroup(services: [server], logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        return try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask {
                defer { signal.finish() }
                try await services.run()
            }
            var iterator = ports.makeAsyncIterator()
            let port = try #require(await iterator.next(isolation: #isolation))
            let value = try await body("http://127.0.0.1:\(port)")
            await services.triggerGracefulShutdown()
            try await tasks.waitForAll()
            return value
        }
    }

    @Test(arguments: [(CallbackAnswer.stored, 202), (.malformed, 400), (.unavailable, 503)])
    func `a report is answered by what became of it`(answer: CallbackAnswer, status: Int) async throws {
        let inbox = Inbox()
        let given = try await serve(answering: answer, inbox: inbox) { base in
            try await HTTPClient().send(
                HTTPRequest(.get, "\(base)/sms/kannel/\(Self.secret)/report?id=7.0&type=1&a=%2B7")
            )
        }
        #expect(given.status == status)
        #expect(inbox.queries.withLock { $0 } == ["id=7.0&type=1&a=%2B7"])
    }

    @Test(arguments: [
        "wrong", "s3cret-of-kanneL", "s3cret-of-kannel1", "s3cret-of-kanne", "s3cret-of-kannels3cret-of-kannel", "%00",
    ])
    func `a wrong secret finds nothing and is not heard`(secret: String) async throws {
        let inbox = Inbox()
        let given = try await serve(answering: .stored, inbox: inbox) { base in
            try await HTTPClient().send(HTTPRequest(.get, "\(base)/sms/kannel/\(secret)/report?id=7.0"))
        }
        #expect(given.status == 404)
        #expect(given.body.isEmpty)
        #expect(inbox.queries.withLock { $0 }.isEmpty)
    }

    @Test
    func `neither the secret nor a number stands in the log, whatever its level`() async throws {
        let log = InMemoryLogHandler()
        _ = try await serve(answering: .stored, log: log) { base in
            for path in [
                "/sms/kannel/\(Self.secret)/report?to=79000000042", "/sms/kannel/wrong/report?to=79000000042", "/x",
            ] {
                _ = try await HTTPClient().send(HTTPRequest(.get, "\(base)\(path)"))
            }
        }
        let lines = log.entries.map { "\($0.message) \($0.metadata)" }.joined(separator: "\n")
        #expect(lines.contains("Gateways can report."))
        #expect(!lines.contains("79000000042"))
        #expect(!lines.contains(Self.secret))
    }

    @Test
    func `words that a gateway wants to read are given, none where it wants none, and what is forged is forbidden`()
        async throws
    {
        for (answer, status, words) in [
            (CallbackAnswer.storedSaying("100"), 200, "100"), (.storedSaying(""), 200, ""), (.forbidden, 403, ""),
        ] {
            let given = try await serve(answering: answer) { base in
                try await HTTPClient().send(
                    HTTPRequest(.post, "\(base)/sms/kannel/\(Self.secret)/news", body: Array("data[0]=x".utf8))
                )
            }
            #expect(given.status == status)
            #expect(given.text == words)
        }
    }

    @Test
    func `a call larger than any text is refused before it is heard`() async throws {
        let inbox = Inbox()
        let given = try await serve(answering: .stored, inbox: inbox) { base in
            try await HTTPClient().send(
                HTTPRequest(
                    .post,
                    "\(base)/sms/kannel/\(Self.secret)/news",
                    body: [UInt8](repeating: 0x61, count: CallbackRoutes.largestBody + 1)
                )
            )
        }
        #expect(given.status == 413)
        #expect(inbox.queries.withLock { $0 }.isEmpty)
    }

    @Test
    func `a port that is taken is named`() async throws {
        try await serve(answering: .stored) { base in
            let port = try #require(Int(base.split(separator: ":").last ?? ""))
            let address = ListenAddress(host: "127.0.0.1", port: port)
            let (obstacles, signal) = AsyncStream<ListenObstacle>.makeStream()
            let second = CallbackServer(
                address: address,
                routes: CallbackRoutes(gateways: []),
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
                onObstacle: { signal.yield($0) }
            )
            let trying = Task { await second.run() }
            var iterator = obstacles.makeAsyncIterator()
            let first = await iterator.next(isolation: #isolation)
            #expect(first == .inUse)
            #expect(first?.words(for: address) == "another program listens on 127.0.0.1:\(port)")
            trying.cancel()
            await trying.value
        }
    }
}
