import HotlineCore
import HotlineMessaging
import HotlineStore
import HotlineTesting
import InMemoryLogging
import Logging
import ServiceLifecycleTestKit
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(1))) struct HandoverServiceTests {
    private let clock = ManualClock(at: Fixtures.now)
    private let bell = Bell()
    private let log = InMemoryLogHandler()

    /// Runs a service whose every look finds what `found` says, and does `body` once it rests.
    private func run(
        found: @escaping @Sendable (Int) async throws -> Int,
        body: @Sendable () async throws -> Void
    ) async throws {
        let service = HandoverService(
            batch: 7,
            bell: bell,
            logger: Logger(label: "test") { [log] _ in log },
            sleep: { [clock] in try await clock.sleep(for: $0) },
            handOver: found
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

    @Test func `goes on as long as something waits, and then rests`() async throws {
        let waiting = Mutex([7, 7, 3, 0])
        let limits = Mutex<[Int]>([])
        try await run { limit in
            limits.withLock { $0.append(limit) }
            return waiting.withLock { $0.removeFirst() }
        } body: {
            #expect(limits.withLock { $0 } == [7, 7, 7, 7])
        }
    }

    @Test func `rests for a fifth of a second and no longer`() async throws {
        let looks = Mutex(0)
        try await run { _ in
            looks.withLock { $0 += 1 }
            return 0
        } body: {
            clock.advance(by: .milliseconds(199))
            #expect(looks.withLock { $0 } == 1)
            clock.advance(by: .milliseconds(1))
            try await clock.waitForSleepers()
            #expect(looks.withLock { $0 } == 2)
        }
    }

    @Test func `the bell ends a rest at once`() async throws {
        let second = Gate()
        let looks = Mutex(0)
        try await run { _ in
            let look = looks.withLock { looks in
                looks += 1
                return looks
            }
            if look == 2 { await second.pass() }
            return 0
        } body: {
            bell.ring()
            try await second.waitForArrivals()
            second.open()
        }
    }

    @Test func `a fault is told and waited over, and the bell does not hurry it`() async throws {
        let looks = Mutex(0)
        try await run { _ in
            let look = looks.withLock { looks in
                looks += 1
                return looks
            }
            if look == 1 { throw StoreError.locked(path: "hotline.sqlite") }
            return 0
        } body: {
            bell.ring()
            clock.advance(by: .milliseconds(1999))
            #expect(looks.withLock { $0 } == 1)
            clock.advance(by: .milliseconds(1))
            try await clock.waitForSleepers()
            #expect(looks.withLock { $0 } == 2)
            #expect(log.entries.map(\.level) == [.error])
        }
    }

    @Test func `shutdown finishes the hand-over in hand`() async throws {
        let gate = Gate()
        let finished = Mutex(0)
        let service = HandoverService(
            bell: bell,
            logger: Logger(label: "test") { [log] _ in log },
            sleep: { [clock] in try await clock.sleep(for: $0) },
            handOver: { _ in
                await gate.pass()
                try Task.checkCancellation()
                finished.withLock { $0 += 1 }
                return 1
            }
        )
        try await testGracefulShutdown { shutdown in
            async let running: Void = service.run()
            try await gate.waitForArrivals()
            shutdown.triggerGracefulShutdown()
            gate.open()
            await running
        }
        #expect(finished.withLock { $0 } == 1)
    }
}
