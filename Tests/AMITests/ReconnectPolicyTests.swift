import AMI
import Testing

struct ReconnectPolicyTests {
    @Test(arguments: [(0, 1), (1, 1), (2, 2), (3, 4), (6, 32), (7, 60), (1_000_000, 60)])
    func `the pause doubles up to the longest`(failure: Int, seconds: Int) {
        #expect(ReconnectPolicy().pause(afterFailure: failure, jitter: 0) == .seconds(seconds))
    }

    @Test func `jitter takes off up to a quarter`() {
        let pause = ReconnectPolicy(first: .seconds(8)).pause(afterFailure: 1, jitter: 0.5)
        #expect(pause == .seconds(7))
    }
}
