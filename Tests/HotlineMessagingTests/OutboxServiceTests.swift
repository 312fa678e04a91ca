import Foundation
import HotlineCore
import HotlineMessaging
import HotlineStore
import HotlineTesting
import InMemoryLogging
import Logging
import ServiceLifecycleTestKit
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(1))) struct OutboxServiceTests {
    @Test func `shutdown finishes the message in hand, all its parts, and takes no other`() async throws {
        var bench = try await OutboxBench()
        bench.senders = 1
        let gate = Gate()
        let gateway = ScriptedGateway([.takenBehind(gate)])
        try await bench.queue(String(repeating: "Ответ готов. ", count: 10))
        try await bench.queue("другому", to: .specialist)
        let service = bench.service([gateway])
        try await testGracefulShutdown { shutdown in
            async let running: Void = service.run()
            try await gate.waitForArrivals()
            shutdown.triggerGracefulShutdown()
            gate.open()
            await running
        }
        #expect(try await bench.store.messages(limit: 9).map(\.state) == [.queued, .accepted])
        #expect(gateway.submissions.count == 2)
    }

    @Test func `shutdown cuts a rest short`() async throws {
        let bench = try await OutboxBench()
        try await bench.run(bench.service([ScriptedGateway()])) { _ in }
    }

    @Test func `the bell ends a rest at once`() async throws {
        let bench = try await OutboxBench()
        let gateway = ScriptedGateway()
        try await bench.run(bench.service([gateway])) { bench in
            try await bench.queue("да")
            bench.bell.ring()
            try await gateway.waitForSubmissions(1)
        }
    }

    @Test func `a text another program wrote is found without a bell`() async throws {
        let bench = try await OutboxBench()
        let gateway = ScriptedGateway()
        try await bench.run(bench.service([gateway])) { bench in
            try await bench.queue("да")
            try await bench.pass(OutboxService.longestRest)
            #expect(gateway.submissions.count == 1)
        }
    }

    @Test func `a text that is due and not given is not asked for without a rest`() async throws {
        var bench = try await OutboxBench()
        bench.senders = 1
        try await bench.queue("да")
        let looks = Mutex(0)
        let service = bench.service(
            [ScriptedGateway()],
            claim: { _, _ in
                looks.withLock { $0 += 1 }
                return []
            }
        )
        try await bench.run(service) { bench in
            try await bench.pass(OutboxService.longestRest)
            #expect(looks.withLock { $0 } == 2)
        }
    }

    @Test func `one slow phone does not hold up the others`() async throws {
        let bench = try await OutboxBench()
        let gate = Gate()
        let gateway = ScriptedGateway([.takenBehind(gate)])
        try await bench.queue("медленно")
        async let sending: Void = bench.run(bench.service([gateway])) { _ in }
        try await gate.waitForArrivals()
        for place in 1...5 { try await bench.queue("быстро", to: .ofCrowd(place)) }
        bench.bell.ring()
        try await gateway.waitForSubmissions(6)
        gate.open()
        try await sending
        #expect(try await bench.store.messages(limit: 9).allSatisfy { $0.state == .accepted })
    }

    @Test func `no more are in hand at once than there are senders`() async throws {
        let bench = try await OutboxBench()
        let gate = Gate()
        let gateway = ScriptedGateway(Array(repeating: .takenBehind(gate), count: 5))
        for place in 1...5 { try await bench.queue("да", to: .ofCrowd(place)) }
        async let sending: Void = bench.run(bench.service([gateway])) { _ in }
        try await gate.waitForArrivals(2)
        bench.bell.ring()
        #expect(try await bench.store.messages(limit: 9).count { $0.state == .sending } == bench.senders)
        gate.open()
        try await sending
        #expect(try await bench.store.messages(limit: 9).allSatisfy { $0.state == .accepted })
    }

    @Test func `texts to one phone arrive in the order they were written`() async throws {
        var bench = try await OutboxBench()
        bench.senders = 4
        let gateway = ScriptedGateway()
        let texts = (1...9).map { "текст \($0)" }
        for text in texts { try await bench.queue(text) }
        try await bench.run(bench.service([gateway])) { _ in }
        #expect(gateway.submissions.map(\.text) == texts)
    }

    @Test func `a sender that was killed leaves a text unknown, and it is repeated and counted`() async throws {
        let bench = try await OutboxBench()
        let gateway = ScriptedGateway()
        try await bench.queue("да")
        // Taken, perhaps sent, never settled.
        #expect(try await bench.claim() != nil)
        try await bench.run(bench.service([gateway])) { bench in
            try await bench.pass(OutboxBench.hold - .milliseconds(1))
            #expect(try await bench.message.state == .sending)
            try await bench.pass(.milliseconds(1))
            #expect(try await bench.message.state == .unknown)
            #expect(gateway.submissions.isEmpty)
            try await bench.pass(bench.policy.waitForReport)
            let message = try await bench.message
            #expect(message.state == .accepted && message.repeats == 1)
            #expect(gateway.submissions.count == 1)
        }
    }

    @Test func `two services, each with the file open for itself, send no message twice`() async throws {
        let path = FileManager.default.temporaryDirectory.appending(component: "outbox-\(UUID()).sqlite").path
        defer { for end in ["", "-wal", "-shm", ".lock"] { try? FileManager.default.removeItem(atPath: path + end) } }
        let first = try await OutboxBench(store: Store(path: path))
        let second = try await OutboxBench(store: Store(path: path), clock: first.clock)
        let gateways = [ScriptedGateway(name: "first"), ScriptedGateway(name: "second")]
        for place in 0..<60 { try await first.queue("текст \(place)", to: .ofCrowd(place % 30)) }
        try await first.run(first.service([gateways[0]]), second.service([gateways[1]])) { _ in }
        let texts = gateways.flatMap { $0.submissions.map(\.text) }
        #expect(texts.sorted() == (0..<60).map { "текст \($0)" }.sorted())
        #expect(try await first.store.messages(limit: 99).allSatisfy { $0.state == .accepted && $0.attempts == 1 })
    }

    @Test func `a store that fails is waited over, and what was sent is not sent again`() async throws {
        let bench = try await OutboxBench()
        let gateway = ScriptedGateway()
        let faults = Mutex(3)
        let service = bench.service(
            [gateway],
            settle: { id, settlement, now in
                let fails = faults.withLock { faults in
                    faults -= 1
                    return faults >= 0
                }
                if fails { throw StoreError.full(path: "hotline.sqlite") }
                try await bench.keep(settlement, of: id, at: now)
            }
        )
        try await bench.queue("да")
        async let running: Void = bench.run(service) { bench in
            let state = try await bench.message.state
            #expect(state == .accepted)
            #expect(gateway.submissions.count == 1)
        }
        for _ in 1...3 {
            // The service, and the sender that waits for the store.
            try await bench.clock.waitForSleepers(2)
            bench.clock.advance(by: .seconds(2))
        }
        try await running
    }

    @Test func `the log never holds a number or a text`() async throws {
        var bench = try await OutboxBench()
        let log = InMemoryLogHandler()
        bench.logger = Logger(label: "test") { _ in log }
        bench.logger.logLevel = .trace
        let faults: [GatewayError] =
            GatewayError.Reason.allCases.map { .temporary($0) } + GatewayError.Reason.allCases.map { .permanent($0) }
            + [.unanswered]
        for place in 0...faults.count { try await bench.queue("слово", to: .ofCrowd(place)) }
        try await bench.run(bench.service([ScriptedGateway(faults.map { .fault($0) })])) { _ in }
        #expect(log.entries.count == faults.count + 1)
        for entry in log.entries {
            let line = "\(entry.message) \(entry.metadata)"
            #expect(!line.contains("слово") && !line.contains("2025550"))
            #expect(Set(entry.metadata.keys).isSuperset(of: ["message.id", "message.attempt", "gateway.name"]))
        }
        let errors = log.entries.filter { $0.level == .error }
        #expect(errors.contains { $0.metadata["error"] == "credentials" })
        #expect(errors.contains { $0.metadata["error"] == "notRoutable" })
        #expect(!errors.contains { $0.metadata["error"] == "unanswered" })
    }
}
