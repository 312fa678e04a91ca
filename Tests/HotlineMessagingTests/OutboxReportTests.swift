import HotlineCore
import HotlineMessaging
import HotlineStore
import HotlineTesting
import Testing

@Suite(.timeLimit(.minutes(1))) struct OutboxReportTests {
    @Test func `an unanswered text whose report comes is not sent again`() async throws {
        let bench = try await OutboxBench()
        let gateway = ScriptedGateway([.fault(.unanswered)])
        try await bench.queue("да")
        try await bench.run(bench.service([gateway])) { bench in
            let message = try await bench.message
            #expect(message.state == .unknown && message.reason == "unanswered")
            #expect(message.dueAt == bench.clock.now + bench.policy.waitForReport)
            try await bench.report(.accepted, of: message)
            try await bench.pass(.seconds(3600))
            #expect(try await bench.message.state == .accepted)
            #expect(try await bench.message.repeats == 0)
            #expect(gateway.submissions.count == 1)
        }
    }

    @Test func `an unanswered text without a report is sent again once, and that is counted`() async throws {
        let bench = try await OutboxBench()
        let gateway = ScriptedGateway([.fault(.unanswered)])
        try await bench.queue("да")
        try await bench.run(bench.service([gateway])) { bench in
            try await bench.pass(bench.policy.waitForReport - .milliseconds(1))
            #expect(gateway.submissions.count == 1)
            try await bench.pass(.milliseconds(1))
            try await bench.pass(.seconds(3600))
            #expect(gateway.submissions.count == 2)
            let message = try await bench.message
            #expect(message.state == .accepted && message.repeats == 1 && message.attempts == 2)
        }
    }

    @Test func `a later text to the same phone waits for the report of the one before`() async throws {
        let bench = try await OutboxBench()
        let gateway = ScriptedGateway([.fault(.unanswered)])
        try await bench.queue("раз")
        try await bench.run(bench.service([gateway])) { bench in
            try await bench.queue("два")
            try await bench.queue("другому", to: .specialist)
            try await bench.pass(OutboxService.longestRest)
            #expect(gateway.submissions.map(\.text) == ["раз", "другому"])
            let first = try #require(try await bench.store.messages(limit: 9).last)
            try await bench.report(.delivered, of: first)
            try await bench.pass(OutboxService.longestRest)
            #expect(gateway.submissions.map(\.text) == ["раз", "другому", "два"])
        }
    }

    @Test func `a report that overtakes the gateway's answer stands`() async throws {
        let bench = try await OutboxBench()
        let gate = Gate()
        try await bench.queue("да")
        let gateway = ScriptedGateway([.takenBehind(gate)])
        async let sending: Void = bench.run(bench.service([gateway])) { bench in
            let message = try await bench.message
            #expect(message.state == .delivered)
        }
        try await gate.waitForArrivals()
        try await bench.report(.delivered, of: bench.message)
        gate.open()
        try await sending
    }

    @Test(arguments: [
        ([DeliveryReport.Finding.accepted, .delivered, .accepted], MessageState.delivered),
        ([.delivered, .accepted, .delivered], .delivered),
        ([.delivered, .undelivered], .delivered),
        ([.undelivered, .delivered, .accepted], .undelivered),
        ([.accepted, .accepted], .accepted),
    ])
    func `the first final report stands, whatever comes late, twice or out of order`(
        findings: [DeliveryReport.Finding],
        state: MessageState
    ) async throws {
        let bench = try await OutboxBench()
        try await bench.queue("да")
        try await bench.run(bench.service([ScriptedGateway()])) { bench in
            for finding in findings { try await bench.report(finding, of: bench.message) }
            try await bench.pass(.seconds(3600))
            #expect(try await bench.message.state == state)
        }
    }

    @Test func `a text in parts has arrived when all have, and is lost when one is`() async throws {
        let bench = try await OutboxBench()
        let text = String(repeating: "Ответ готов. ", count: 10)
        try await bench.queue(text)
        try await bench.queue(text, to: .specialist)
        try await bench.run(bench.service([ScriptedGateway()])) { bench in
            let messages = try await bench.store.messages(limit: 9)
            for message in messages { try await bench.report(.delivered, of: message, part: 1) }
            #expect(try await bench.store.messages(limit: 9).map(\.state) == [.accepted, .accepted])
            try await bench.report(.delivered, of: messages[0], part: 0)
            try await bench.report(.undelivered, of: messages[1], part: 0)
            #expect(try await bench.store.messages(limit: 9).map(\.state) == [.delivered, .undelivered])
        }
    }
}
