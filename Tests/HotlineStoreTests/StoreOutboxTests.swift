import HotlineCore
import HotlineTesting
import Testing

@testable import HotlineStore

@Suite struct StoreOutboxTests {
    private let store: Store
    private let rules = Fixtures.outboxRules()
    private let now = Fixtures.now

    init() throws { store = try Store.inMemory() }

    /// Puts a text of as many parts as wanted in the outbox.
    private func queue(parts: Int = 1, to phone: PhoneNumber = Fixtures.mobile()) async throws {
        let begun = try await store.begin(Fixtures.callStart("call-\(try await store.calls(limit: 100).count)"))
        let body = String(repeating: "я", count: parts == 1 ? 70 : parts * 67)
        let now = now
        try await store.write { db in
            try db.queue(DraftMessage(kind: .timersLate, recipient: phone, body: body), for: begun.appeal, at: now)
        }
    }

    private func claim(
        after delay: Duration = .zero,
        limit: Int = 10,
        by rules: OutboxRules? = nil
    ) async throws -> [OutboundMessage] {
        try await store.claimDueMessages(
            limit: limit,
            at: now + delay,
            by: rules ?? self.rules,
            under: Fixtures.regulation(),
            heldFor: .seconds(30)
        )
    }

    private func state() async throws -> MessageState? { try await store.messages(limit: 1).first?.state }

