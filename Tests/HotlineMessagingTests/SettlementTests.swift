import HotlineCore
import HotlineTesting
import Testing

@testable import HotlineMessaging

struct SettlementTests {
    private let now = Fixtures.now
    private let policy = RetryPolicy(pauses: [.seconds(10), .seconds(100)], waitForReport: .seconds(60))

    private func settlement(
        _ error: GatewayError,
        attempt: Int = 1,
        gateways: Int = 1,
        jitter: Double = 0
    ) -> Settlement {
        let message = OutboundMessage(
            id: Identifier(1),
            appeal: AppealNumber(1),
            kind: .closed,
            recipient: .author,
            parts: ["да"],
            unsentParts: [0],
            attempt: attempt,
            gateway: 0,
            writtenAt: now,
            expiresAt: nil
        )
        return Settlement(error, of: message, parts: [0], by: policy, gateways: gateways, at: now, jitter: jitter)
    }

    @Test(arguments: GatewayError.Reason.allCases)
    func `a temporary fault waits for the pause and its share of chance`(reason: GatewayError.Reason) {
        let due = now + .milliseconds(10_500)
        let queued = Settlement.notAccepted(state: .queued, reason: reason.rawValue, due: due, gateway: 0)
        #expect(settlement(.temporary(reason), jitter: 0.5) == queued)
    }

    @Test func `after the last pause it is the next gateway's turn at once`() {
        let next = Settlement.notAccepted(state: .queued, reason: "busy", due: now, gateway: 1)
        #expect(settlement(.temporary(.busy), attempt: 3, gateways: 2) == next)
    }

    @Test(arguments: GatewayError.Reason.allCases)
    func `a fault for good ends the message`(reason: GatewayError.Reason) {
        let failed = Settlement.notAccepted(state: .failed, reason: reason.rawValue, due: now, gateway: 0)
        #expect(settlement(.permanent(reason)) == failed)
    }

    @Test func `an unanswered one is left to the store, which knows what its gateway wants`() {
        #expect(settlement(.unanswered) == .unanswered(parts: [0], reference: nil))
    }
}
