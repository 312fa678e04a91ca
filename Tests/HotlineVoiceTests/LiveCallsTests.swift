import HotlineCore
import HotlineVoice
import Testing

struct LiveCallsTests {
    private let now = Instant(seconds: 1_773_313_500)

    private func event(_ name: String, _ headers: [(String, String)]) -> ExchangeEvent {
        ExchangeEvent(name, headers.map { (name: $0.0, value: $0.1) })
    }

    private func card(_ id: String = "1.1") -> ExchangeEvent {
        event(
            "UserEvent",
            [
                ("UserEvent", "HotlineQueued"), ("Uniqueid", id), ("Appeal", "42"), ("Route", "technical"),
                ("Queue", "hotline"),
            ]
        )
    }

    @Test func `the card is there before a telephone rings, and who answers is told once`() {
        var live = LiveCalls(queues: ["hotline"])
        #expect(live.handle(card(), at: now).isEmpty)
        #expect(live.calls.map(\.card.appeal) == [AppealNumber(42)])
        _ = live.handle(event("QueueCallerJoin", [("Uniqueid", "1.1"), ("Queue", "hotline")]), at: now)
        _ = live.handle(
            event(
                "AgentCalled",
                [("Uniqueid", "1.1"), ("Queue", "hotline"), ("MemberName", "ivanova"), ("Interface", "PJSIP/ivanova")]
            ),
            at: now + .seconds(1)
        )
        guard case .ringing(["ivanova"], _) = live.calls.first?.state else {
            Issue.record("nobody's telephone rings: \(String(describing: live.calls.first?.state))")
            return
        }
        let connect = event(
            "AgentConnect",
            [
                ("Uniqueid", "1.1"), ("Queue", "hotline"), ("MemberName", "ivanova"), ("HoldTime", "7"),
                ("RingTime", "6"),
            ]
        )
        let changes = live.handle(connect, at: now + .seconds(7))
        #expect(
            changes == [.answered(uniqueID: "1.1", by: "ivanova", ringing: .seconds(6), waited: .seconds(7))]
        )
        #expect(live.handle(connect, at: now + .seconds(8)).isEmpty)
        _ = live.handle(event("Hangup", [("Uniqueid", "1.1")]), at: now + .seconds(60))
        #expect(live.calls.isEmpty)
    }

    @Test func `a lost hang-up does not make it grow, and calls of other queues are none of ours`() {
        var live = LiveCalls(queues: ["hotline"], capacity: 10)
        for count in 0..<1_000 { _ = live.handle(card("1.\(count)"), at: now + .seconds(count)) }
        #expect(live.calls.count <= 10)
        var other = LiveCalls(queues: ["hotline"])
        _ = other.handle(event("QueueCallerJoin", [("Uniqueid", "2.1"), ("Queue", "sales")]), at: now)
        #expect(other.calls.isEmpty)
        live.reset()
        #expect(live.calls.isEmpty)
    }
}