    @Test func `a message is cut, claimed, accepted part by part, and delivered part by part`() async throws {
        try await queue(parts: 3)
        let message = try #require(try await claim().first)
        #expect(message.parts.map(\.utf16.count) == [67, 67, 67])
        #expect(message.unsentParts == [0, 1, 2] && message.attempt == 1)
        #expect(try await state() == .sending)
        for part in 0..<3 {
            let receipt = GatewayReceipt(reference: "r\(part)")
            let isDone = try await store.noteAccepted(message.id, parts: [part], receipt: receipt, at: now, by: rules)
            #expect(isDone == (part == 2))
        }
        #expect(try await state() == .accepted)
        for part in [2, 0, 1] {
            #expect(try await state() == .accepted)
            #expect(
                try await store.note(
                    DeliveryReport(message: message.id, part: part, finding: .delivered),
                    at: now,
                    by: rules
                )
            )
        }
        #expect(try await state() == .delivered)
        #expect(try await store.nextMessageDue() == nil)
    }

    @Test func `a gateway that says at once that it has arrived needs no report`() async throws {
        try await queue()
        let message = try #require(try await claim().first)
        _ = try await store.noteAccepted(
            message.id,
            parts: [0],
            receipt: GatewayReceipt(isDelivered: true),
            at: now,
            by: rules
        )
        #expect(try await state() == .delivered)
    }

    @Test
    func `what is claimed is not claimed again while it is held, and is tried again with the parts that are left`()
        async throws
    {
        try await queue(parts: 2)
        let first = try #require(try await claim().first)
        #expect(try await claim().isEmpty)
        _ = try await store.noteAccepted(first.id, parts: [0], receipt: GatewayReceipt(), at: now, by: rules)
        try await store.noteNotAccepted(
            first.id,
            state: .queued,
            reason: "busy",
            due: now + .seconds(15),
            gateway: 1,
            at: now
        )
        #expect(try await claim(after: .seconds(14)).isEmpty)
        #expect(try await store.nextMessageDue() == now + .seconds(15))
        let again = try #require(try await claim(after: .seconds(15)).first)
        #expect(again.unsentParts == [1] && again.attempt == 2 && again.gateway == 1)
        #expect(try await store.messages(limit: 1).first?.repeats == 0)
    }

    @Test
    func
        `a sender that dies leaves an unknown message, which waits for a report and is then sent once more, and that is counted`()
        async throws
    {
        try await queue()
        _ = try await claim()
        #expect(try await claim(after: .seconds(30)).isEmpty)
        #expect(try await state() == .unknown)
        #expect(try await store.messages(limit: 1).first?.reason == "interrupted")
        #expect(try await claim(after: .seconds(89)).isEmpty)
        #expect(try await claim(after: .seconds(90)).count == 1)
        #expect(try await store.messages(limit: 1).first?.repeats == 1)
    }

    @Test(arguments: [UnansweredSubmit.reported, .repeatable])
    func `a text that may have gone and is of no use any more is left as unknown, and a report may still settle it`(
        conduct: UnansweredSubmit
    ) async throws {
        let rules = Fixtures.outboxRules([OutboxRules.Gateway(name: "scripted", unansweredSubmit: conduct)])
        try await queue()
        let message = try #require(try await claim(by: rules).first)
        try await store.noteUnanswered(message.id, parts: [0], at: now, by: rules)
        let late = now + .seconds(86_400)
        #expect(try await claim(after: .seconds(86_400), by: rules).isEmpty)
        let kept = try #require(try await store.messages(limit: 1).first)
        #expect(kept.state == .unknown && kept.reason == "expired")
        #expect(try await store.nextMessageDue() == nil)
        let report = DeliveryReport(message: message.id, part: 0, finding: .delivered)
        #expect(try await store.note(report, at: late, by: rules))
        #expect(try await state() == .delivered)
    }

    @Test func `a text that nobody ever answers for is sent three times and then has failed`() async throws {
        try await queue()
        var at = Duration.zero
        for _ in 0..<3 {
            #expect(try await claim(after: at).count == 1)
            at += .seconds(30)
            #expect(try await claim(after: at).isEmpty)
            at += .seconds(60)
        }
        #expect(try await claim(after: at).isEmpty)
        #expect(try await state() == .failed)
        #expect(try await store.messages(limit: 1).first?.reason == "unanswered")
        #expect(try await store.messages(limit: 1).first?.repeats == 2)
    }

    @Test(arguments: [DeliveryReport.Finding.accepted, .delivered, .undelivered])
    func `a report settles an unknown message, which is not sent again`(finding: DeliveryReport.Finding) async throws {
        try await queue()
        let message = try #require(try await claim().first)
        try await store.noteUnanswered(message.id, parts: [0], at: now, by: rules)
        #expect(
            try await store.note(DeliveryReport(message: message.id, part: 0, finding: finding), at: now, by: rules)
        )
        #expect(try await state()?.rawValue == finding.rawValue)
        #expect(try await claim(after: .seconds(86400)).isEmpty)
    }

    @Test func `a report that overtakes the answer stands, whatever the answer was`() async throws {
        try await queue()
        let message = try #require(try await claim().first)
        _ = try await store.note(DeliveryReport(message: message.id, part: 0, finding: .delivered), at: now, by: rules)
        try await store.noteNotAccepted(message.id, state: .queued, reason: "busy", due: now, gateway: 0, at: now)
        #expect(try await state() == .delivered)
        #expect(try await claim().isEmpty)
    }

    @Test func `texts to one phone go out one after the other, in the order they were written`() async throws {
        try await queue()
        try await queue()
        try await queue(to: Fixtures.mobile(7))
        let first = try await claim()
        #expect(first.map(\.id.value) == [1, 3])
        try await store.noteNotAccepted(
            first[0].id,
            state: .queued,
            reason: "busy",
            due: now + .seconds(15),
            gateway: 0,
            at: now
        )
        _ = try await store.noteAccepted(first[1].id, parts: [0], receipt: GatewayReceipt(), at: now, by: rules)
        #expect(try await claim().isEmpty)
        // The second is due, but waits for the first: nobody is to be woken for it before that.
        #expect(try await store.nextMessageDue() == now + .seconds(15))
        let again = try #require(try await claim(after: .seconds(15)).first)
        #expect(again.id == first[0].id)
        _ = try await store.noteAccepted(again.id, parts: [0], receipt: GatewayReceipt(), at: now, by: rules)
        #expect(try await claim(after: .seconds(15)).map(\.id.value) == [2])
    }

    @Test func `no more are claimed than asked for`() async throws {
        for index in 0..<5 { try await queue(to: Fixtures.mobile(50 + index)) }
        #expect(try await claim(limit: 2).map(\.id.value) == [1, 2])
        #expect(try await claim(limit: 2).map(\.id.value) == [3, 4])
    }

    @Test func `a report on nothing is told from one on something`() async throws {
        try await queue()
        #expect(
            try await store.note(
                DeliveryReport(message: Identifier(7), part: 0, finding: .delivered),
                at: now,
                by: rules
            ) == false
        )
        #expect(
            try await store.note(
                DeliveryReport(message: Identifier(1), part: 1, finding: .delivered),
                at: now,
                by: rules
            ) == false
        )
        #expect(
            try await store.note(
                DeliveryReport(message: Identifier(1), part: 0, finding: .delivered),
                at: now,
                by: rules
            )
        )
    }

    @Test(arguments: 1...30)
    func `a final state stays final under any acts in any order, and a text that arrived is never sent again`(
        seed: UInt64
    ) async throws {
        var random = Drawn(seed: seed)
        try await queue(parts: random.below(3) + 1)
        var clock = now
        var last = MessageState.queued
        for _ in 0..<60 {
            clock = clock + .seconds(random.below(60))
            try await act(at: clock, &random)
            let state = try #require(try await state())
            if last.isFinal { #expect(state == last) }
            // What a gateway has taken whole is never waiting again.
            if last == .accepted { #expect([.accepted, .delivered, .undelivered].contains(state)) }
            last = state
        }
    }

    private func act(at clock: Instant, _ random: inout Drawn) async throws {
        let id = Identifier<OutboundMessage>(1)
        let part = random.below(3)
        switch random.below(5) {
        case 0:
            _ = try await store.claimDueMessages(
                limit: 1,
                at: clock,
                by: rules,
                under: Fixtures.regulation(),
                heldFor: .seconds(30)
            )
        case 1:
            let receipt = GatewayReceipt(isDelivered: random.below(4) == 0)
            _ = try await store.noteAccepted(id, parts: [part], receipt: receipt, at: clock, by: rules)
        case 2:
            let state = [MessageState.queued, .failed][random.below(2)]
            try await store.noteNotAccepted(id, state: state, reason: "busy", due: clock, gateway: 0, at: clock)
        case 3: try await store.noteUnanswered(id, parts: [part], at: clock, by: rules)
        default:
            let finding = DeliveryReport.Finding.allCases[random.below(3)]
            _ = try await store.note(DeliveryReport(message: id, part: part, finding: finding), at: clock, by: rules)
        }
    }

    /// Numbers that look drawn and are the same in every run.
    private struct Drawn {
        private var state: UInt64

        init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

        mutating func below(_ limit: Int) -> Int {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return Int(state >> 33) % limit
        }
    }
}
