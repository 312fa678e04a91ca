import HotlineCore
import HotlineMessaging
import HotlineStore
import HotlineTesting
import Testing

@Suite(.timeLimit(.minutes(1))) struct OutboxRetryTests {
    @Test func `a text that is due is handed over once, and its report ends it`() async throws {
        let bench = try await OutboxBench()
        let gateway = ScriptedGateway()
        try await bench.queue("№1042 средства.")
        try await bench.run(bench.service([gateway])) { bench in
            var message = try await bench.message
            #expect(message.state == .accepted && message.attempts == 1 && message.repeats == 0)
            try await bench.report(.delivered, of: message)
            try await bench.pass(.seconds(3600))
            message = try await bench.message
            #expect(message.state == .delivered)
            #expect(gateway.submissions.map(\.text) == ["№1042 средства."])
            #expect(gateway.submissions.map(\.recipient) == [.author])
        }
    }

    @Test func `a gateway that says at once that a text arrived needs no report`() async throws {
        let bench = try await OutboxBench()
        try await bench.queue("да")
        try await bench.run(bench.service([ScriptedGateway([.delivered])])) { bench in
            let message = try await bench.message
            #expect(message.state == .delivered)
        }
    }

    @Test func `after a temporary fault it is tried again at each pause and not before`() async throws {
        let bench = try await OutboxBench()
        let gateway = ScriptedGateway(Array(repeating: .fault(.temporary(.busy)), count: 4))
        try await bench.queue("да")
        try await bench.run(bench.service([gateway])) { bench in
            for (tries, pause) in zip(1..., bench.policy.pauses) {
                let message = try await bench.message
                #expect(message.state == .queued && message.reason == "busy" && message.attempts == tries)
                try await bench.pass(pause - .milliseconds(1))
                #expect(gateway.submissions.count == tries)
                try await bench.pass(.milliseconds(1))
                #expect(gateway.submissions.count == tries + 1)
            }
            #expect(try await bench.message.state == .accepted)
            #expect(try await bench.message.repeats == 0)
        }
    }

    @Test func `when one gateway has had all its tries it is the next one's turn`() async throws {
        let bench = try await OutboxBench()
        let first = ScriptedGateway(name: "first", Array(repeating: .fault(.temporary(.notReached)), count: 9))
        let second = ScriptedGateway(name: "second")
        try await bench.queue("да")
        try await bench.run(bench.service([first, second])) { bench in
            for pause in bench.policy.pauses {
                #expect(second.submissions.isEmpty)
                try await bench.pass(pause)
            }
            #expect(first.submissions.count == 5)
            #expect(second.submissions.count == 1)
            #expect(try await bench.message.state == .accepted)
        }
    }

    @Test func `a refusal for good ends the message and says why`() async throws {
        let bench = try await OutboxBench()
        let gateway = ScriptedGateway([.fault(.permanent(.recipient))])
        try await bench.queue("да")
        try await bench.run(bench.service([gateway])) { bench in
            try await bench.pass(.seconds(3600))
            let message = try await bench.message
            #expect(message.state == .failed && message.reason == "recipient")
            #expect(gateway.submissions.count == 1)
        }
    }

    @Test func `wrong credentials lose no message`() async throws {
        let bench = try await OutboxBench()
        let gateway = ScriptedGateway([.fault(.temporary(.credentials))])
        try await bench.queue("да")
        try await bench.run(bench.service([gateway])) { bench in
            #expect(try await bench.message.reason == "credentials")
            try await bench.pass(.seconds(15))
            #expect(try await bench.message.state == .accepted)
        }
    }

    @Test func `of a text in parts only those not taken are sent again`() async throws {
        let bench = try await OutboxBench()
        let gateway = ScriptedGateway([.taken, .fault(.temporary(.busy))])
        let text = String(repeating: "Ответ готов. ", count: 13)
        try await bench.queue(text)
        try await bench.run(bench.service([gateway])) { bench in
            #expect(gateway.submissions.map(\.index) == [0, 1])
            try await bench.pass(.seconds(15))
            #expect(gateway.submissions.map(\.index) == [0, 1, 1, 2])
            #expect(gateway.submissions.allSatisfy { $0.count == 3 })
            #expect([0, 2, 3].map { gateway.submissions[$0].text }.joined() == text)
            #expect(try await bench.message.state == .accepted)
        }
    }

    @Test func `a gateway taken out of the settings leaves its messages to the first`() async throws {
        var bench = try await OutboxBench()
        bench.senders = 1
        let gateway = ScriptedGateway()
        try await bench.queue("да")
        let claimed = try #require(try await bench.claim())
        let settlement = Settlement.notAccepted(state: .queued, reason: "busy", due: bench.clock.now, gateway: 3)
        try await bench.keep(settlement, of: claimed.id, at: bench.clock.now)
        try await bench.run(bench.service([gateway])) { bench in
            let message = try await bench.message
            #expect(message.state == .accepted)
            #expect(gateway.submissions.count == 1)
        }
    }
}
