import Foundation
import HotlineCore
import HotlineMessaging
import HotlineTesting
import ServiceLifecycleTestKit
import Testing

@Suite(.timeLimit(.minutes(1))) struct CollectServiceTests {
    private let bench: SpoolBench
    private let clock = ManualClock(at: Fixtures.now)
    private let desk = NewsDesk()
    private let part = MessagePart.fixture("да")

    init() throws {
        bench = try SpoolBench()
    }

    private func run(_ body: @Sendable () async throws -> Void) async throws {
        let service = CollectService(
            bench.mailbox,
            logger: bench.logger,
            now: { Fixtures.now },
            sleep: { [clock] in try await clock.sleep(for: $0) },
            keep: { [desk] in desk.keep($0) }
        )
        try await testGracefulShutdown { shutdown in
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { await service.run() }
                defer { shutdown.triggerGracefulShutdown() }
                try await clock.waitForSleepers()
                try await body()
            }
        }
    }

    private func lookAgain() async throws {
        clock.advance(by: CollectService.rest)
        try await clock.waitForSleepers()
    }

    @Test func `looks once a second, and what it found is stored and then gone`() async throws {
        try bench.putSent(part, reference: 5)
        try await run {
            #expect(desk.news == [.report(.accepted, on: part)])
            #expect(bench.names(.sent) == [])
            try bench.putReport("0,Ok,short message received by the SME", on: 5)
            try await lookAgain()
            #expect(desk.news.last == .report(.delivered, on: part))
            #expect(bench.names(.report) == [])
        }
    }

    @Test func `what could not be stored stays, and is stored later`() async throws {
        desk.store(false)
        try bench.putSent(part, reference: 5)
        try await run {
            #expect(bench.names(.sent) == [part.key])
            try await lookAgain()
            #expect(bench.names(.sent) == [part.key])
            desk.store(true)
            try await lookAgain()
            #expect(desk.news == [.report(.accepted, on: part)])
            #expect(bench.names(.sent) == [])
        }
    }

    @Test func `a spool that is away is told of once, and used when it is back`() async throws {
        try FileManager.default.moveItem(at: bench.path(.sent, ""), to: bench.folder.appending(path: "away"))
        try await run {
            try await lookAgain()
            #expect(bench.logged == ["A spool of text messages cannot be used."])
            try FileManager.default.moveItem(at: bench.folder.appending(path: "away"), to: bench.path(.sent, ""))
            try bench.putSent(part, reference: 5)
            try await lookAgain()
            #expect(desk.news == [.report(.accepted, on: part)])
        }
    }
}
