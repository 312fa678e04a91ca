import HotlineCore
import Testing

@Suite struct RetryPolicyTests {
    private let policy = RetryPolicy()

    @Test func `one gateway is tried after 15 s, 1 min, 3 min, 10 min, and every 10 min from then on`() {
        let pauses = (1...6).map { policy.next(afterAttempt: $0, gateways: 1, jitter: 0).pause }
        #expect(pauses == [.seconds(15), .seconds(60), .seconds(180), .seconds(600), .seconds(600), .seconds(600)])
        #expect((1...20).allSatisfy { policy.next(afterAttempt: $0, gateways: 1, jitter: 0).gateway == 0 })
    }

    @Test
    func `after the last pause it is the next gateway's turn at once, and after the last gateway the first one's`() {
        let turns = (1...11).map { policy.next(afterAttempt: $0, gateways: 2, jitter: 0) }
        #expect(turns.map(\.gateway) == [0, 0, 0, 0, 1, 1, 1, 1, 1, 0, 0])
        #expect(turns[4].pause == .zero)
        #expect(turns[5].pause == .seconds(15))
        #expect(turns[9].pause == .zero)
    }

    @Test(arguments: 1...3)
    func `a draw adds less than a tenth`(gateways: Int) {
        for attempt in 1...30 {
            let least = policy.next(afterAttempt: attempt, gateways: gateways, jitter: 0).pause
            let most = policy.next(afterAttempt: attempt, gateways: gateways, jitter: 0.999).pause
            #expect(most >= least)
            #expect(most <= least * 1.1)
        }
    }
}
